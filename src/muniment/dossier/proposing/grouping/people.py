"""People: which names are one person's.

*Anna Kowal*, *Ms Kowal*, *A. Kowal* and *Kowal* are one person where only one person of the text can be
meant. Where two can (*Anna Kowal* and *Adam Kowal*), the bare *Kowal* is a group of its own that says so.

>>> people = People()
>>> anna = people.place("a", ("anna", "kowal"), "f")
>>> people.place("a", ("kowal",), "f")[0] == anna[0], people.place("a", ("kowal",), "m")[0] == anna[0]
(True, False)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from muniment.dossier.proposing.languages import lexicon

_CROWD = 48
"""A name that so many persons share tells none of them; it also bounds the work on hostile texts."""
_SEVERAL = "several persons of the texts may be meant"


@dataclass(slots=True)
class _Person:
    """A person as far as names tell.

    Attributes:
        parts: of the fullest name. gender: m, f or empty.
        texts: ids of the texts that name the person. group: what the case calls it, or empty.
        others: parts of further names.
    """

    parts: tuple[str, ...]
    gender: str
    group: str = ""
    texts: set[str] = field(default_factory=set)
    others: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(slots=True)
class People:
    """The persons of all texts. Fuller names have to be placed before barer ones."""

    persons: list[_Person] = field(default_factory=list)
    by_part: dict[str, list[int]] = field(default_factory=dict)
    bare: dict[tuple[str, ...], int] = field(default_factory=dict)
    placed: dict[tuple[str, tuple[str, ...], str], tuple[int, str]] = field(default_factory=dict)

    def know(self, group: str, names: Iterable[tuple[str, ...]]) -> None:
        """Take up a person whom the case knows, under all its names."""
        listed = [name for name in names if name]
        if listed:
            given = lexicon().given.get(listed[0][0], "")
            at = self._new(listed[0], given if given in {"m", "f"} else "", group)
            for name in listed[1:]:
                self.persons[at].others.append(name)
                self._index(at, name)

    def place(self, text: str, parts: tuple[str, ...], gender: str) -> tuple[int, str]:
        """The person whom a name in a text names, and what speaks against it; a new one if none fits."""
        asked = (text, parts, gender)
        if asked not in self.placed:
            self.placed[asked] = self._place(text, parts, gender)
            self.persons[self.placed[asked][0]].texts.add(text)
        return self.placed[asked]

    def _place(self, text: str, parts: tuple[str, ...], gender: str) -> tuple[int, str]:
        full = [p for p in parts if len(p) > 1]
        rarest = min(full or parts, key=lambda p: len(self.by_part.get(p, ())))
        near = self.by_part.get(rarest, [])
        if len(near) > _CROWD:
            return self._alone(parts, gender, _SEVERAL)
        fits = [at for at in near if self._fits(at, parts, gender)]
        here = [at for at in fits if text in self.persons[at].texts]
        exact = [at for at in fits if parts in (self.persons[at].parts, *self.persons[at].others)]
        if len(full) > 1 and len(exact) == 1:
            return self._met(exact[0], gender), ""
        choice = here or fits
        if len(choice) == 1:
            far = not here and len(full) < 2 and not self.persons[choice[0]].group
            doubt = "joined with a fuller name in another text" if far else ""
            if any(self.persons[at].group for at in fits if at != choice[0]):
                doubt = "the case knows another person of this name"
            return self._met(choice[0], gender), doubt
        if len(choice) > 1:
            return self._alone(parts, gender, _SEVERAL)
        return self._new(parts, gender), ""

    def _met(self, at: int, gender: str) -> int:
        self.persons[at].gender = self.persons[at].gender or gender
        return at

    def _alone(self, parts: tuple[str, ...], gender: str, doubt: str) -> tuple[int, str]:
        """The group of its own for a name that may be that of several."""
        name = (*parts, gender)
        if name not in self.bare:
            self.bare[name] = len(self.persons)
            self.persons.append(_Person(parts, gender))
        return self.bare[name], doubt

    def _new(self, parts: tuple[str, ...], gender: str, group: str = "") -> int:
        at = len(self.persons)
        self.persons.append(_Person(parts, gender, group))
        self._index(at, parts)
        return at

    def _index(self, at: int, parts: tuple[str, ...]) -> None:
        for part in set(parts):
            if len(part) > 1 or all(len(p) == 1 for p in parts):
                self.by_part.setdefault(part, []).append(at)

    def _fits(self, at: int, parts: tuple[str, ...], gender: str) -> bool:
        known = self.persons[at]
        if gender and known.gender and gender != known.gender:
            return False
        return any(_agree(parts, name) for name in (known.parts, *known.others))


def _agree(parts: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name may be a shorter or fuller spelling of another.

    >>> _agree(("a", "kowal"), ("anna", "kowal")), _agree(("adam", "kowal"), ("anna", "kowal"))
    (True, False)
    """
    if tuple(parts) == tuple(name):
        return True
    if all(len(p) == 1 for p in parts) or all(len(p) == 1 for p in name):
        return False
    short, full = (parts, name) if len(parts) <= len(name) else (name, parts)
    if len(short) == 1:
        return short[0] in full and len(short[0]) > 1
    if short[-1] != full[-1] and short[-1] not in full[1:]:
        return False
    return _same_first(short, full)


def _same_first(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether all parts but the last agree, in order, an initial with what it may stand for."""
    at = 0
    for part in short[:-1]:
        while at < len(full) - 1 and not _may_be(part, full[at]):
            at += 1
        if at >= len(full) - 1:
            return False
        at += 1
    return True


def _may_be(part: str, other: str) -> bool:
    if len(part) == 1 or len(other) == 1:
        return part[0] == other[0]
    return part == other or part in other.split("-")
