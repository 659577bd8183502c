"""What a record can be asked: searches, lists, and the rows behind analyses."""
