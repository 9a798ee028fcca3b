"""``decision_makers``: who decides, what each can do, what each wants, and how each sees and feels about the others."""
