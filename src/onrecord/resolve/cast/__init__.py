"""Who appears in an article: names put together to figures, and what is said of them."""
