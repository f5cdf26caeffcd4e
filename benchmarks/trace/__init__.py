"""Quotes looked for among many passages, beside a search through all of them and text-matcher."""
