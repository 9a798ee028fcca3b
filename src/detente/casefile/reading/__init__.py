"""From the validated shape of a case file to the case: names, evidence, and the parts of the model."""
