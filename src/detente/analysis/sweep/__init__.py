"""A great many runs over worlds, scenarios and perturbed preferences: what each is, and what holds in it."""
