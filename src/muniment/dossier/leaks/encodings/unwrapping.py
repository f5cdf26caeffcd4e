r"""Unwrapping: what a text says once an encoding is undone.

Entities, percent signs and backslashes are undone together, again and again, so that `%2541`,
`\u0026#65;` and `&#37;41` all come to `A`. Quoted-printable is undone apart, since `?name=Adele` would
lose letters to it. Tags are taken out, since `<b>A</b>nna` is read as one word.

>>> from muniment.dossier.leaks.texts import plain
>>> [(t.content, t.forms) for t in unwrap(plain("Anna%20Kowal"))]
[('Anna Kowal', ('percent-encoded',))]
"""

import bisect
import html
import quopri
import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from muniment.dossier.leaks.texts import Text

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
# Each way begins with its sign, not with a group: so the search leaps from sign to sign.
_PERCENT = r"%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*|%u[0-9a-fA-F]{4}"
_SLASH = (
    r"\\u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}"
    r"|\\x[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2})*|\\[0-9a-fA-F]{2,6} ?|\\[nrtbf\"'/\\]"
)
Substitution = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_TAGS = "with tags between its letters"
_NAMES = {"&": "in HTML entities", "%": "percent-encoded", "\\": "in backslash escapes"}
_SIGNS = {"&": _ENTITY, "%": _PERCENT, "\\": _SLASH}
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_LINE_BREAK = re.compile(r"<(?:\w+:)?(?:br|line-break)\b", re.IGNORECASE)
_APART = re.compile(
    # Of HTML, Word, OpenDocument and spreadsheets: what sets words apart, so that the last of one
    # paragraph or cell and the first of the next are not read as one word.
    r"</?(?:\w+:)?(?:br|line-break|p|h\d?|div|li|[dou]l|d[dt]|t[rdhc]|tab|table(?:-cell|-row)?|si|row|hr|pre|title"
    r"|option|summary|blockquote|section|article|header|footer|main|nav|aside|figure|figcaption|caption)[\s/>]",
    re.IGNORECASE,
)
_UNREAD = re.compile(r"<(script|style)\b", re.IGNORECASE)
_SEEN = re.compile(f"{_TAG.pattern}|{_ENTITY}")
_UNREAD_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_HALF = re.compile("[\ud800-\udbff]")
# One sign cut through by another: `%4<b>1`. Undone together, they would be undone wrongly.
_CUT = re.compile(r"%[0-9a-fA-F]?[&<\\]|&#?[0-9a-zA-Z]{0,8}[<%\\]|\\(?:[ux][0-9a-fA-F]{0,3})?[&<%]")
# Small digits are against the standard and read by programs all the same; one alone is `width=device-width`.
_SOFT = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)|=[0-9a-fA-F]{2}(?s:.*?)=[0-9a-fA-F]{2}")
_PUNY = re.compile(r"\bxn--([a-z0-9-]{2,59})", re.IGNORECASE)
_SEVEN = re.compile(r"\+[A-Za-z0-9+/]{2,}-")
_ONE_SIGN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def _exact(form: str) -> Substitution | None:
    """How a step changes a text, where that is one substitution."""
    if form == _TAGS:
        return _TAG, _tagless
    signs = "".join(sign for sign, name in _NAMES.items() if name in form)
    return (_compiled(signs), _undone) if signs else None


def unwrap(text: Text) -> Iterator[Text]:
    """The texts that come out of one, each with one thing more undone."""
    content = text.content
    steps: list[tuple[str, Callable[[str], str]]] = []
    signs = "".join(sign for sign in _SIGNS if sign in content)
    if "<" in content:
        steps.append((_TAGS, without_tags))
    if signs:
        steps.append((_names(signs), _undoing(signs)))
        if len(signs) > 1 and _CUT.search(html.unescape(content)):
            steps += [(_names(sign), _undoing(sign)) for sign in signs]
    if _SOFT.search(content):
        steps.append(("in quoted-printable", _undo_quoted))
    if "xn--" in content or "XN--" in content:
        steps.append(("in Punycode", _undo_puny))
    if _SEVEN.search(content):
        steps.append(("in UTF-7", _undo_seven))
    for form, step in steps:
        made = step(content)
        if made != content:
            yield _child(text, made, form, step, _exact(form))


def unwrap_all(text: Text, most: int) -> Iterator[Text]:
    """A text and everything that comes out of it, one more thing undone each time; `most` of them.

    Of what is left then, the last one given says so by its `hides`.
    """
    waiting, seen = deque([text]), {text.content}
    while waiting:
        now = waiting.popleft()
        made = [t for t in unwrap(now) if t.content not in seen] if now.hides else []
        now.hides = bool(made) and len(seen) + len(made) > most
        if not now.hides:
            seen.update(t.content for t in made)
            waiting.extend(made)
        yield now


def _names(signs: str) -> str:
    return " and ".join(_NAMES[sign] for sign in signs)


def singly(text: Text) -> Iterator[Text]:
    """For a text that came from several signs undone together: the texts of each sign undone alone."""
    parent = text.parent
    if parent is not None and text.forms and " and " in text.forms[-1]:
        for sign, form in _NAMES.items():
            if form in text.forms[-1]:
                step = _undoing(sign)
                yield _child(parent, step(parent.content), form, step, _exact(form))


def _undoing(signs: str) -> Callable[[str], str]:
    return lambda s: undo(s, signs)


def _child(
    text: Text, made: str, form: str, step: Callable[[str], str], exact: Substitution | None = None
) -> Text:
    places: list[Callable[[int], int]] = []  # made when it is first asked for: few texts have finds

    def back(index: int) -> int:
        """The shortest beginning of the parent out of which more than `index` characters come."""
        whole = text.content
        if exact:
            if not places:
                places.append(_before(whole, exact))
            return places[0](index)
        ends = range(len(whole))
        return max(0, bisect.bisect_right(ends, index, key=lambda n: len(step(whole[:n]))) - 1)

    forms = (*text.forms, form) if form else text.forms
    return Text(
        made, text.label, forms, text.is_readable, parent=text, back=back, depth=text.depth + 1
    )


def _before(whole: str, exact: Substitution) -> Callable[[int], int]:
    """Where in a text the characters stand that are at an index once the substitution is made."""
    pattern, replace = exact
    starts, begins, ends, shifts = list[int](), list[int](), list[int](), [0]
    for match in pattern.finditer(whole):
        starts.append(match.start())
        begins.append(match.start() - shifts[-1])
        ends.append(begins[-1] + len(replace(match)))
        # How much farther on a place is in the text than in what was made of it.
        shifts.append(match.end() - ends[-1])

    def place(index: int) -> int:
        nth = bisect.bisect_right(ends, index)
        if nth < len(ends) and index >= begins[nth]:
            return starts[nth]
        return index + shifts[nth]

    return place


def undo(content: str, signs: str) -> str:
    """Entities (`&`), percent signs (`%`) and backslashes, those asked for, undone once."""
    made = _compiled(signs).sub(_undone, content)
    if "\\u" in content and _HALF.search(made):
        made = made.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return made


@lru_cache(maxsize=8)
def _compiled(signs: str) -> re.Pattern[str]:
    return re.compile("|".join(_SIGNS[sign] for sign in signs))


def _undone(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "&":
        return html.unescape(found)
    if found[0] == "%":
        if found[1] in "uU":
            return _point(found[2:])
        return _letters(unquote_to_bytes(found))
    if found.startswith("\\x"):
        return _letters(bytes.fromhex(found.replace("\\x", "")))
    if found.startswith("\\u{"):
        return _point(found[3:-1])
    if found.startswith("\\u"):
        return "".join(chr(int(part, 16)) for part in found.split("\\u")[1:])
    if found[1] == "U":
        return _point(found[2:])
    if len(found) > 2:  # CSS: \41 is A
        return _point(found[1:].strip())
    return _ONE_SIGN.get(found[1], found[1])


def _point(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else " "


def _letters(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _tagless(match: re.Match[str]) -> str:
    return "\n" if _LINE_BREAK.match(match[0]) else ""


def without_tags(content: str) -> str:
    """The text between the tags, joined, each line break as one; scripts and styles keep their words."""
    return _TAG.sub(_tagless, content)


def prose_of(text: Text) -> Text:
    """What a reader of a text sees: of markup, no tags, no scripts, no styles, entities undone."""
    if "<" not in text.content:
        return text
    kept, starts, size, at = [], [], 0, 0
    content = text.content
    while at < len(content):
        found = _UNREAD.search(content, at)
        kept.append(content[at : found.start() if found else len(content)])
        starts.append((size, at))
        size += len(kept[-1])
        end = _UNREAD_END.search(content, found.end()) if found else None
        at = end.start() if end else len(content)

    def back(index: int) -> int:
        begun, there = starts[max(0, bisect.bisect_right(starts, (index, len(content))) - 1)]
        return there + index - begun

    read = Text("".join(kept), text.label, parent=text, back=back, depth=1)
    prose = _child(read, _SEEN.sub(_prosaic, read.content), "", str, (_SEEN, _prosaic))
    prose.is_prose = True
    return prose


def _prosaic(match: re.Match[str]) -> str:
    if match[0][0] == "<":
        return "\n" if _APART.match(match[0]) else ""
    return html.unescape(match[0])


def _undo_quoted(content: str) -> str:
    return _letters(quopri.decodestring(content.encode("utf-8", "replace")))


def _undo_puny(content: str) -> str:
    def undone(match: re.Match[str]) -> str:
        try:
            return match[1].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError, OverflowError):
            return match[0]

    return _PUNY.sub(undone, content)


def _undo_seven(content: str) -> str:
    return _SEVEN.sub(lambda m: m[0].encode("ascii").decode("utf-7", "replace"), content)
