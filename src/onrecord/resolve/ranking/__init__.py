"""Whom a pronoun or a noun phrase can mean, and which of them is the likeliest by what was learnt."""
