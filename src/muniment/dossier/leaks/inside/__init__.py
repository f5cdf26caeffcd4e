"""Inside: what a file holds beside its own bytes: packed files, pages, fields, and what is drawn."""
