r"""Which parts of a mail are read as text, and which come out of it as files of their own.

Plain text, HTML and delivery reports are bodies, unless they are marked as attachments; everything
else is a member of the family. Of two versions of the same words (`multipart/alternative`) the plain
one is read, and the HTML one only where it says something else.

>>> from muniment.intake.mime.parts import parse
>>> mail = b"Content-Type: text/html\n\n<p>Late <b>again</b></p>"
>>> [(body.name, body.text) for body in bodies_of(mail, parse(mail))]
[('part 1', 'Late again')]
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap

from muniment.intake.mime.charsets import decode
from muniment.intake.mime.html_text import HtmlText, text_of
from muniment.intake.mime.members import is_member, member_of
from muniment.intake.mime.parts import Part
from muniment.intake.mime.transfer import unpack
from muniment.model.reading import Member, ReadWarning

_URL = re.compile(r"<?(?:https?|mailto|ftp):[^\s<>]*>?|www\.\S+")
_PICTURE = re.compile(
    r"\[(?:cid|image)\s?:[^\]\n]{0,200}\]|\b[\w.-]{1,60}\.(?:png|gif|jpe?g)\b", re.IGNORECASE
)
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_WORD = re.compile(r"[^\W_]+|[$€£¥%]")
_TAG = re.compile(r"<[^<>\n]{1,500}>")
_OTHER_WORDS = 8
_OTHER_SHARE = 0.15
"""An HTML version that only frames the plain one is read as well when at least 8 of its words, and
15 % of them, are not in the plain one: menus and footers of newsletters stay below."""

_RUNS, _LONGEST_RUN = 8, 80
"""Struck or hidden runs of words that a warning names, and letters of each."""

_SHOWN = 4
"""Words shown of each version where they part."""

_NEGATIVE = (
    "no not never none nobody nothing neither nor without cannot t nicht kein keine keinen keiner "
    "keinem nie niemals nichts ohne ne pas jamais aucun aucune rien sans ni nunca nada ningún sin "
    "non mai senza nessun nessuna não nem sem nenhum niet geen nooit zonder inte aldrig ingen ikke "
    "aldri ingenting ei eivät nie żaden bez ne není žádný не нет ни никогда без нема немає нет "
    "nu niciodată fără nem soha değil yok hayır δεν δε μη όχι לא אין בלי ما ليس لن بدون نه نیست "
    "नहीं ना không tidak bukan tanpa hindi apana "
)
"""Words that turn a sentence round, in the languages that mail is most written in."""

_NEGATIONS = frozenset(_WORD.findall(_NEGATIVE))

_MARKUP = {"text/html", "application/xhtml+xml"}
_ENRICHED = {"text/enriched", "text/richtext"}


@dataclass(slots=True)
class Body:
    """One text of a mail.

    Attributes:
        name: of the text, `part 1.2`.
        text: decoded, with LF line ends.
        quoted: spans that the mailer marked as quoted.
        is_struck: some of its words are struck through.
        is_report: a delivery report or the like: nobody's reply, not to be split.
        warnings: what was amiss when it was unpacked and decoded.
    """

    name: str
    text: str
    quoted: tuple[tuple[int, int], ...] = ()
    is_report: bool = False
    is_struck: bool = False
    warnings: list[ReadWarning] = field(default_factory=list)


def text_name(part: Part) -> str:
    """`part 1.2`; `preamble`, `part 2 epilogue`."""
    return f"part {part.number}" if part.number[:1].isdigit() else part.number


def _decoded(data: "bytes | mmap", part: Part, by_hand: str, warnings: list[ReadWarning]) -> str:
    """The part's characters, before any markup is taken away."""
    name = text_name(part)
    raw = data[part.start : part.end]
    unpacked = unpack(raw, part.encoding)
    if unpacked.trouble:
        step = "Ask for another copy of the mail." if unpacked.is_loss else ""
        warnings.append(
            ReadWarning(_sentence(unpacked.trouble), name, step, is_loss=unpacked.is_loss)
        )
    decoded = decode(unpacked.content, part.parameters.get("charset", ""), by_hand)
    if decoded.trouble:
        lost = "\ufffd" in decoded.text
        step = "If letters look wrong, set its `encoding` by hand." if not by_hand else ""
        warnings.append(ReadWarning(_sentence(decoded.trouble), name, step, is_loss=lost))
    text = decoded.text
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _sentence(trouble: str) -> str:
    return trouble[0].upper() + trouble[1:] + "."


def _body(data: "bytes | mmap", part: Part, by_hand: str) -> Body:
    warnings: list[ReadWarning] = []
    text = _decoded(data, part, by_hand, warnings)
    name = text_name(part)
    if part.type in _MARKUP or (part.type == "text/plain" and _is_html(text)):
        made = text_of(text)
        warnings.extend(_unlike(made, name))
        return Body(name, made.text, made.quoted, is_struck=bool(made.struck), warnings=warnings)
    if part.type in _ENRICHED:
        text = _TAG.sub("", text.replace("<<", "<"))
    return Body(name, text, is_report=part.type.startswith("message/"), warnings=warnings)


def _unlike(made: HtmlText, name: str) -> Iterator[ReadWarning]:
    """A warning that names the words which stand in the text like others but are not shown so."""
    for kind, spans in (("struck-through", made.struck), ("hidden", made.hidden)):
        runs = [said for start, end in spans if (said := " ".join(made.text[start:end].split()))]
        if runs:
            shown = ", ".join(f"“{run[:_LONGEST_RUN]}”" for run in runs[:_RUNS])
            more = f", and {len(runs) - _RUNS} more" if len(runs) > _RUNS else ""
            cause = f"The HTML holds {kind} words, which the text has like others: {shown}{more}."
            yield ReadWarning(cause, name, "Look at the original.", is_loss=False)


def _is_html(text: str) -> bool:
    """Whether a part that is called plain text is a whole page of HTML."""
    head = text[:200].lstrip().lower()
    return head.startswith(("<!doctype html", "<html")) and "</" in text


def _twins(root: Part) -> dict[int, list[Part]]:
    """For each marked-up leaf in a `multipart/alternative` (by identity): the plain leaves beside it."""
    found: dict[int, list[Part]] = {}
    waiting = [root]
    while waiting:
        part = waiting.pop()
        waiting.extend(part.children)
        if part.type != "multipart/alternative":
            continue
        leaves = [(child, leaf) for child in part.children for leaf in child.leaves()]
        plain = [(c, p) for c, p in leaves if p.type == "text/plain" and not is_member(p)]
        for child, leaf in leaves:
            if leaf.type in _MARKUP or leaf.type in _ENRICHED:
                beside = [p for other, p in plain if other is not child]
                if beside:
                    found[id(leaf)] = beside
    return found


def _words(text: str) -> list[str]:
    """The words in order, for comparison: folded, without addresses of pages and names of pictures."""
    plain = _PICTURE.sub(" ", _URL.sub(" ", text.translate(_UNSEEN)))
    return _WORD.findall(unicodedata.normalize("NFKC", plain).casefold())


def difference(plain: str, marked_up: str) -> str:
    """What the HTML version says otherwise than the plain one, in words; empty when nothing.

    Words before and behind the same words (a logo, a footer) are no other saying, unless they are
    many, hold a number, or turn a sentence round.

    >>> difference("We did not pay.", "We did pay.")
    'where the plain one has “not pay”, it has “pay”'
    >>> difference("We did pay. https://h.example", "We  did PAY.  Hohenfels Ferries")
    ''
    """
    first, second = _words(plain), _words(marked_up)
    if first == second or not second:
        return ""
    shorter, longer = sorted((first, second), key=len)
    start = f" {' '.join(longer)} ".find(f" {' '.join(shorter)} ")
    if start >= 0:
        before = " ".join(longer)[:start].count(" ")
        around = [*longer[:before], *longer[before + len(shorter) :]]
        other = set(around) - set(shorter) if longer is second else set()
        many = len(other) >= _OTHER_WORDS and len(other) >= _OTHER_SHARE * len(set(second))
        if many:
            return f"it has {len(other)} words that the plain one has not"
        if not any(word in _NEGATIONS or not word.isalpha() for word in around):
            return ""
    at = next(
        (n for n, (one, two) in enumerate(zip(first, second, strict=False)) if one != two),
        len(shorter),
    )
    have, has = (" ".join(words[at : at + _SHOWN])[:80] for words in (first, second))
    return f"where the plain one has {_shown(have)}, it has {_shown(has)}"


def _shown(words: str) -> str:
    return f"“{words}”" if words else "nothing more"


def bodies_of(data: "bytes | mmap", root: Part, by_hand: str = "") -> Iterator[Body]:
    """The texts of a mail, in order, with what was amiss with each.

    `by_hand` is a character set for the parts whose own is missing or does not hold.
    """
    if not root.children:
        if not is_member(root, is_whole=True):
            yield _body(data, root, by_hand)
        return
    twins = _twins(root)
    read: dict[int, str] = {}
    for part in root.leaves():
        if is_member(part):
            continue
        beside = twins.get(id(part))
        body = _body(data, part, by_hand)
        if not beside:
            read[id(part)] = body.text
            yield body
            continue
        plain = "\n".join(read.get(id(p), "") for p in beside)
        if not plain.strip():
            yield body
        elif body.is_struck:
            yield body  # the plain version cannot show what is struck through
        elif other := difference(plain, body.text):
            cause = (
                f"The HTML version does not say what the plain one says: {other}; both are read."
            )
            body.warnings.append(ReadWarning(cause, body.name, "Compare the two.", is_loss=False))
            yield body


def members_of(
    data: "bytes | mmap", root: Part
) -> Iterator[tuple[Member | None, list[ReadWarning]]]:
    """What comes out of a mail as files of their own, each with what is amiss with it."""
    for part in root.leaves():
        if is_member(part, is_whole=part is root):
            yield member_of(data, part)
