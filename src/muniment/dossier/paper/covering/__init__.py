"""What becomes of a page where a box lies: how far it reaches, what is written into it, what it took along."""
