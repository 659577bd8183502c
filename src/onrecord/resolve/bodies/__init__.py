"""Open rules for bodies: governments, offices, documents, "the company"."""
