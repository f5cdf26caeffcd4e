"""All proposals for texts: what is found, found again elsewhere, settled where it overlaps, and grouped.

>>> [p.words for p in propose([Text("a", "Ms Kowal wrote. Then Kowal left for Leeds.")])]
['Ms Kowal', 'Kowal', 'Leeds']
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from muniment.dossier.proposing.codes import find_codes
from muniment.dossier.proposing.forms import Formbook, learn
from muniment.dossier.proposing.grouping.bodies import as_body, joined_names, whole_names
from muniment.dossier.proposing.grouping.groups import NAMES, Groups
from muniment.dossier.proposing.grouping.people import People
from muniment.dossier.proposing.grouping.sums import same_sums
from muniment.dossier.proposing.known import Register, find_known, take_up
from muniment.dossier.proposing.measures import find_measures
from muniment.dossier.proposing.names import find_names, parts_of
from muniment.dossier.proposing.proposal import Find, Kind, Known, Proposal, Rank, Text
from muniment.dossier.proposing.runs import Sheet, Usage, read
from muniment.dossier.proposing.tokens import fold, tokenise
from muniment.dossier.proposing.traits import find_traits

_TIED = re.compile(r"\W+(?:of|for|the|and|de|del|la|und|der|des)\Z")
_JOIN = re.compile(r"(?:(?:of|for|the|and|de|del|la|und|der|des)\s+)+(?=\w)")


def propose(texts: Iterable[Text], known: Iterable[Known] = ()) -> list[Proposal]:
    """All proposals for these texts, in the order of the texts and of the words in them.

    Args:
        texts: what belongs together: names learnt in one are looked for in all, and share their groups.
        known: persons and bodies whom the case knows.

    Returns:
        Proposals that do not overlap. Group and order are the same for the same texts.
    """
    usage = Usage()
    sheets = [read(text, usage) for text in texts]
    book, people, register = Formbook(), People(), Register()
    for one in known:
        take_up(one, book, people)
        register.add(one)
    first = [_look(sheet) for sheet in sheets]
    for finds in first:
        learn(book, finds)
    settled = [
        settle(sheet.text.words, [*finds, *book.find(sheet), *find_known(register, sheet)])
        for sheet, finds in zip(sheets, first, strict=True)
    ]
    return list(_grouped(sheets, settled, people))


def _look(sheet: Sheet) -> list[Find]:
    """What one text shows by itself."""
    return [
        *find_codes(sheet.text.words),
        *find_measures(sheet.text.words, sheet.tokens),
        *find_names(sheet),
        *find_traits(sheet),
    ]


def settle(text: str, finds: Iterable[Find]) -> list[Find]:
    """Finds that do not overlap, in order: the likelier is kept, then the longer; of the other, what it leaves.

    A find without a kind bars others, and is then left out.
    """
    covered = bytearray(len(text))
    kept: list[Find] = []
    for find in sorted(
        finds, key=lambda f: (-f.rank, f.start - f.end, f.start, f.kind is not Kind.PERSON)
    ):
        start, end = find.start, find.end
        while start < end and covered[start]:
            start += 1
        stop = covered.find(1, start, end)
        stop = end if stop < 0 else stop
        if start >= stop or not any(c.isalnum() for c in text[start:stop]):
            continue
        covered[start:stop] = b"\x01" * (stop - start)
        part = find
        if (start, stop) != (find.start, find.end):
            part = _part_of(text, find, start, stop)
        if part.kind is not None and (part is find or _is_name_yet(text, part)):
            kept.append(part)
        if stop < end:
            kept += _rest(text, covered, find, stop, end)
    return sorted(kept, key=lambda f: f.start)


def _rest(text: str, covered: bytearray, find: Find, start: int, end: int) -> Iterator[Find]:
    """What is left of a find behind another that was kept before it."""
    while start < end:
        while start < end and covered[start]:
            start += 1
        stop = covered.find(1, start, end)
        stop = end if stop < 0 else stop
        if any(c.isalnum() for c in text[start:stop]):
            covered[start:stop] = b"\x01" * (stop - start)
            part = _part_of(text, find, start, stop)
            if part.kind is not None and _is_name_yet(text, part):
                yield part
        start = stop


def _is_name_yet(text: str, part: Find) -> bool:
    """Whether what is left of a name names anything: *and* of *Öner and Türk* does not."""
    is_name = part.kind in NAMES or part.kind is Kind.PERSON
    return not is_name or any(c.isupper() or c.isdigit() for c in text[part.start : part.end])


def _part_of(text: str, find: Find, start: int, stop: int) -> Find:
    """A find cut down to a part of it, without blanks and marks at its ends."""
    while start < stop and not text[start].isalnum():
        start += 1
    if find.kind is not Kind.PERSON and (small := _JOIN.match(text, start, stop)):
        start = small.end()
    while stop > start and not text[stop - 1].isalnum():
        stop -= 1
    while find.kind in NAMES | {Kind.PERSON} and (small := _TIED.search(text, start, stop)):
        stop = small.start()
    tokens = tokenise(text[start:stop])
    key = parts_of(tokens) if find.kind is Kind.PERSON else tuple(t.fold for t in tokens)
    return replace(find, start=start, end=stop, key=key or find.key)


def _grouped(sheets: list[Sheet], settled: list[list[Find]], people: People) -> Iterator[Proposal]:
    """Proposals with their groups."""
    groups, bodies = Groups(), set[tuple[str, ...]]()
    settled = [
        whole_names(sheet.text.words, finds) for sheet, finds in zip(sheets, settled, strict=True)
    ]
    for sheet, finds in zip(sheets, settled, strict=True):
        for short, full in joined_names(sheet.text.words, finds):
            groups.join(sheet.text.id, short, full)
            bodies |= {short, full}
        for short, full in same_sums(f.key for f in finds if f.kind is Kind.QUANTITY):
            groups.join(sheet.text.id, short, full)
    settled = [[as_body(find, bodies) for find in finds] for finds in settled]
    named = [
        (sheet.text.id, find.key, find.gender)
        for sheet, finds in zip(sheets, settled, strict=True)
        for find in finds
        if find.kind is Kind.PERSON and find.key and not find.group
    ]
    for name in sorted(dict.fromkeys(named), key=lambda n: _bareness(n[1])):
        people.place(*name)
    for sheet, finds in zip(sheets, settled, strict=True):
        for find in finds:
            yield _proposal(sheet, find, people, groups)


def _bareness(parts: tuple[str, ...]) -> tuple[int, int]:
    """Order in which names are placed: the fullest first."""
    return -sum(len(p) > 1 for p in parts), -len(parts)


def _proposal(sheet: Sheet, find: Find, people: People, groups: Groups) -> Proposal:
    assert find.kind is not None, "finds without a kind are left out when finds are settled"
    group, doubt = find.group, find.doubt
    key = find.key or (fold(sheet.text.words[find.start : find.end]),)
    is_named = find.kind is Kind.PERSON or (find.rank is Rank.KNOWN and len(find.key) > 1)
    if find.rank is Rank.KNOWN and not is_named:
        key = (fold(sheet.text.words[find.start : find.end]),)
    if not group and is_named and find.key:
        at, against = people.place(sheet.text.id, find.key, find.gender)
        group = people.persons[at].group or groups.name(sheet.text.id, Kind.PERSON, (str(at),))
        doubt = "; ".join(filter(None, (doubt, against)))
    group = group or groups.name(sheet.text.id, find.kind, key)
    return Proposal(
        sheet.text.id,
        find.start,
        find.end,
        sheet.text.words[find.start : find.end],
        find.kind,
        group,
        find.strength,
        find.reason,
        find.is_doubtful,
        doubt,
    )
