"""What the speaker does with the words: act, stance, tense, demands and threats."""
