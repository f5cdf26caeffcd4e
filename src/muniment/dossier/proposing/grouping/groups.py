"""Groups: the one name under which all words for a thing stand, over all texts.

What a text says of its own names holds in that text: `the Appeal Board` is the board that it told of
before. In a text that says nothing it holds too, if all texts that say something say the same.

>>> groups = Groups()
>>> groups.join("a", ("zb",), ("zorbo", "bank"))
>>> groups.name("a", Kind.ORGANISATION, ("zb",)) == groups.name("b", Kind.ORGANISATION, ("zorbo", "bank"))
True
>>> groups.join("b", ("zb",), ("zuntel", "board"))
>>> groups.name("c", Kind.ORGANISATION, ("zb",)) in {groups.name("a", Kind.ORGANISATION, ("zb",)), groups.name("b", Kind.ORGANISATION, ("zb",))}
False
"""

from dataclasses import dataclass, field

from muniment.dossier.proposing.grouping.spelling import Key, spelled
from muniment.dossier.proposing.proposal import Kind

NAMES = frozenset({Kind.ORGANISATION, Kind.PLACE, Kind.MISC, Kind.ADDRESS})
"""Kinds that are named: which of them a name is may be read in two ways, so that they share their groups."""

_LONGEST_CHAIN = 8


@dataclass(slots=True)
class Groups:
    """Names of groups, given in the order in which they first stand in the texts.

    Attributes:
        names: family and settled key → name of the group. counts: by kind, how many groups have a name.
        aliases: key as it is spelled → the keys for which it stands, by the texts that say so.
    """

    names: dict[Key, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    aliases: dict[Key, dict[str, Key]] = field(default_factory=dict)

    def name(self, text: str, kind: Kind, key: Key) -> str:
        """The name of the group of a thing in a text: its kind and a number."""
        is_name = kind in NAMES
        settled = self._settled(text, key) if is_name or kind is Kind.QUANTITY else key
        whole = ("name", *spelled(settled)) if is_name else (kind.value, *settled)
        if whole not in self.names:
            stem = kind.value.replace(" ", "-").lower()
            self.counts[stem] = self.counts.get(stem, 0) + 1
            self.names[whole] = f"{stem}-{self.counts[stem]}"
        return self.names[whole]

    def join(self, text: str, short: Key, full: Key) -> None:
        """Have one name of a thing stand for another in a text from now on."""
        told = self.aliases.setdefault(spelled(short), {})
        if text not in told and spelled(self._settled(text, full)) != spelled(short):
            told[text] = full

    def _settled(self, text: str, key: Key) -> Key:
        for _ in range(_LONGEST_CHAIN):
            told = self.aliases.get(spelled(key))
            if not told:
                break
            full = told.get(text)
            if full is None and len(set(told.values())) == 1:
                full = next(iter(told.values()))
            if full is None:
                break
            key = full
        return key
