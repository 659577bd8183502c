"""Words that frame: scare quotes, epithets, verbs that doubt or endorse."""
