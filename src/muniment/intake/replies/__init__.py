"""Which words of a mail are new? The new text, what it repeats, and its foot."""
