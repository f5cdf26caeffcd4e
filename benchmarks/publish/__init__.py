"""How long it takes to publish a dossier of thousands of whole mails."""
