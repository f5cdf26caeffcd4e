"""What a person must think of once a paper is made anew, said in sentences that name pages and no string.

>>> next(cautions(tight=[3]))[:54]
'On page 3 boxes end at the words beside them, so that '
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType


def cautions(
    *,
    tight: Sequence[int] = (),
    told: int = 0,
    elsewhere: Mapping[int, Collection[int]] = MappingProxyType({}),
    over: Sequence[int] = (),
    unsure: Sequence[tuple[int, int]] = (),
    within: Sequence[int] = (),
) -> Iterator[str]:
    """Where a width tells something, what words cover or stay, and what runs over the ends of pages.

    Args:
        tight: pages with boxes whose width tells that of what they cover.
        told: boxes that cover other words too.
        elsewhere: strings that are removed in one place → pages on which they stay.
        over: pages over whose end a string runs.
        unsure: pairs of pages of which the first may have the beginning of a string, and the second its rest.
        within: pages with strings that are a part of a longer word.
    """
    if within:
        yield (
            f"On {_pages(within)} words that hold a string went whole. Look whether two words stand there"
            " with no space between: what is lost with the string is told nowhere."
        )
    if tight:
        yield (
            f"On {_pages(tight)} boxes end at the words beside them, so that no word is lost."
            " Their width tells how long the redacted words are: who has a list of names can try which of"
            " them fits. Where that matters, cover whole lines (`boxes: lines` in the header of the dossier),"
            " or withhold the paper."
        )
    if told:
        yield (
            f"{told} boxes cover other words too. They are set again in the box and at the end of"
            " the paper."
        )
    for place, pages in elsewhere.items():
        yield (
            f"Words that are blacked out of one passage (number {place + 1}) stand"
            f" elsewhere too and stay there, on {_pages(sorted(pages))}. Black them out"
            " everywhere (`muniment redact words`) if they must not be read there."
        )
    if over:
        yield (
            f"Words run over the end of {_pages(over)} and are removed there and on the page behind."
            " What stands between was taken for notes, titles and numbers: look at both pages."
        )
    if unsure:
        pairs = "; ".join(f"{first} and {last}" for first, last in unsure)
        yield (
            f"Words that are to be removed may begin on one page and go on on another ({pairs}). With so much"
            " between, or broken within a word without a hyphen, they were left. Look at these pages, and draw boxes (`muniment redact box`)."
        )


def _pages(numbers: Sequence[int]) -> str:
    return f"{'page' if len(numbers) == 1 else 'pages'} {', '.join(map(str, numbers))}"
