"""Worlds in which assumptions fall: which there are, what each leaves of a case, what holds in very many at once."""
