"""What do the accounts of the case say, from where, and is that what was said?"""
