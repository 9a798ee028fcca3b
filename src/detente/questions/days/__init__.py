"""What each day changed."""
