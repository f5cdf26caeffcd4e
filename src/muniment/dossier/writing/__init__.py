"""Writing: a dossier as its author writes it, in Markdown with citations, and whether it says what it cites."""
