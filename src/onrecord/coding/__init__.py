"""What a statement does: act, recipients, issue, stance, conditions. Open rules beside learned heads."""

from __future__ import annotations

from onrecord.coding.acts.acts import listed_act
from onrecord.coding.coder import code, recode
from onrecord.coding.framing.framing import framing_of
from onrecord.coding.recipients.recipients import asked_spans
from onrecord.coding.said import Scene

__all__ = ["Scene", "asked_spans", "code", "framing_of", "listed_act", "recode"]
