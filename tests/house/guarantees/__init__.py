"""A question from outside: which guarantees would never have to be called on, and on which claims that rests."""
