"""Building: a draft as pages, with everything that is cited. Nothing is taken out here yet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from muniment.case import Case
from muniment.dossier.publishing.blackouts import of_exhibit, without
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.gap import Gap
from muniment.dossier.writing.checking import Checked, Problem
from muniment.dossier.writing.draft import Block, Compared, Draft, Excerpt, Picture, Prose, Verdicts
from muniment.errors import UsageError
from muniment.model.citation import Citation, ExhibitId
from muniment.model.copying import Link, LinkKind
from muniment.model.judgement.redaction import BAR
from muniment.model.passage import CitedPassage, PassageKind
from muniment.model.quotation import Quotation
from muniment.model.quote import QuoteKind
from muniment.model.trace import Step, Verdict
from muniment.pages.publishing import (
    ContentsPage,
    DossierPage,
    Fault,
    Part,
    Removed,
    RemovedPage,
    Row,
    Sheet,
    SheetPage,
    Stretch,
)
from muniment.pages.reading.table import columns_of, sheet_of
from muniment.quotes.fidelity.reasons import differing

_AGAIN = "words of a passage that are blacked out there, told again"


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be told of the sources of quotes.

    Attributes:
        citations: the passages that are published; None for all, in the workbench.
        hidden: what is blacked out, by the passages that it stands in.
        withheld: exhibits that are not published.
        concealing: what is taken out wherever it stands; None for nothing, in the workbench.
    """

    citations: frozenset[Citation] | None = None
    hidden: Mapping[Citation, Sequence[str]] = field(default_factory=dict)
    withheld: frozenset[ExhibitId] = frozenset()
    concealing: Concealing | None = None

    def name(self, exhibit: ExhibitId, name: str) -> str:
        """What an exhibit is called, without what is blacked out in it: its heading is both."""
        return without(name, of_exhibit(self.hidden, exhibit))

    def bars(self, words: str) -> bool:
        """Whether something of them is blacked out wherever it stands."""
        gaps = self.concealing.conceal(words).gaps if self.concealing else ()
        return any(gap.instead == BAR for gap in gaps)


def dossier_page(
    case: Case, file: str, draft: Draft, checked: Checked, shown: Shown | None = None
) -> DossierPage:
    """The text of a dossier with what it shows; what cannot be shown is left out, and is a fault."""
    shown = shown or Shown()
    return DossierPage(
        title=draft.title or file,
        file=file,
        by=draft.by,
        date=draft.date,
        licence=draft.licence,
        parts=tuple(part for block in draft.blocks for part in _part(case, block, shown)),
        faults=tuple(map(_fault, checked.problems)),
    )


def _fault(p: Problem) -> Fault:
    return Fault(p.line, p.says, p.words, p.is_fatal, p.differences)


def _part(case: Case, block: Block, shown: Shown) -> Iterator[Part]:
    with suppress(UsageError):  # what is cited and not there is told as a fault
        match block:
            case Prose(text=text):
                yield Part("prose", text)
            case Excerpt(reference=reference):
                passages = case.cited(reference.citation, reference.last)
                yield Part("excerpt", passages=tuple(passages), columns=_columns(case, passages))
            case Picture(exhibit=exhibit, caption=caption):
                yield Part("picture", caption, exhibit=exhibit)
            case Verdicts(exhibit=exhibit):
                rows = (_row(one, shown) for one in case.quotes(exhibit).quotations if is_told(one))
                title = shown.name(exhibit, case.title(exhibit))
                yield Part("verdicts", title, exhibit=exhibit, rows=tuple(rows))
            case Compared(exhibits=exhibits):
                found = case.copies(among=frozenset(map(int, exhibits)))
                lanes = tuple(
                    replace(
                        lane,
                        label=shown.name(lane.exhibit, lane.label),
                        title=shown.name(lane.exhibit, lane.title),
                        byline="",
                    )
                    for lane in found.lanes
                )
                yield Part("copying", lanes=lanes, links=tuple(_ties(found.links)))


def _ties(links: tuple[Link, ...]) -> Iterator[Link]:
    """What ties accounts, without the reasons: these quote words of which not all may be published. That
    two quote a third is told where nothing else ties them.
    """
    tied = {(one.earlier, one.later) for one in links if one.kind is not LinkKind.SAME_SOURCE}
    for one in links:
        if one.kind is not LinkKind.SAME_SOURCE or (one.earlier, one.later) not in tied:
            yield replace(one, reason="")


def _columns(case: Case, passages: list[CitedPassage]) -> tuple[str, ...]:
    """The names of the columns, when all passages are rows of one table."""
    tables = {sheet_of(one.passage.locator.text) for one in passages}
    if len(tables) != 1 or any(one.passage.kind is not PassageKind.ROW for one in passages):
        return ()
    described = dict(columns_of(case.read(passages[0].citation.exhibit, 1, 0).facts))
    return tuple(column.name for column in described.get(tables.pop(), ()))


def is_told(one: Quotation) -> bool:
    """Whether a quote stands in the table of its account: one that was traced, and is no reported speech."""
    return one.trace is not None and one.quote.kind is not QuoteKind.REPORTED


def _row(one: Quotation, shown: Shown) -> Row:
    """A quote with its verdict. What its source says is told only where that source is published, and not
    blacked out: the difference would tell the rest.
    """
    assert one.trace
    source = one.trace.source
    speaker = one.quote.speaker
    places = [p.citation for p in source.places] if source else []
    is_hidden = any(c in shown.hidden or c.exhibit in shown.withheld for c in places)
    verdict, reasons = str(one.trace.verdict), list[str]()
    if is_hidden:
        verdict, reasons, places = (
            "withheld",
            ["What was found is not told: something of it is taken out."],
            [],
        )
    elif shown.citations is None or all(c in shown.citations for c in places):
        # What an account blacked out is not told by us, though we know what stands there.
        told = source.pieces if source else ()
        hidden = {differing(piece) for piece in told if piece.step is Step.REDACTED}
        reasons = [reason for reason in one.trace.reasons if reason not in hidden]
    elif copy := _published_copy(one, shown):
        reasons, places = (
            ["Its source is not published; the same words are, where it says."],
            [copy],
        )
    else:
        reasons, places = ["Its source is not published."], []
    if one.opined:
        reasons.insert(0, f"{one.opined.who}: {one.opined.opinion}")
    ours = shown.hidden.get(one.ref.citation, ()) if one.ref else ()
    if ours or shown.bars(
        one.quote.text
    ):  # what differs, and how often it stands, would tell of it
        reasons = []
    return Row(
        without(one.quote.text, ours),
        without((speaker.name or speaker.text) if speaker else "", ours),
        verdict,
        places[0] if places else None,
        tuple(reasons),
    )


def _published_copy(one: Quotation, shown: Shown) -> Citation | None:
    """A published passage that has the words of a quote's source too."""
    assert one.trace
    source, others = one.trace.source, one.trace.matches[1:]
    copies = list(source.copies) if source else []
    # Others that have the quote's very words have those of its source, where that has them.
    if source and source.verdict is Verdict.VERBATIM:
        same = [m for m in others if m.verdict is Verdict.VERBATIM and len(m.places) == 1]
        copies += [match.places[0].citation for match in same]
    told = shown.citations or frozenset()
    return next((c for c in copies if c in told and c not in shown.hidden), None)


def cited_passages(draft: Draft) -> dict[ExhibitId, set[int]]:
    """The passages that a draft cites, by their exhibits; of a picture or a table none, of a whole
    exhibit none either.
    """
    cited: dict[ExhibitId, set[int]] = {exhibit: set() for exhibit in draft.whole}
    for block in draft.blocks:
        references = []
        match block:
            case Prose():
                references = block.references
            case Excerpt(reference=reference):
                references = [reference]
            case Picture(exhibit=exhibit) | Verdicts(exhibit=exhibit):
                cited.setdefault(exhibit, set())
            case Compared(exhibits=exhibits):
                cited.update((e, set()) for e in exhibits if e not in cited)
        for one in references:
            numbers = cited.setdefault(one.citation.exhibit, set())
            if one.citation.number:
                numbers.update(range(one.citation.number, one.last + 1))
    return cited


def sheet_pages(case: Case, draft: Draft) -> list[SheetPage]:
    """Each exhibit that is published, with the passages that are: those cited and those around them, or
    all of an exhibit that is published whole.
    """
    pages = []
    for exhibit, numbers in sorted(cited_passages(draft).items()):
        total = case.count(exhibit)
        wanted = _wanted(draft, exhibit, numbers, total)
        stretches = list(_stretches(case, exhibit, sorted(wanted)))
        pages.append(
            SheetPage(
                title=case.title(exhibit),
                exhibit=exhibit,
                kind=str(case.exhibit(exhibit).kind),
                stretches=tuple(stretches),
                left_out=total - max(wanted, default=0),
                total=total,
                columns=_columns(case, [p for s in stretches for p in s.passages]),
            )
        )
    return pages


def _wanted(draft: Draft, exhibit: ExhibitId, numbers: set[int], count: int) -> set[int]:
    """The passages of an exhibit that are published, of as many as it has."""
    if exhibit in draft.whole:
        return set(range(1, count + 1))
    return {
        near
        for number in numbers
        for near in range(number - draft.context, number + draft.context + 1)
        if 1 <= near <= count
    }


def published_citations(case: Case, draft: Draft) -> frozenset[Citation]:
    """The passages that a draft publishes; what it cites that is not there is a fault, and none of them."""
    found = set[Citation]()
    for exhibit, numbers in cited_passages(draft).items():
        with suppress(UsageError):
            count = case.count(exhibit)
            wanted = _wanted(draft, exhibit, numbers, count)
            found.update(Citation(exhibit, number) for number in wanted)
    return frozenset(found)


def _stretches(case: Case, exhibit: ExhibitId, numbers: list[int]) -> Iterator[Stretch]:
    reached = 0
    for first, last in _runs(numbers):
        passages: list[CitedPassage] = case.read(exhibit, first, last).passages
        yield Stretch(tuple(passages), first - reached - 1)
        reached = last


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers in a row, as their first and last."""
    first = last = 0
    for number in numbers:
        if first and number == last + 1:
            last = number
            continue
        if first:
            yield first, last
        first = last = number
    if first:
        yield first, last


def contents_page(sheets: Iterable[SheetPage]) -> ContentsPage:
    """The list of published exhibits."""
    return ContentsPage(
        title="The exhibits",
        sheets=tuple(Sheet(s.exhibit, s.title, s.kind, len(s.passages), s.total) for s in sheets),
    )


def removed_page(
    text: DossierPage, sheets: list[SheetPage], draft: Draft, concealing: Concealing
) -> RemovedPage:
    """What is taken out of the published passages and papers, of the dossier's own text, and of its tables.

    Args:
        text: the dossier, before names are taken out of it.
        sheets: its exhibits, as they are.
        draft: which papers are published.
        concealing: what takes out.
    """
    papers = {*draft.whole, *(b.exhibit for b in draft.blocks if isinstance(b, Picture))}
    counted = Counter[tuple[str, str]](
        ("a black box", one.why) for one in concealing.policy.covered if one.exhibit in papers
    )
    for one in (p for sheet in sheets for p in sheet.passages):
        counted.update((gap.instead, gap.why) for gap in _gaps(one, concealing))
    # With a policy of its own: what is left standing in doubt is counted where it is published.
    plain = Concealing(concealing.policy, concealing.others)
    for words in (*_own(text), *(sheet.title for sheet in sheets)):
        counted.update((gap.instead, gap.why) for gap in plain.conceal(words).gaps)
        if bars := words.count(BAR):
            counted[BAR, _AGAIN] += bars
    return RemovedPage(
        title="What was taken out",
        removed=tuple(Removed(*which, n) for which, n in sorted(counted.items())),
    )


def _own(page: DossierPage) -> Iterator[str]:
    """The texts of a dossier that are no passages of exhibits."""
    yield from (page.title, page.by)
    for part in page.parts:
        yield part.text
        for row in part.rows:
            yield from (row.words, row.speaker, *row.reasons)
        yield from (lane.label for lane in part.lanes)


def _gaps(one: CitedPassage, concealing: Concealing) -> list[Gap]:
    gaps = list(concealing.conceal(one.passage.text, one.citation).gaps)
    return [*gaps, *concealing.conceal(one.passage.author).gaps]
