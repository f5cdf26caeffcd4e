"""What is known of paper: how bytes become lines, lines become paragraphs, and pages become blocks."""
