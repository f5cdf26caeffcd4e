"""The numbers that Word makes itself: “4.2” before a paragraph is in no file, only the rule for it.

The rules stand in `word/numbering.xml`: for each list and level a format and a text such as `%1.%2`.
Counting the paragraphs in order gives the numbers that a reader sees on paper. They are told as the
place of a passage, since they are not among its words.

    <w:lvlText w:val="%1.%2"/>, the second paragraph of level 1 under the fourth of level 0   →   4.2
"""

from dataclasses import dataclass, field
from typing import Any

from muniment.intake.office.xml_blocks import attribute, local

_LEVELS = 9
_LONGEST = 40
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbers:
    """The numbering of one file: its rules, and how far each list has counted.

    Attributes:
        styles: style id → (list, level), for styles that number their paragraphs.
    """

    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _rules: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def number(self, paragraph: Any) -> str:
        """Count a paragraph, and give the number that stands before it; empty for none or a bullet."""
        found = self._find(paragraph)
        if found is None:
            return ""
        rule, level = self._lists.get(found[0], ""), found[1]
        levels = self._rules.get(rule)
        if not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(rule, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if levels[level].form in {"bullet", "none"}:
            return ""
        text = levels[level].text
        for upper in range(level + 1):
            rule_above = levels.get(upper, _Level())
            text = text.replace(
                f"%{upper + 1}", _write(counts[upper] or rule_above.start, rule_above.form)
            )
        return text.strip()[:_LONGEST]

    def _find(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and the level of a paragraph, from itself or its style."""
        properties = paragraph[0] if len(paragraph) and local(paragraph[0]) == "pPr" else ()
        style: tuple[str, int] | None = None
        for sign in properties:
            if local(sign) == "pStyle":
                style = self.styles.get(attribute(sign, "val"))
            elif local(sign) == "numPr":
                return _read_numbering(sign, style)
        return style


def _read_numbering(sign: Any, style: tuple[str, int] | None) -> tuple[str, int] | None:
    """What `w:numPr` says; what it leaves open is the style's; list 0 means no number."""
    name, level = style or ("", 0)
    for part in sign:
        value = attribute(part, "val")
        if local(part) == "numId":
            name = value
        elif local(part) == "ilvl" and value.isdecimal():
            level = min(int(value), _LEVELS - 1)
    return (name, level) if name not in {"", "0"} else None


def read_numbers(numbering: Any, styles: Any) -> Numbers:
    """The rules of a file, from its `numbering.xml` and `styles.xml` (None where it has none)."""
    numbers = Numbers()
    for rule in numbering if numbering is not None else ():
        if local(rule) == "abstractNum":
            levels = {_index(level): _read_level(level) for level in rule if local(level) == "lvl"}
            numbers._rules[attribute(rule, "abstractNumId")] = levels  # noqa: SLF001 - it is being made
        elif local(rule) == "num":
            for sign in rule:
                if local(sign) == "abstractNumId":
                    numbers._lists[attribute(rule, "numId")] = attribute(sign, "val")  # noqa: SLF001
    bases: dict[str, str] = {}
    for style in styles if styles is not None else ():
        if local(style) != "style":
            continue
        for sign in style.iter("{*}basedOn", "{*}numPr"):
            if local(sign) == "basedOn":
                bases[attribute(style, "styleId")] = attribute(sign, "val")
            elif found := _read_numbering(sign, None):
                numbers.styles[attribute(style, "styleId")] = found
    for own in bases:
        ancestor = own
        for _ in range(10):
            ancestor = bases.get(ancestor, "")
            if own not in numbers.styles and ancestor in numbers.styles:
                numbers.styles[own] = numbers.styles[ancestor]
    return numbers


def _index(level: Any) -> int:
    value = attribute(level, "ilvl")
    return min(int(value), _LEVELS - 1) if value.isdecimal() else 0


def _read_level(level: Any) -> _Level:
    read = _Level()
    for sign in level:
        value = attribute(sign, "val")
        match local(sign):
            case "numFmt":
                read.form = value
            case "lvlText":
                read.text = value[:_LONGEST]
            case "start" if value.isdecimal() and len(value) < 7:
                read.start = int(value)
    return read


def _write(count: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letter = (
                chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 5)
                if count > 0
                else "0"
            )
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:
            roman = ""
            for value, sign in _ROMAN:
                roman += sign * (count // value)
                count %= value
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{count:02d}"
    return str(count)
