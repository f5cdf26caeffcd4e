"""Shared passages: what two accounts have in the same words, and whose words these are.

An account's own sentence that stands in another is told apart from words that both quote of a third,
and from an account's own words that the other gives inside quotation marks.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from muniment.model.citation import ExhibitId
from muniment.model.copying import Account, Credit, Difference, Shared, SharedKind
from muniment.quotes.copying.chains import LEAST_WORDS, Block, Chain
from muniment.quotes.copying.order import tell_order
from muniment.quotes.copying.runs import Run
from muniment.quotes.copying.statements import ABBREVIATED, sentences
from muniment.quotes.copying.wording import MARKED, Row
from muniment.quotes.words import fold

LEAST_OWN = 6
"""Words outside quotation marks in both accounts that make a shared passage their own. Fewer are what
stands around a quote: *told the inquiry that*, *on the night of 19 October*."""

TELLING = 15
"""Equal words that show copying although they are no whole sentence. Of 211 shared passages of 549 articles
of one year's politics, those below were mostly what the subject brings along (names with
titles, what an affair is called)."""

RARE, RARE_SHARE = 5, 0.01
"""A sentence of fewer words shows copying as long as its rarest shingle is in five accounts, or a hundredth of
all: beyond, it is a list of names, or *did not answer a request for comment*."""

OF_ONE_OUTLET = 0.1
"""Containment from which accounts of one outlet are compared like others. In the same 549 articles, whatever
two of one outlet shared below was a line about the author, a poll's margin of error or a broken video."""

NOTE = 60
"""Words below which what three accounts of one outlet carry is a note of the editor: there, one of 40 words."""

EDITION = 0.6
"""Containment from which an account of the same outlet is an edition of another: in `neardup-news`,
editions contain 0.77 and more of each other, other articles of one outlet 0.04 at most."""

_BEGINS = re.compile(r"(?:^|[.!?:\n][\"“”‘’')\]]*\s*[\"“‘'(\[]*)$")
_ENDS = re.compile(r"[.!?]*[\"”’')\]]*(?<=[.!?\"”’')\]])(?:\s+[\"“‘'(]?[^\Wa-z]|\s*$)|\s*$")

_SHOWN = 2000
"""Code points of a shared passage that are kept as text; its places say where it goes on."""

_DIFFERENCES = 200
"""Differences that are listed of one shared passage."""

LONG_RUN = 8
"""Words of the runs by which containment is counted."""


def share(
    row: Row, pair: tuple[int, int], chains: Iterable[Chain], share_of: float
) -> list[Shared]:
    """The shared passages of two accounts, from their chains.

    What two accounts of one outlet share is its furniture, and what it says again of its subject, unless
    it is a tenth of the shorter and no note that a third has: an outlet does not copy itself.

    Args:
        row: the accounts' words.
        pair: the two, by their places in the row.
        chains: of these two.
        share_of: the containment of the two.
    """
    found = [_share(row, pair, part) for chain in chains for part in _by_voice(row, chain)]
    outlets = [row.accounts[which].outlet for which in pair]
    if share_of >= EDITION or not outlets[0] or outlets[0] != outlets[1]:
        return found
    return [
        replace(one, kind=SharedKind.STOCK)
        if one.kind is SharedKind.OWN
        and (share_of < OF_ONE_OUTLET or (one.accounts > 2 and one.words < NOTE))
        else one
        for one in found
    ]


def containment(row: Row, pair: tuple[int, int], runs: Sequence[Run]) -> float:
    """Of the runs of eight words of the shorter account's own text, the share that stands in the other."""
    lengths = [_own_length(row, which) for which in pair]
    is_first = lengths[0] <= lengths[1]
    spans = sorted(
        (start, start + run.length - LONG_RUN + 1)
        for run in runs
        if run.length >= LONG_RUN
        and not (row.is_comment(run.start) or row.is_comment(run.other_start))
        for start in (run.start if is_first else run.other_start,)
    )
    covered, reached = 0, -1
    for start, end in spans:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return min(1.0, covered / max(1, min(lengths) - LONG_RUN + 1))


def are_editions(one: Account, other: Account, share_of: float) -> bool:
    """Whether two accounts are one in two exhibits: nearly the same words, of one outlet and one author."""
    is_one_author = not (one.byline and other.byline) or fold(one.byline) == fold(other.byline)
    return share_of >= EDITION and one.outlet == other.outlet and is_one_author


def add_credit(
    shared: Shared,
    named: Mapping[ExhibitId, Sequence[Credit]],
    editions: Mapping[ExhibitId, ExhibitId],
) -> Credit | None:
    """The credit that the later account gives the earlier, in the passage, or before it with a colon."""
    first = shared.other_places[0].citation.number
    last = shared.other_places[-1].citation.number
    one = editions.get(shared.one, shared.one)
    for credit in named.get(shared.other, ()):
        number = credit.place.citation.number
        introduces = number == first - 1 and credit.text.endswith(":")
        if credit.to == one and (introduces or first <= number <= last):
            return credit
    return None


def _by_voice(row: Row, chain: Chain) -> list[Chain]:
    """Part a chain at a change of words where the account's own end and a quotation begins, or the reverse."""
    parts = [[chain.blocks[0]]]
    for after in chain.blocks[1:]:
        before = parts[-1][-1]
        if _voices(row, before, before.length - 1) == _voices(row, after, 0):
            parts[-1].append(after)
        else:
            parts[-1][-1], first = _slide(row, before, after)
            parts.append([first])
    if len(parts) == 1:
        return [chain]
    parted = [Chain(blocks, chain.accounts) for blocks in parts]
    return [part for part in parted if part.words >= LEAST_WORDS]


def _slide(row: Row, before: Block, after: Block) -> tuple[Block, Block]:
    """Give the second block the words that either may have: *… October. The report finds that “the closing*."""
    ends = before.start + before.length, before.other_start + before.length
    while (
        before.length > 1
        and (after.start == ends[0] or after.other_start == ends[1])
        and row.words[after.start - 1] == row.words[after.other_start - 1]
    ):
        before = Block(before.start, before.other_start, before.length - 1)
        after = Block(after.start - 1, after.other_start - 1, after.length + 1)
        ends = ends[0] - 1, ends[1] - 1
    return before, after


def _voices(row: Row, block: Block, at: int) -> tuple[bool, bool]:
    one, other = block.start + at, block.other_start + at
    return bool(row.quoted(one, one + 1)[0]), bool(row.quoted(other, other + 1)[0])


def _own_length(row: Row, which: int) -> int:
    low, high = row.firsts[which], row.firsts[which + 1]
    if low == high or row.is_comment(low):
        return 0
    return row.stretch_at(low)[1] - low


def _share(row: Row, pair: tuple[int, int], chain: Chain) -> Shared:
    kind, taker = _tell_kind(row, pair, chain)
    one, other = (row.accounts[which].exhibit for which in pair)
    return Shared(
        one,
        other,
        kind,
        row.text(*chain.span)[:_SHOWN],
        row.text(*chain.other_span)[:_SHOWN],
        row.places(*chain.span),
        row.places(*chain.other_span),
        chain.words,
        _differences(row, chain),
        chain.accounts,
        None if taker is None else (one, other)[taker],
    )


def _tell_kind(row: Row, pair: tuple[int, int], chain: Chain) -> tuple[SharedKind, int | None]:
    """Whose words a chain is; for own words that are quoted, which of the two quotes them."""
    if row.is_comment(chain.span[0]) or row.is_comment(chain.other_span[0]):
        return SharedKind.COMMENT, None
    counts: Counter[tuple[int, int]] = Counter()
    for start, other, length in chain.blocks:
        ones, others = row.quoted(start, start + length), row.quoted(other, other + length)
        counts.update(zip(ones, others, strict=True))
    taken = counts[MARKED, 0], counts[0, MARKED]
    if counts[0, 0] >= max(LEAST_OWN, *taken):
        is_rare = chain.accounts <= max(RARE, RARE_SHARE * len(row.accounts))
        is_telling = chain.words >= TELLING or (is_rare and _is_sentence(row, chain))
        return (SharedKind.OWN if is_telling else SharedKind.STOCK), None
    if max(taken) * 2 <= counts.total():  # words of a third, in one of them perhaps without marks
        return SharedKind.QUOTED, None
    taker = int(taken[1] > taken[0])
    is_backwards = taker == 0 and tell_order(*(row.accounts[which] for which in pair)).is_known
    return (SharedKind.QUOTED, None) if is_backwards else (SharedKind.TAKEN, taker)


def _is_sentence(row: Row, chain: Chain) -> bool:
    """Whether a whole sentence of one of the accounts, of eight words or more, lies within a chain."""
    for start, end in (chain.span, chain.other_span):
        first = row.passage_at(start)
        for number, place in enumerate(row.places(start, end), first):
            text = row.passages[number].text
            within = sentences(text[place.start : place.end])
            for low, high in within:
                before = text[max(0, place.start - 8) : place.start]
                begins = low > 0 or (
                    _BEGINS.search(before) and not ABBREVIATED.search(before.rstrip())
                )
                ends = high < place.end - place.start or _ENDS.match(text, place.end)
                if (
                    begins
                    and ends
                    and len(fold(text[place.start + low : place.start + high])) >= LEAST_WORDS
                ):
                    return True
    return False


def _differences(row: Row, chain: Chain) -> tuple[Difference, ...]:
    found = []
    for before, after in zip(chain.blocks, chain.blocks[1:], strict=False):
        one = row.text(before.start + before.length, after.start)
        other = row.text(before.other_start + before.length, after.other_start)
        found.append(Difference(one, other))
        if len(found) == _DIFFERENCES:
            break
    return tuple(found)
