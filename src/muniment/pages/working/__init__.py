"""The pages on which a person works: a passage with tags and notes, what they judged, files to add."""
