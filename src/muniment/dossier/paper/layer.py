"""The words that go into the invisible layer of a redacted page: seen, outside every box, and clean.

>>> [word.text for word in layer_of(seen, [box], ["Jane Doe"])]             # doctest: +SKIP
['left', 'at', 'noon.']
"""

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from muniment.dossier.paper.opened import Area
from muniment.dossier.paper.seeing.letters import Letter, Sight, lines_of
from muniment.dossier.paper.seeing.sight import Look
from muniment.dossier.paper.sheet import Word
from muniment.dossier.paper.strings.matching import places


def layer_of(
    seen: Look,
    burnt: Sequence[Area],
    words: Sequence[str],
    gone: Collection[int] = (),
    told: Sequence[Word] = (),
) -> tuple[Word, ...]:
    """The words of a page that may be copied from it.

    Args:
        seen: the page.
        burnt: boxes that a person drew, with their margin; a word that any of them touches is left out.
        words: strings to be removed. Words that hold one, or that come to hold one because what
            stood between them is gone, are left out as well.
        gone: places of letters that other boxes cover; the rest of their words stays.
        told: what stands in boxes.
    """
    kept = [
        (word, _text(word))
        for word in _words_of(seen.letters, gone)
        if all(letter.sight.is_readable for letter in word)
        and not any(area.meets(letter.area) for letter in word for area in burnt)
    ]
    placed = [made for word, text in kept if text for made in _placed(word, text, seen)]
    for one in told:
        placed.insert(_place_of(one, placed), one)
    return tuple(_clean(placed, words)) if words else tuple(placed)


def _place_of(told: Word, placed: Sequence[Word]) -> int:
    """Where what stands in a box is read among the words of the page: behind those before it on its line,
    else before the first that is behind it or lower.
    """
    middle = (told.top + told.bottom) / 2
    on_line = [n for n, word in enumerate(placed) if word.top <= middle <= word.bottom]
    before = [n for n in on_line if placed[n].left < told.left]
    lower = [n for n, word in enumerate(placed) if word.top > middle]
    return before[-1] + 1 if before else min([*on_line, *lower], default=len(placed))


def _words_of(letters: Sequence[Letter], gone: Collection[int]) -> Iterator[list[Letter]]:
    word: list[Letter] = []
    for number, letter in enumerate(letters):
        is_break = letter.sight == Sight.BLANK or letter.text.isspace() or number in gone
        if word and (is_break or letter.angle != word[-1].angle):
            yield word
            word = []
        if not is_break:
            word.append(letter)
    if word:
        yield word


def _text(word: Sequence[Letter]) -> str:
    written = "".join("-" if one.text in "\ufffe\x02" else one.text for one in word)
    plain = unicodedata.normalize("NFKC", written)
    return "".join(c for c in plain if c.isprintable() and c != "\ufffd")


def _placed(word: list[Letter], text: str, seen: Look) -> Iterator[Word]:
    areas = lines_of(word)
    if len(areas) == 1:
        yield Word(text, *seen.frame.to_view(areas[0]), word[0].angle)
        return
    for letter in word:  # a word that is not in one line has each letter by itself
        if one := _text([letter]):
            yield Word(one, *seen.frame.to_view(letter.area), letter.angle)


def _clean(placed: list[Word], words: Sequence[str]) -> list[Word]:
    """The words without those that hold a removed string, in the order drawn or in the order read."""
    while True:
        as_read = sorted(
            range(len(placed)), key=lambda n: (round(placed[n].bottom), placed[n].left)
        )
        bad: set[int] = set()
        for order in (range(len(placed)), as_read):
            owner: list[int] = []
            for number in order:
                owner += [number] * (len(placed[number].text) + 1)
            text = "".join(placed[number].text + " " for number in order)
            for start, end in places(text, words):
                bad.update(owner[start:end])
        if not bad:
            return placed
        placed = [word for number, word in enumerate(placed) if number not in bad]
