"""Open rules for single persons: I and we, "the governor", "his counterpart", whom a headline tells of."""
