"""Proposals: what a dossier would publish and perhaps should not, for a person to decide one by one.

What is taken out already, and what somebody looked at and leaves standing, is proposed no more.
"""

from collections.abc import Sequence

from muniment.case import Case
from muniment.dossier.proposing import Kind, Proposal, Strength, Text, propose
from muniment.dossier.publishing import building
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.writing.draft import Draft
from muniment.model.citation import Citation
from muniment.model.passage import CitedPassage
from muniment.pages.redacting import Proposed
from muniment.passages.normalise import fold

_PLACES = 5


def proposed(case: Case, draft: Draft, concealing: Concealing) -> list[Proposed]:
    """What is proposed for a dossier: people first, then what leads to somebody directly, then the rest."""
    passages = [p for sheet in building.sheet_pages(case, draft) for p in sheet.passages]
    texts = [Text(str(p.citation), _left(p, concealing)) for p in passages]
    names = [Text(f"{p.citation} author", concealing.author(p.passage.author)) for p in passages]
    left = {fold(one.words) for one in concealing.policy.left}
    instead = {fold(p.stand_in) for p in concealing.policy.pseudonyms}
    groups: dict[str, list[Proposal]] = {}
    for one in propose([*texts, *names]):
        if fold(one.words) not in left and fold(one.words) not in instead:
            groups.setdefault(one.group, []).append(one)
    found = [_gathered(group) for group in groups.values()]
    return sorted(found, key=lambda p: (p.kind != Kind.PERSON, not p.is_direct, -p.number))


def _left(one: CitedPassage, concealing: Concealing) -> str:
    """What would be published of a passage; bars and labels are no words to propose."""
    concealed = concealing.conceal(one.passage.text, one.citation)
    text = one.passage.text
    for gap in concealed.gaps:
        text = text[: gap.start] + " " * (gap.end - gap.start) + text[gap.end :]
    return text


def _gathered(group: Sequence[Proposal]) -> Proposed:
    counted: dict[str, int] = {}
    for one in group:
        counted[one.words] = counted.get(one.words, 0) + 1
    words = sorted(counted, key=lambda w: (-counted[w], w))
    first = group[0]
    places = dict.fromkeys(Citation.parse(one.text.removesuffix(" author")) for one in group)
    return Proposed(
        str(first.kind),
        tuple(words),
        len(group),
        tuple(list(places)[:_PLACES]),
        any(one.strength is Strength.DIRECT for one in group),
        first.reason,
        next((one.doubt for one in group if one.doubt), ""),
    )
