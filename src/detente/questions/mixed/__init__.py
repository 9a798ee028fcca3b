"""What holds if each side is its own kind of actor."""
