"""Definitions in plain Python with sets and lists, line by line beside the source: the slow twins of kernels."""
