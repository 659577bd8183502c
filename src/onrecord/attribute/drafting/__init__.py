"""From the labels around a cue to a statement in the making: paths, pieces, the conventions of spans, the score."""
