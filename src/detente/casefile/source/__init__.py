"""Text of a file to a tree that remembers where everything stood, and the problems found on the way."""
