"""One room for each question that a case can be asked: what it finds, computes, asks and tells."""
