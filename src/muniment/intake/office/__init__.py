"""What is known of office files: a zip of XML parts, with paragraphs, rows, notes and changes."""
