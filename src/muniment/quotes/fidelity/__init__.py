"""Is that what was said? A quote's words beside those of a source."""
