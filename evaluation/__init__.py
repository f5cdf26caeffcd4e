"""Quality against gold, with pinned floors: one folder for each measured task."""
