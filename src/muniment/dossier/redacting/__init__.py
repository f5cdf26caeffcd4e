"""Redacting: what is taken out of a page before any template sees it."""
