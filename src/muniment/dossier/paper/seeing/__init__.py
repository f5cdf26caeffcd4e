"""Which letters of a page can anybody see? Judged by drawing the page with and without them."""
