"""Rows of a record: of documents, readings, groups and own actors, as they are written, taken out and read again."""
