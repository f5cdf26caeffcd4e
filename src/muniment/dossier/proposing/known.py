"""Whom the case knows: every name, handle, number and address of theirs, wherever it stands.

>>> register = Register()
>>> register.add(Known("p7", names=("Anna Kowal",), phones=("+48 601 234 567",)))
>>> sheet = read(Text("a", "Kowal: ring 0601-234-567"))
>>> [(sheet.text.words[f.start:f.end], f.group) for f in find_known(register, sheet)]
[('0601-234-567', 'p7')]
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from muniment.dossier.proposing.forms import Formbook
from muniment.dossier.proposing.grouping.people import People
from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.names import parts_of
from muniment.dossier.proposing.proposal import Find, Kind, Known, Rank, Strength, Text
from muniment.dossier.proposing.runs import Sheet, read
from muniment.dossier.proposing.tokens import fold, tokenise

__all__ = ["Register", "Text", "find_known", "read", "take_up"]

_DIGITS = re.compile(r"(?<!\d)\d(?:[ \u00a0().\-/]{0,2}\d){5,18}(?!\d)")
_COUNTRY_FREE = 9
"""Digits of a number that are the same with and without the code of the country, or most of them."""
_SHORTEST_NUMBER = 6


def take_up(known: Known, book: Formbook, people: People) -> None:
    """Have the names, handles and addresses of somebody known looked for in all texts."""
    words = lexicon()
    parts = []
    for written in known.names:
        folds = parts_of(tokenise(written))
        if (
            len(folds) > 1
            and folds[0] not in words.given
            and (folds[-1] in words.heads or folds[-1] in words.company)
        ):
            reason = "a body that the case knows"
            _add_phrase(book, written, Kind.ORGANISATION, known.id, reason)
            book.add_handle(written, known.id)
        elif folds:
            parts.append(folds)
    people.know(known.id, parts)
    for name in parts:
        book.add_person(name, known.id)
    for handle in known.handles:
        book.add_handle(handle, known.id)
        _add_phrase(book, handle, Kind.HANDLE, known.id, "a handle of somebody the case knows")
    for address in known.addresses:
        _add_phrase(book, address, Kind.ADDRESS, known.id, "an address of somebody the case knows")


def _add_phrase(book: Formbook, words: str, kind: Kind, group: str, reason: str) -> None:
    key = tuple(t.fold for t in tokenise(words))
    book.add_phrase(Find(0, 0, kind, Strength.DIRECT, reason, Rank.KNOWN, key, group=group))


@dataclass(slots=True)
class Register:
    """Numbers, addresses of e-mail and initials of those whom the case knows → whose they are."""

    numbers: dict[str, str] = field(default_factory=dict)
    mails: dict[str, str] = field(default_factory=dict)
    initials: dict[str, set[str]] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        """Enter somebody."""
        for number in known.phones:
            if len(_tail(number)) >= _SHORTEST_NUMBER:
                self.numbers.setdefault(_tail(number), known.id)
        for mail in known.emails:
            self.mails.setdefault(fold(mail), known.id)
        for name in known.names:
            parts = parts_of(tokenise(name))
            if len(parts) > 1:
                self.initials.setdefault("".join(p[0] for p in parts), set()).add(known.id)


def find_known(register: Register, sheet: Sheet) -> list[Find]:
    """What of the register stands in a text, in order."""
    text = sheet.text.words
    found = [
        *_numbers(register.numbers, text),
        *_mails(register.mails, text),
        *_initials(register.initials, sheet),
    ]
    return sorted(found, key=lambda f: (f.start, -f.end))


def _tail(number: str) -> str:
    return re.sub(r"\D", "", number)[-_COUNTRY_FREE:].lstrip("0")


def _numbers(owners: Mapping[str, str], text: str) -> Iterator[Find]:
    if not owners:
        return
    for m in _DIGITS.finditer(text):
        group = owners.get(_tail(m[0]))
        if group:
            start = m.start() - (text[m.start() - 1 : m.start()] == "+")
            reason = "a number of somebody the case knows"
            yield Find(
                start, m.end(), Kind.PHONE, Strength.DIRECT, reason, Rank.KNOWN, (_tail(m[0]),), group=group
            )  # fmt: skip


def _mails(owners: Mapping[str, str], text: str) -> Iterator[Find]:
    if not owners:
        return
    for m in re.finditer(r"(?<![\w.+-])[\w.+%-]{1,64}@[\w.-]{1,255}(?<![.-])", text):
        group = owners.get(fold(m[0]))
        if group:
            reason = "an address of somebody the case knows"
            yield Find(
                m.start(), m.end(), Kind.EMAIL, Strength.DIRECT, reason, Rank.KNOWN, (fold(m[0]),), group=group
            )  # fmt: skip


def _initials(owners: Mapping[str, set[str]], sheet: Sheet) -> Iterator[Find]:
    """Initials of somebody known, with or without dots; always in doubt."""
    for place, token in enumerate(sheet.tokens if owners else []):
        end = place
        signs = token.fold if token.is_acronym else ""
        while len(signs) < 5 and end < len(sheet.tokens) and _is_initial(sheet.tokens, place, end):
            signs += sheet.tokens[end].fold
            end += 1
        groups = owners.get(signs, set())
        if len(groups) == 1:
            last = sheet.tokens[max(end - 1, place)]
            yield Find(
                token.start, last.end, Kind.PERSON, Strength.QUASI, "initials of somebody the case knows",
                Rank.TIME, tuple(signs), is_doubtful=True, doubt="others may have the same initials",
                group=next(iter(groups)),
            )  # fmt: skip


def _is_initial(tokens: Sequence[object], place: int, end: int) -> bool:
    token = tokens[end]
    text, gap = getattr(token, "text", ""), getattr(token, "gap", "")
    return len(text) == 1 and text.isupper() and (end == place or gap in {".", ". ", " "})
