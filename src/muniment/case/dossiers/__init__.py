"""Dossiers: what a person writes for publication, and what they decided to take out of it."""
