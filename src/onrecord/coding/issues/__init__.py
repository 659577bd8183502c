"""What a statement is about: issues of a codebook, else those that the text itself names."""
