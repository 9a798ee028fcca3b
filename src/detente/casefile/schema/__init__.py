"""What the shapes of all sections share: texts and what they mean, and how what does not fit is told."""
