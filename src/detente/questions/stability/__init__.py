"""What holds, for whom, and why: the first question."""
