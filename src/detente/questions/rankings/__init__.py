"""How far rankings may be wrong."""
