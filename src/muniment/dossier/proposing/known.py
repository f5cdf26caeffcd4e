"""Whom the case knows: every name, handle, number and address of theirs, wherever it stands.

>>> book, people = Formbook(), People()
>>> one = Known("p7", names=("Anna Kowal",), phones=("+48 601 234 567",))
>>> take_up(one, book, people)
>>> sheet = read(Text("a", "Kowal: ring 0601-234-567"))
>>> [(sheet.text.words[f.start:f.end], f.group) for f in find_known([one], sheet)]
[('0601-234-567', 'p7')]
"""

import re
from collections.abc import Iterator, Sequence

from muniment.dossier.proposing.forms import Formbook
from muniment.dossier.proposing.grouping import People
from muniment.dossier.proposing.names import parts_of
from muniment.dossier.proposing.proposal import Find, Kind, Known, Rank, Strength, Text
from muniment.dossier.proposing.runs import Sheet, read
from muniment.dossier.proposing.tokens import fold, tokenise

__all__ = ["Text", "find_known", "read", "take_up"]

_DIGITS = re.compile(r"(?<!\d)\d(?:[ \u00a0().\-/]{0,2}\d){5,18}(?!\d)")
_COUNTRY_FREE = 9
"""Digits of a number that are the same with and without the code of the country, or most of them."""
_SHORTEST_NUMBER = 6


def take_up(known: Known, book: Formbook, people: People) -> None:
    """Have the names, handles and addresses of somebody known looked for in all texts."""
    names = [tuple(tokenise(name)) for name in known.names]
    parts = [p for p in (parts_of(list(tokens)) for tokens in names) if p]
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


def find_known(known: Sequence[Known], sheet: Sheet) -> list[Find]:
    """Numbers, addresses of e-mail and initials of those whom the case knows, in order."""
    found = [*_numbers(known, sheet.text.words), *_mails(known, sheet), *_initials(known, sheet)]
    return sorted(found, key=lambda f: (f.start, -f.end))


def _tail(number: str) -> str:
    return re.sub(r"\D", "", number)[-_COUNTRY_FREE:].lstrip("0")


def _numbers(known: Sequence[Known], text: str) -> Iterator[Find]:
    owners = {
        _tail(n): one.id for one in known for n in one.phones if len(_tail(n)) >= _SHORTEST_NUMBER
    }
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


def _mails(known: Sequence[Known], sheet: Sheet) -> Iterator[Find]:
    owners = {fold(mail): one.id for one in known for mail in one.emails}
    if not owners:
        return
    for m in re.finditer(r"(?<![\w.+-])[\w.+%-]{1,64}@[\w.-]{1,255}(?<![.-])", sheet.text.words):
        group = owners.get(fold(m[0]))
        if group:
            reason = "an address of somebody the case knows"
            yield Find(
                m.start(), m.end(), Kind.EMAIL, Strength.DIRECT, reason, Rank.KNOWN, (fold(m[0]),), group=group
            )  # fmt: skip


def _initials(known: Sequence[Known], sheet: Sheet) -> Iterator[Find]:
    """Initials of somebody known, with or without dots; always in doubt."""
    owners: dict[str, set[str]] = {}
    for one in known:
        for name in one.names:
            parts = parts_of(tokenise(name))
            if len(parts) > 1:
                owners.setdefault("".join(p[0] for p in parts), set()).add(one.id)
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
