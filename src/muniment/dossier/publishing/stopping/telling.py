"""Telling: what the leak check found, for the author of a dossier alone, with what to do about it.

It names what is secret, since its author has to recognise it; so it goes to their terminal and into no file.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from muniment.dossier.leaks import Find, LeakReport, Secret
from muniment.dossier.leaks.patterns import compile_patterns
from muniment.dossier.publishing.stopping.early import TEXT, Lines, place_in
from muniment.dossier.publishing.stopping.sought import HERE, WRITTEN, Sought

_WIDE = 78
_MOST_PLACES, _AROUND, _BYTES = 6, 34, 300
_NEAR = 2
"""Signs behind the place that a find names, at which the secret may begin all the same."""
_TEXTS = {".html", ".js", ".json", ".csv", ".txt", ".dat", ".md"}
_BYTE = re.compile(r"byte ([\d,]+)\Z")
_CITED = re.compile(r"EX-\d+ ¶\d+")
_PLAIN = re.compile(r"[\w@:./+¶-]+")
_WORD_BEFORE, _WORD_BEHIND = (
    re.compile(r"\w[\w’'-]{0,40}\Z"),
    re.compile(r"[\w’'-]{1,40}(?<![’'-])"),
)
_DRAWN, _EXHIBIT = "drawn in a picture", re.compile(r"exhibits/(EX-\d+)\.")
_NUMBER = re.compile(r"[A-Z0-9]{1,6}\d{7}")
"""A number as it is stamped on pages."""
_TAG = re.compile(r"<[^>]*>?|^[^<>]*>")
_FILES = (
    (re.compile(r"site/index\.html"), "the dossier's own page"),
    (re.compile(r"site/exhibits/(EX-\d+)\.html"), "the page of {}"),
    (re.compile(r"site/assets/passages\.js"), "the search of the site"),
    (re.compile(r"site/"), "the site"),
    (re.compile(r"exhibits/(EX-\d+)\.json"), "the passages of {} as data"),
    (re.compile(r"exhibits/(EX-\d+)\.\w+"), "{}, made anew"),
    (re.compile(r"dossier\.pdf"), "the dossier as PDF"),
    (re.compile(r"dossier\.docx"), "the dossier for Word"),
    (re.compile(r"exports/"), "an export for another trade"),
)


def tell(
    report: LeakReport, sought: Sequence[Sought], folder: Path, texts: dict[str, Lines]
) -> str:
    """What was found, which decision it comes from, why it is there, and what its author can type.

    Args:
        report: of the leak check.
        sought: what was looked for.
        folder: that was looked through.
        texts: the texts that were looked through early, by the names of their files; none of a bundle.
    """
    by_id = {one.secret.id: one for one in reversed(sought)}
    found: dict[str, list[Find]] = {}
    for find in report.finds:
        found.setdefault(find.secret, []).append(find)
    lines = list[str]()
    for number, (secret, finds) in enumerate(found.items(), 1):
        lines += _one(number, by_id[secret], finds, folder, texts)
    lines += _wrapped("Then publish again. This names what is secret: show it to nobody.")
    return "\n".join(lines)


def _one(
    number: int, one: Sought, finds: list[Find], folder: Path, texts: dict[str, Lines]
) -> Iterator[str]:
    """One secret with its places and the ways out."""
    yield from _wrapped(one.rule, f"{number}. ")
    places = dict.fromkeys(_place(find, folder, texts) for find in finds)
    for where, text, at in list(places)[:_MOST_PLACES]:
        yield from _wrapped(f"in {where}", "   ", "     ")
        if text:
            yield f"     {_around(text, at)}"
    if (more := len(places) - _MOST_PLACES) > 0:
        yield f"   and in {more:,} more {'place' if more == 1 else 'places'}"
    yield from _wrapped(one.because, "   ")
    passage = next((m[0] for where, *_ in places if (m := _CITED.match(where))), "")
    written = next(filter(None, (_written(one.secret, *place[1:]) for place in places)), WRITTEN)
    there = {HERE: passage, WRITTEN: written}
    yield from _drawn(finds)
    if _NUMBER.fullmatch(written):
        says = "The numbers on pages begin with the name of the dossier's file: give it another."
        yield from _wrapped(says, "   · ", "     ")
    for way in one.ways:
        if passage or HERE not in way.command:
            yield from _wrapped(way.says, "   · ", "     ")
            yield from _command([there.get(word, word) for word in way.command])
    if any(where.startswith(TEXT) for where, *_ in places):
        yield from _wrapped("Or write it otherwise: it stands in your own text.", "   · ", "     ")
    yield ""


def _drawn(finds: Sequence[Find]) -> Iterator[str]:
    """What can be done about words that are drawn in a picture: no name that is followed takes them out."""
    shown = (m[1] for one in finds if _DRAWN in one.form and (m := _EXHIBIT.match(one.file)))
    for label in dict.fromkeys(shown):
        yield from _wrapped(f"It is drawn in {label}: cover it there.", "   · ", "     ")
        yield from _command(
            ["redact", "box", label, "PAGE:LEFT,BOTTOM,RIGHT,TOP", "--why", "REASON"]
        )
        yield from _wrapped(f"Or keep all of {label} from publication.", "   · ", "     ")
        yield from _command(["redact", "withhold", label, "--why", "REASON"])


def _place(find: Find, folder: Path, texts: dict[str, Lines]) -> tuple[str, str, int]:
    """Where something was found, the text that it is in where that can be shown, and where in it."""
    at = _BYTE.search(find.place)
    byte = int(at[1].replace(",", "")) if at else -1
    if at and find.file in texts:
        label, text, start = place_in(texts[find.file], byte)
        return f"{label}{_form(find)}", text, start
    says = next(
        (says.format(*m.groups()) for shape, says in _FILES if (m := shape.match(find.file))), ""
    )
    named = f"{find.file} ({says})" if says else find.file
    where = ", ".join(filter(None, (named, find.place))) + _form(find)
    return where, *(_in_file(folder / find.file, byte) if find.place == (at and at[0]) else ("", 0))


def _written(secret: Secret, text: str, at: int) -> str:
    """The whole words in which a secret stands at a place of a text; empty where it is encoded there."""
    around = text[at : at + _BYTES]
    found = next(compile_patterns([secret]).matches(around, is_readable=True), None)
    if found is None or found.start > _NEAR:
        return ""
    begins, ends = _WORD_BEFORE.search(text[:at]), _WORD_BEHIND.match(around, found.end)
    before = begins[0] if begins and not found.start else ""
    return " ".join((before + around[found.start : ends.end() if ends else found.end]).split())


def _form(find: Find) -> str:
    """How it is written there, where it is not as it was given."""
    inside = ", inside a longer word" if not find.is_whole else ""
    form = "" if find.form == "as it is written" else f", {find.form}"
    times = f", {find.count:,} times" if find.count > 1 else ""
    return f"{form}{inside}{times}"


def _in_file(path: Path, byte: int) -> tuple[str, int]:
    """The text around a byte of a file of text, of pages without their tags; and where in it the byte is."""
    if path.suffix not in _TEXTS or not path.is_file():
        return "", 0
    with path.open("rb") as source:
        source.seek(max(0, byte - _BYTES))
        before = source.read(min(byte, _BYTES)).decode("utf-8", "ignore")
        behind = source.read(_BYTES).decode("utf-8", "ignore")
    if path.suffix == ".html":
        before, behind = (_TAG.sub(" ", part) for part in (before, behind))
    return before + behind, len(before)


def _around(text: str, at: int) -> str:
    """The words around a place, on one line."""
    before = " ".join(text[max(0, at - _AROUND) : at].split(" "))
    shown = " ".join(f"{before}{text[at : at + _AROUND]}".split())
    start = "…" if at > _AROUND else ""
    end = "…" if at + _AROUND < len(text) else ""
    return f"{start}{shown}{end}"


def _command(words: Sequence[str]) -> Iterator[str]:
    """A command as it is typed, broken where it is longer than a line; what is longer than that without a
    gap is decided in the browser, where it need not be typed.
    """
    typed = ["muniment", *map(_typed, words)]
    if any(len(word) > _WIDE - 10 for word in typed):
        yield "       on the page “What is taken out” of muniment serve"
        return
    line = "      "
    for word in typed:
        if len(line) + 1 + len(word) > _WIDE:
            yield f"{line} \\"
            line = "        "
        line += f" {word}"
    yield line


def _typed(word: str) -> str:
    """A word as a shell takes it for one."""
    if _PLAIN.fullmatch(word):
        return word
    if _CITED.fullmatch(word) or not re.search(r'["$`\\!]', word):
        return f'"{word}"'
    return shlex.quote(word)


def _wrapped(text: str, first: str = "", indent: str = "   ") -> list[str]:
    return wrap(text, _WIDE, initial_indent=first, subsequent_indent=indent)
