"""One file for each format; each yields passages, facts, members and warnings."""
