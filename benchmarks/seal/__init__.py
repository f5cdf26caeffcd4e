"""How long sealing a dossier takes, and how long a stranger waits for the verdict."""
