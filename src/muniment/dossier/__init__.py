"""What may be published? What is written, what is taken out of it, and what a stranger can check."""
