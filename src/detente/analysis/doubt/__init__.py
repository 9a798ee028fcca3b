"""What the conclusions of a case hinge on: worlds of doubted claims, and what flips in them."""
