"""What is answered with more than a page, or takes more than a form: files, tables, texts to check."""
