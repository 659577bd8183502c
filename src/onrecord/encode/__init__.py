"""From text to scores: tokens with input features, windows, and one pass of the encoder."""
