"""Where things stand in a picture, and the shapes that it is made of."""
