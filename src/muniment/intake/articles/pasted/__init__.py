"""How is an article told apart that came as plain text, without markup?"""
