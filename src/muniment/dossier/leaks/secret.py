"""What must not be published: a redacted string or the name behind a pseudonym, known by an id.

The id is what reports print. How strictly a secret is looked for depends on how much it has to be
told by: three letters stand in any compressed picture by chance, and “Will” begins every second
question.

>>> Secret("R-0012", "Anna Kowal"), rule_for(Secret("R-0013", "Al")).name
(Secret(id='R-0012'), 'WORD')
"""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum

from muniment.dossier.leaks.folding import squeeze

_EVERYDAY = """
    art bill bob bond brown buck chase chip christian chuck clay cliff cook dale daisy dawn dean
    drew earl eve faith fell field finn flora ford forest frank gene glen grace grant green guy
    hall harmony heath heather hill holly hope house hunt hunter iris ivy jack jasmine jean joy
    june king lane lee lily long marina mark martin mason may melody mike miles mill miller moon
    moore new nick noble north olive page park pat patience paul penny peter pierce pitt poppy
    price prudence ray reed rich rob robin rock rod root rose royal ruby rusty sage sally sandy
    scarlet sharp short sky smith stone storm strange street sue summer sunny tiffany tony trip
    victor violet wade walker ward warren water wells west white will winter wood woods young
"""
COMMON = frozenset(_EVERYDAY.split())
"""Names that are words of everyday English, folded; a caller adds those of the case's language."""

_SHORT, _FAIR, _AMPLE = 4, 6, 10
_IDEOGRAPHS = 0x2E80


class Rule(Enum):
    """How a secret is looked for; the value is the reason that a report prints."""

    WORD = (
        "looked for only as a whole word, in readable text, in its own capitals: it is so short or so"
        " common a word that it stands in other words and in bytes by chance"
    )
    START = (
        "looked for only where a word begins, in text: four or five letters stand in packed bytes and"
        " inside other words by chance"
    )
    SHAPE = "looked for everywhere, also inside longer words"
    AMPLE = "looked for everywhere, with anything between its letters"
    NEVER = "not looked for: it has no letter and no digit"


@dataclass(frozen=True, slots=True)
class Secret:
    """A string that must not occur in what is published.

    Attributes:
        id: how it may be named without printing it (`R-0012`).
        text: the string itself; never shown by `repr`.
        is_common: the caller knows that it is an everyday word; it is then looked for as a whole word.
        is_name: it names somebody; a month that is called so too (`3 May 2024`) is not them.
    """

    id: str
    text: str = field(repr=False)
    is_common: bool = field(default=False, repr=False)
    is_name: bool = field(default=False, repr=False)


def rule_for(secret: Secret, common: Collection[str] = COMMON) -> Rule:
    """How strictly a secret is looked for. An ideograph tells as much as three letters.

    The steps are from counting: among 10⁸ bytes of noise, read in seven ways, 200 names of six letters
    occur by chance 0.01 times, of five letters twice, of four letters hundreds of times.
    """
    letters = squeeze(secret.text).letters.decode("utf-8")
    weight = sum(3 if ord(c) >= _IDEOGRAPHS else 1 for c in letters)
    if not weight:
        return Rule.NEVER
    is_one_word = len(unicodedata.normalize("NFKC", secret.text).split()) == 1
    if weight < _SHORT or secret.is_common or (is_one_word and letters in common):
        return Rule.WORD
    if weight < _FAIR:
        return Rule.START
    return Rule.SHAPE if weight < _AMPLE else Rule.AMPLE
