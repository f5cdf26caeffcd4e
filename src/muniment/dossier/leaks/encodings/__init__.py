"""Encodings: what is written in characters and bytes once an encoding is undone."""
