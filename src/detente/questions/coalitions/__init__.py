"""Who could act together."""
