"""Who said it, and is that what was said?"""
