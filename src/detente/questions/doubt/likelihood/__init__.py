"""How likely the conclusions are, where somebody judged the claims."""
