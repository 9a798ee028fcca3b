"""Looking several moves ahead."""
