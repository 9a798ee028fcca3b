"""What holds under other circumstances."""
