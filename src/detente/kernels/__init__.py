"""Arrays in, arrays out: the definitions of the field as numpy code. Knows indices, never names."""
