"""Whose words an account prints that are no exhibit of the case: agencies, and outlets named as source.

>>> from muniment.model.citation import ExhibitId
>>> from muniment.model.passage import Values
>>> text = "SKARROW HAVEN (AP) — The gate was shut at ten."
>>> one = Account(ExhibitId(1), passages=(Values((1 << 32) + 1, text, "paragraph", "account", "", "", "", None),))
>>> [(credit.kind.value, credit.name) for credit in find_wires(one)]
[('wire', 'AP')]
"""

import re
from functools import cache

from muniment.model.copying import Account, Credit, CreditKind
from muniment.model.passage import PassageKind, Values
from muniment.model.trace import Place
from muniment.quotes.copying.credits.names import groups, phrases
from muniment.quotes.copying.wording import cite

_HEAD = 400
"""Code points of a passage in which a dateline stands."""
_HEADS, _FEET = 5, 4
"""Passages at either end in which an agency's dateline and sign-off stand."""
_LONG_FOOT = 600
"""A sign-off is a short passage, or the end of one."""


def find_wires(account: Account) -> list[Credit]:
    """The agencies whose text an account prints (kind *wire*), and other outlets it names as source (*outside*)."""
    kept = [
        p
        for p in account.passages
        if p.kind not in (PassageKind.COMMENT, PassageKind.SYSTEM, PassageKind.ROW)
    ]
    found: dict[tuple[CreditKind, str], Credit] = {}

    def add(kind: CreditKind, name: str, passage: Values, start: int, end: int) -> None:
        if (kind, name) not in found:
            written = passage.text[max(0, start - 80) : end + 120].strip()
            place = Place(cite(passage.key), start, end)
            found[kind, name] = Credit(account.exhibit, None, kind, name, written, place)

    for passage in kept[:_HEADS]:
        dateline = _datelines().search(passage.text[:_HEAD])
        if dateline:
            add(CreditKind.WIRE, _agency(dateline[1]), passage, *dateline.span(1))
    for passage in kept[-_FEET:]:
        foot = passage.text[-_LONG_FOOT:]
        skipped = len(passage.text) - len(foot)
        for agency, signs in groups()["signoffs"].items():
            for sign in signs:
                at = foot.find(f"({sign}")
                if at >= 0:
                    add(
                        CreditKind.WIRE, agency, passage, skipped + at, skipped + at + len(sign) + 1
                    )
        for phrase in phrases()["contributed"]:
            at = foot.find(phrase)
            agencies = _agencies().findall(foot[max(0, at - 120) : at]) if at >= 0 else []
            for name in agencies:
                add(
                    CreditKind.WIRE,
                    _agency(name),
                    passage,
                    skipped + at,
                    skipped + at + len(phrase),
                )
    for passage in kept:
        for told in _outside().finditer(passage.text):
            which = 1 if told[1] else 2
            add(CreditKind.OUTSIDE, told[which], passage, *told.span(which))
    return list(found.values())


@cache
def _names() -> dict[str, str]:
    return {name: agency for agency, names in groups()["wires"].items() for name in names}


def _agency(written: str) -> str:
    return _names()[written]


@cache
def _agencies() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _names()), key=len, reverse=True))
    return re.compile(rf"\b({names})\b")


@cache
def _datelines() -> re.Pattern[str]:
    """`SKARROW HAVEN (AP) —`, `(Reuters) -`: an agency in brackets before a dash."""
    names = "|".join(sorted(map(re.escape, _names()), key=len, reverse=True))
    return re.compile(rf"\(({names})\)\s{{0,3}}[-–—:]")


@cache
def _outside() -> re.Pattern[str]:
    """*the Harbour Times reported*, *according to the Harbour Times*, *told the Harbour Times*, and agencies."""
    nouns = "|".join(sorted(noun.capitalize() for noun in phrases()["outlet_nouns"]))
    agencies = "|".join(sorted(map(re.escape, _names()), key=len, reverse=True))
    name = rf"(?:[A-Z][\w&.-]{{0,24}} ){{1,3}}(?:{nouns})|{agencies}"
    return re.compile(
        rf"\b(?!As )({name})\b(?= (?:first )?(?:report|reveal|publish|quot|wrote|said|obtained))"
        rf"|\b(?:told|according to|reported by|published by|obtained by) (?:[Tt]he )?({name})\b"
    )
