"""Proposals: what a dossier would publish and perhaps should not, for a person to decide one by one.

What is taken out already, and what somebody looked at and leaves standing, is proposed no more. What may
be another form of a name that is taken out comes first: it was missed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from muniment.case import Case
from muniment.dossier.proposing.gathering import propose
from muniment.dossier.proposing.proposal import Kind, Proposal, Strength, Text
from muniment.dossier.publishing import building
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.resembling import Resemblance, resembling
from muniment.dossier.writing.draft import CITATION, Draft, Prose, Verdicts
from muniment.model.citation import Citation
from muniment.model.passage import CitedPassage
from muniment.pages.redacting import Proposed
from muniment.passages.normalise import fold

_PLACES = 5
_AUTHOR = " author"
"""What stands behind the citation of a passage in the id of its author's name."""

_LINE = "line "
"""What the id of a paragraph of the draft begins with: it has no citation."""

_QUOTE = re.compile(r" quote \d+$")


def proposed(case: Case, draft: Draft, concealing: Concealing) -> list[Proposed]:
    """What is proposed for a dossier: people first, then what leads to somebody directly, then the rest."""
    sheets = building.sheet_pages(case, draft)
    passages = [p for sheet in sheets for p in sheet.passages]
    titles = [
        Text(str(Citation(sheet.exhibit)), _blanked(sheet.title, concealing, None))
        for sheet in sheets
    ]
    texts = [*left_standing(passages, concealing), *titles, *_written(case, draft, concealing)]
    missed = resembling(concealing.policy, [text.words for text in texts])
    left = {fold(one.words) for one in concealing.policy.left} | {fold(m.word) for m in missed}
    instead = {fold(p.stand_in) for p in concealing.policy.pseudonyms}
    groups: dict[str, list[Proposal]] = {}
    for one in propose(texts):
        if fold(one.words) not in left and fold(one.words) not in instead:
            groups.setdefault(one.group, []).append(one)
    found = [_gathered(group) for group in groups.values()]
    found.sort(key=lambda p: (p.kind != Kind.PERSON, not p.is_direct, -p.number))
    return [*(_missed(one, texts) for one in missed), *found]


def _written(case: Case, draft: Draft, concealing: Concealing) -> Iterator[Text]:
    """What the dossier's own text would tell: its prose, and the tables of quotes that it shows."""
    for block in draft.blocks:
        match block:
            case Prose(text=text, line=line):
                own = CITATION.sub(lambda cited: " " * len(cited[0]), text)
                yield Text(f"{_LINE}{line}", _blanked(own, concealing, None))
            case Verdicts(exhibit=exhibit):
                for n, one in enumerate(case.quotes(exhibit).quotations):
                    if building.is_told(one):
                        speaker = one.quote.speaker
                        told = (
                            f"{one.quote.text}\n{(speaker.name or speaker.text) if speaker else ''}"
                        )
                        at = str(one.ref.citation) if one.ref else f"{_LINE}{block.line}"
                        yield Text(f"{at} quote {n}", _blanked(told, concealing, None))


def left_standing(passages: Sequence[CitedPassage], concealing: Concealing) -> list[Text]:
    """What would be published of passages, blanks for what is taken out, and of the names of their authors."""
    texts = [Text(str(p.citation), _left(p, concealing)) for p in passages]
    names = [Text(f"{p.citation}{_AUTHOR}", concealing.author(p.passage.author)) for p in passages]
    return [*texts, *names]


def _missed(one: Resemblance, texts: Sequence[Text]) -> Proposed:
    places, lines = _places(texts[at].id for at in one.texts)
    reason = f"it looks like a form of a name of “{one.stand_in}”, and is not taken out"
    return Proposed(str(Kind.PERSON), (one.word,), one.number, places, lines, True, reason, "")  # noqa: FBT003


def _left(one: CitedPassage, concealing: Concealing) -> str:
    """What would be published of a passage; bars and labels are no words to propose."""
    return _blanked(one.passage.text, concealing, one.citation)


def _blanked(text: str, concealing: Concealing, citation: Citation | None) -> str:
    concealed = concealing.conceal(text, citation)
    for gap in concealed.gaps:
        text = text[: gap.start] + " " * (gap.end - gap.start) + text[gap.end :]
    return text


def _gathered(group: Sequence[Proposal]) -> Proposed:
    counted: dict[str, int] = {}
    for one in group:
        words = " ".join(one.words.split())  # broken over lines in some places and not in others
        counted[words] = counted.get(words, 0) + 1
    by_number = sorted(counted, key=lambda w: (-counted[w], w))
    first = group[0]
    return Proposed(
        str(first.kind),
        tuple(by_number),
        len(group),
        *_places(one.text for one in group),
        any(one.strength is Strength.DIRECT for one in group),
        first.reason,
        next((one.doubt for one in group if one.doubt), ""),
    )


def _places(ids: Iterable[str]) -> tuple[tuple[Citation, ...], tuple[int, ...]]:
    """The first passages in which something stands, and the first lines of the dossier."""
    told = [_QUOTE.sub("", id_.removesuffix(_AUTHOR)) for id_ in ids]
    places = dict.fromkeys(Citation.parse(id_) for id_ in told if not id_.startswith(_LINE))
    lines = dict.fromkeys(int(id_.removeprefix(_LINE)) for id_ in told if id_.startswith(_LINE))
    return tuple(places)[:_PLACES], tuple(lines)[:_PLACES]
