"""Muniment: from evidence to a dossier that anyone can check.

>>> import muniment
>>> muniment.__version__
'0.1.0'
"""

from importlib import metadata

__version__ = metadata.version("muniment")
