"""Where contents and cues begin and end."""
