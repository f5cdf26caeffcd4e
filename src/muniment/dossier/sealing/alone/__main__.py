"""`python -m muniment.dossier.sealing.alone`: the text of `verify.py`, to compare a bundle's with."""

import sys

from muniment.dossier.sealing.alone.joining import joined

if __name__ == "__main__":
    sys.stdout.buffer.write(joined().encode())
