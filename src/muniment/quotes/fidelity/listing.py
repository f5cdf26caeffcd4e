"""A set of words, written as they would be in a sentence.

>>> sorted(listed("to be or not to be"))
['be', 'not', 'or', 'to']
"""


def listed(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())
