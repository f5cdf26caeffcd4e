"""What does a page say itself, what do its readers say, and what is furniture?"""
