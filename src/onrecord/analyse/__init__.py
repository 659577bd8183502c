"""Compares what is on record: one utterance in many tellings, two versions of one article."""
