"""Statements that no cue tells: of headlines, labels, transcripts, signed and free quotations, nouns, last clauses."""
