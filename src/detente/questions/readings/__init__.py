"""How else the evidence can be read."""
