"""The database of a record: where it is, who may write, its tables and views, bringing it up to date."""
