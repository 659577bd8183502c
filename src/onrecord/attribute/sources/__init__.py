"""Sources: whole noun phrases, the subject of the sentence, who stands behind *by*, subjects that verbs share."""
