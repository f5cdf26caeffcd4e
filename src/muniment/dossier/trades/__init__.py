"""In which form do other trades take what is published?"""
