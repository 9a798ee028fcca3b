"""Results to words, tables and pictures. Computes nothing."""
