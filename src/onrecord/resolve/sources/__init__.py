"""What kind of source a source is: a name, a pronoun, a noun phrase, several at once."""
