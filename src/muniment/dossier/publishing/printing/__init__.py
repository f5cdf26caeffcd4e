"""Printing: a published dossier as paper, and for word processors."""
