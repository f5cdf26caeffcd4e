"""Does what is about to be published tell what it must not?"""

from muniment.dossier.leaks.inside.parts import Limits
from muniment.dossier.leaks.looking import Looker, look
from muniment.dossier.leaks.report import Find, LeakReport, Ruled, Unopened
from muniment.dossier.leaks.secret import Secret

__all__ = [
    "Find",
    "LeakReport",
    "Limits",
    "Looker",
    "Ruled",
    "Secret",
    "Unopened",
    "look",
]
