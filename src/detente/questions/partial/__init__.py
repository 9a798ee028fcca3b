"""What holds whatever is unknown of the preferences."""
