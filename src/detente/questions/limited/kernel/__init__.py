"""What players anticipate some moves ahead: one horizon, all horizons, and every way of breaking ties."""
