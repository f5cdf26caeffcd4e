"""What was written, where? Normalising, duplicates, threads."""
