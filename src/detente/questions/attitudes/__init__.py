"""What holds once attitudes count."""
