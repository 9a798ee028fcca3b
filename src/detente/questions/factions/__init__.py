"""What holds if one faction or another decides."""
