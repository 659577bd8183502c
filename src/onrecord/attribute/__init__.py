"""From scores to attributions: decoding, repair of spans, and rules for what has no cue."""

from onrecord.attribute.decoding import Decoding
from onrecord.attribute.statements import attribute

__all__ = ["Decoding", "attribute"]
