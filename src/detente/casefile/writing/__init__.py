"""From a case back to text."""
