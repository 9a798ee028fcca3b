"""The frozen vocabulary of the field: no files, no algorithms."""
