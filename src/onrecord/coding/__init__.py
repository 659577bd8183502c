"""What a statement does: act, recipients, issue, stance, conditions. Open rules beside learned heads."""
