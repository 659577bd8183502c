"""Open rules for several at once: "some", "both sides", "all three nations", families."""
