"""How the states that hold could come about."""
