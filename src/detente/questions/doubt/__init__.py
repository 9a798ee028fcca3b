"""What the conclusions hinge on."""
