"""How strongly it holds."""
