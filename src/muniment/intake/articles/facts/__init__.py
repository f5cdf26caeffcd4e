"""What does a page say of itself, to machines and to readers?"""
