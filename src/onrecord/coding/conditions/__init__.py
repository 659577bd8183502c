"""On which conditions: marker words, where a condition ends, and who has to meet it."""
