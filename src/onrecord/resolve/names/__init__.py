"""Names as they stand on the page: where they begin and end, and the titles before them."""
