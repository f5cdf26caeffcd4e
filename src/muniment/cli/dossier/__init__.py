"""The verbs on what is published: `dossier`, `redact`, `redactions`, and how they answer."""
