"""Beside each other: words that a dossier gives as a quotation, and the passages that it cites for them."""

from muniment.case.folder import Folder
from muniment.errors import NoSuchPassageError
from muniment.model.citation import Citation, exhibit_label
from muniment.model.passage import CitedPassage, Values
from muniment.model.trace import Match, Place, Step, Verdict
from muniment.quotes.fidelity.comparison import compare
from muniment.quotes.fidelity.ends import comes_from, goes_on, is_cut_short
from muniment.quotes.fidelity.marks import read
from muniment.quotes.fidelity.reasons import differing
from muniment.quotes.fidelity.stretch import stretch
from muniment.store.texts import key_of


def beside(folder: Folder, words: str, citation: Citation, last: int) -> tuple[Match, list[str]]:
    """Words beside the passages ¶number to ¶last of an exhibit, and how they differ, in sentences.

    Raises:
        NoSuchPassageError: there is no such passage.
    """
    passages = cited(folder, citation, last)
    found = compare(words, read(words), stretch([_values(p) for p in passages]))
    if found is None:
        return Match(Verdict.NOT_FOUND, (), ()), ["None of these words stands there."]
    pieces, first = found.pieces(), passages[0].passage
    told = [differing(piece) for piece in pieces if piece.step is not Step.SAME]
    when = first.moment.local if first.moment else ""
    after, before = _cut(passages, found.places(), len(words.split()))
    match = Match(
        found.verdict,
        found.places(),
        pieces,
        first.author,
        when,
        goes_on=after,
        comes_from=before,
    )
    return match, told


def _cut(passages: list[CitedPassage], places: tuple[Place, ...], words: int) -> tuple[str, str]:
    """How the source's sentence goes on and began, where a reader of the quotation misses it."""
    if not places:
        return "", ""
    texts = {p.citation: p.passage.text for p in passages}
    after = goes_on(texts[places[-1].citation], places[-1].end)
    before = comes_from(texts[places[0].citation], places[0].start)
    return (after, before) if is_cut_short(words, after, before) else ("", "")


def cited(folder: Folder, citation: Citation, last: int) -> list[CitedPassage]:
    """The passages that a citation names.

    Raises:
        NoSuchPassageError: one of them is not there.
    """
    exhibit = folder.exhibit(citation.exhibit)
    count = folder.texts.count(exhibit.id)
    if not 1 <= citation.number <= last <= count:
        extent = f"its passages run from ¶1 to ¶{count}" if count else "it has no passages"
        number = citation.number if citation.number > count else last
        raise NoSuchPassageError(label=exhibit_label(exhibit.id), number=number, extent=extent)
    return folder.texts.between(exhibit.id, citation.number, last)


def _values(one: CitedPassage) -> Values:
    p = one.passage
    return Values(key_of(one.citation), p.text, p.kind, p.role, p.author, "", "", None)
