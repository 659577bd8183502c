"""To whom a statement is put: candidates, the learned ranker, and what the grammar tells."""
