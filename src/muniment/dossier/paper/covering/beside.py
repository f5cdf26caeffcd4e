"""Words that a box covers beside what is to be gone, and what is written instead so that nobody is misled.

under the box: did not Jane Doe          written: did not [Official A]
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from muniment.dossier.paper.opened import Area
from muniment.dossier.paper.seeing.letters import Letter, Sight

GONE = "[redacted]"
"""Stands among restored words for what was taken out without a stand-in."""


@dataclass(frozen=True, slots=True)
class Told:
    """What stands under one box and is not to be gone, told again.

    Attributes:
        page: from 1.
        line: of the page, counted from its top.
        words: in the order in which they are read, with what stands for the rest.
    """

    page: int
    line: int
    words: str


def covered(letters: Sequence[Letter], boxes: Sequence[Area], gone: Collection[int]) -> set[int]:
    """Places of the letters that boxes cover and that were not to go: those that they take the middle of,
    and what stands with these in one word.
    """
    taken: set[int] = set()
    for word in _words(letters, gone):
        if any(takes(box, letters[n].area) for n in word for box in boxes):
            taken.update(n for n in word if letters[n].sight.is_readable)
    return taken


def on_the_spot(
    letters: Sequence[Letter], boxes: Sequence[Area], areas: Sequence[Area]
) -> Iterator[int]:
    """Places of the letters under boxes that are drawn where a letter is that goes: a word that is set twice,
    once in a hidden layer or letter by letter, would be told by the one that was not found.

    Args:
        letters: of the page.
        boxes: that are burnt.
        areas: of the letters that go.
    """
    for number, letter in enumerate(letters):
        spot = letter.area
        if any(takes(box, spot) for box in boxes) and any(takes(area, spot) for area in areas):
            yield number


def told(
    box: Area, letters: Sequence[Letter], gone: Mapping[int, str], taken: Collection[int], page: int
) -> Told | None:
    """The words that a box covers beside what is gone, with what stands for that; None where there are none.

    Args:
        box: as it is burnt.
        letters: of the page.
        gone: places of the letters that go → what stands for them; may be empty.
        taken: places of the letters that boxes cover besides.
        page: from 1.
    """
    words: list[str] = []
    held = [n for n, letter in enumerate(letters) if takes(box, letter.area)]
    first = next((n for n in held if n in taken and letters[n].text.isalnum()), None)
    if first is None:
        return None
    last, instead = -2, ""
    for number in held:
        if number in gone:
            now = f"[{gone[number]}]" if gone[number] else GONE
            if now != instead:
                words.append(now)
            instead = now
        elif number in taken:
            text = letters[number].text
            if last == number - 1:
                words[-1] += text
            else:
                words.append(text)
            last, instead = number, ""
    return Told(page, _line_of(letters[first], letters), " ".join(words))


def _words(letters: Sequence[Letter], gone: Collection[int]) -> list[list[int]]:
    """Places of letters that stay, by word; what is gone parts words too."""
    words: list[list[int]] = [[]]
    for number, letter in enumerate(letters):
        if letter.sight == Sight.BLANK or letter.text.isspace() or number in gone:
            words.append([])
        else:
            words[-1].append(number)
    return [word for word in words if word]


def takes(box: Area, letter: Area) -> bool:
    """Whether a box takes some of the middle of a letter."""
    return box.meets(letter) and box.meets(core(letter))  # most lie apart, which is told sooner


def core(area: Area) -> Area:
    """The middle half of a letter: a box that takes less of it leaves it legible."""
    across, along = (area.right - area.left) / 4, (area.top - area.bottom) / 4
    return Area(area.left + across, area.bottom + along, area.right - across, area.top - along)


def _line_of(letter: Letter, letters: Sequence[Letter]) -> int:
    """The number of a letter's line, counted from the top of the page (turned pages: from its side)."""
    is_level = letter.angle in {0, 180}
    feet = sorted(
        {
            round(one.area.bottom if is_level else one.area.left)
            for one in letters
            if one.sight.is_readable and one.angle == letter.angle
        },
        reverse=True,
    )
    mine = letter.area.bottom if is_level else letter.area.left
    half = (letter.area.top - letter.area.bottom) / 2
    lines, last = 0, float("inf")
    for foot in feet:
        if last - foot > half:
            lines, last = lines + 1, foot
        if foot <= mine + 1:
            break
    return max(lines, 1)
