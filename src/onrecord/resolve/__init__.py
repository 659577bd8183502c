"""Resolves sources to persons, governments and organisations."""
