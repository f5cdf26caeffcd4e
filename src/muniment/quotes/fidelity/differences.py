"""What a difference touches: whether a negation, a number, a name or a tense is among the words.

>>> [k.value for k in touched("helpful", "unhelpful")]
['negation']
>>> [k.value for k in touched("the hinge money, we", "all of the hinge money if we")]
['condition', 'quantity']
>>> [k.value for k in touched("Owen's", "Petros's")]
['name']
>>> touched("pantomime", "melodrama")
()

The words are English ones. In another language numbers, names and spelling are still told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz.fuzz import ratio

from muniment.model.trace import DifferenceKind
from muniment.quotes.fidelity.listing import listed
from muniment.quotes.words import fold

_NEGATIONS = listed(
    "not no never nobody none nothing nowhere nor neither without hardly barely scarcely cannot refuse"
    " refused refuses deny denied denies fail failed fails dont doesnt didnt isnt arent wasnt werent"
    " wont wouldnt cant couldnt shouldnt mustnt havent hasnt hadnt aint neednt shant"
)
_NEGATING_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis")
_CONDITIONS = listed(
    "if unless would whether provided providing except assuming suppose supposing otherwise wouldnt"
    " until till lest"
)
_QUANTITIES = listed(
    "all some most any many few every each none half only just about nearly almost much more less"
    " least several both always often sometimes whole never entire everybody everyone everything"
)
_PERSONS = listed(
    "i me my mine myself we us our ours ourselves you your yours he him his she her hers they them"
    " their theirs it its im ive id ill were weve wed well youre youve hes shes theyre theyve"
)
_TENSES = (
    listed("is are am was were be been being isnt arent wasnt werent"),
    listed("have has had having havent hasnt hadnt ive weve theyve"),
    listed("do does did done doing dont doesnt didnt"),
    listed("will would ill wont wouldnt shall"),
    listed("go goes went gone going"),
    listed("say says said saying"),
    listed("get gets got getting"),
    listed("make makes made making"),
    listed("know knows knew known"),
    listed("come comes came coming"),
    listed("take takes took taken taking"),
    listed("see sees saw seen seeing"),
    listed("give gives gave given giving"),
    listed("tell tells told telling"),
    listed("think thinks thought thinking"),
)
"""The commonest irregular verbs; regular ones are known by their endings."""

_NO_TENSES: frozenset[int] = frozenset()
_TENSES_OF = {
    word: frozenset(n for n, verb in enumerate(_TENSES) if word in verb)
    for verb in _TENSES
    for word in verb
}
"""Which of the irregular verbs a word may be of."""

_COMPARED = 40
"""Words of a difference that are looked at one by one on the source's side."""

_AUXILIARIES = _TENSES[0] | _TENSES[1] | _TENSES[2] | _TENSES[3]
_STEM = 3
"""Letters of the shortest word that has endings; function words have none."""

_ENDINGS = ("", "s", "es", "d", "ed", "ing", "n", "en")
_ALL_ENDINGS = frozenset({*_ENDINGS, "r", "er", "ly"})
_PLURALS = ("s", "es")
_VERBAL = ("s", "es", "ed", "ing")
SPELLED_ALIKE = 75.0
"""Likeness of letters (0 to 100) from which two words are called a matter of spelling."""

_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w'’-]*")


def touched(quoted: str, sourced: str) -> tuple[DifferenceKind, ...]:
    """What the difference between two pieces of text touches, in the order of the kinds.

    Args:
        quoted: the quote's words, as written; may be empty.
        sourced: the source's words, as written; may be empty.
    """
    ours, theirs = Counter(fold(quoted)), Counter(fold(sourced))
    mine, other = list((ours - theirs).elements()), list((theirs - ours).elements())
    both = {*mine, *other}
    near = other[:_COMPARED]
    checks = {
        DifferenceKind.NEGATION: bool(both & _NEGATIONS)
        or _are_any_negated(mine, near)
        or _are_any_negated(near, mine),
        DifferenceKind.NUMBER: _has_digit(both)
        or any(_is_plural(a, b) for a, b in _alike(mine, near)),
        DifferenceKind.NAME: _names(quoted) != _names(sourced),
        DifferenceKind.TENSE: _is_tense(mine, other),
        DifferenceKind.CONDITION: _count(mine, _CONDITIONS) != _count(other, _CONDITIONS),
        DifferenceKind.QUANTITY: bool(both & _QUANTITIES),
        DifferenceKind.PERSON: bool(both & _PERSONS),
    }
    found = tuple(kind for kind, holds in checks.items() if holds)
    if not found and is_spelling(quoted, sourced):
        return (DifferenceKind.SPELLING,)
    return found


def has_figure(quoted: str, sourced: str) -> bool:
    """Whether two pieces of text differ in a figure, or in a word for one: `45`, `forty-five`.

    >>> has_figure("twelve men", "ten men"), has_figure("cats", "cat")
    (True, False)
    """
    ours, theirs = Counter(fold(quoted)), Counter(fold(sourced))
    return _has_digit((*(ours - theirs), *(theirs - ours)))


def _has_digit(words: Iterable[str]) -> bool:
    return any(c.isdigit() for word in words for c in word)


def is_spelling(quoted: str, sourced: str) -> bool:
    """Whether two pieces of text have nearly the same letters: `behaviour`, `behavior`; `to day`, `today`."""
    return are_alike("".join(fold(quoted)), "".join(fold(sourced)))


def are_alike(one: str, other: str) -> bool:
    """The same of folded words."""
    return bool(one and other) and ratio(one, other, score_cutoff=SPELLED_ALIKE) > 0


def is_inflection(one: str, other: str) -> bool:
    """Whether two folded words are forms of one: `answer`, `answered`; `spends`, `spending`."""
    if _TENSES_OF.get(one, _NO_TENSES) & _TENSES_OF.get(other, _NO_TENSES):
        return True
    if one[:1] != other[:1] or one in _FUNCTION or other in _FUNCTION:
        return False  # what follows knows endings alone
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < _STEM:
        return False
    stems = {short, short.removesuffix("e"), short.removesuffix("y") + "i"}
    if long == short.removesuffix("e").removesuffix("f") + "ves":  # selves, wives
        return True
    return any(
        long.startswith(stem) and long[len(stem) :] in _ALL_ENDINGS for stem in stems
    ) or not _stems(one).isdisjoint(_stems(other))


def _stems(word: str) -> set[str]:
    """What is left of a verb's form without its ending: `spends`, `spending`, `loaned`."""
    return {
        word.removesuffix(ending)
        for ending in _VERBAL
        if word.endswith(ending) and len(word) - len(ending) >= _STEM
    }


def is_irregular(word: str) -> bool:
    """Whether a folded word may have forms that do not begin as it does: `went`, `go`."""
    return word in _TENSES_OF


def _count(words: list[str], among: frozenset[str]) -> int:
    return sum(word in among for word in words)


def _are_any_negated(words: list[str], others: list[str]) -> bool:
    """Whether one of the words is one of the others behind a negating prefix."""
    bare = {word for word in others if len(word) > 2}
    return any(
        word.startswith(prefix) and word[len(prefix) :] in bare
        for word in words
        for prefix in _NEGATING_PREFIXES
    )


def _alike(mine: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs that may be forms of one word: they begin with one letter, or are of an irregular verb."""
    by_initial: dict[str, list[str]] = {}
    for b in other:
        by_initial.setdefault(b[0], []).append(b)
    irregular = [b for b in other if b in _TENSES_OF]
    for a in mine:
        for b in by_initial.get(a[0], ()):
            yield a, b
        if a in _TENSES_OF:
            for b in irregular:
                yield a, b


def _is_plural(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (
        len(short) > 2 and short not in _TENSES_OF and any(long == short + end for end in _PLURALS)
    )


def _is_tense(mine: list[str], other: list[str]) -> bool:
    if not mine or not other:  # a verb of time put in or left out: i'd [have] had
        return any(word in _AUXILIARIES for word in (*mine, *other))
    return any(
        a != b and is_inflection(a, b) and not _is_plural(a, b)
        for a, b in _alike(mine, other[:_COMPARED])
    )


_FUNCTION = listed(
    "the a an and but or so then there this that these those in on at of to for from with by as it"
    " is are was were do does did let when where what who why how yes well look now here"
)
_NAMELESS = _PERSONS | _NEGATIONS | _CONDITIONS | _QUANTITIES | _FUNCTION
_I = frozenset({"I", "I'm", "I’m", "I'd", "I’d", "I've", "I’ve", "I'll", "I’ll"})


def _names(written: str) -> set[str]:
    """Words with a capital that are not all there is to the start of a sentence."""
    found = set()
    for match in _CAPITAL.finditer(written[:2000]):
        word = match[0]
        if word in _I:
            continue
        first = next(iter(fold(word)), word)
        if first not in _NAMELESS:
            found.add(first)
    return found
