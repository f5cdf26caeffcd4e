"""The lines with which mailers introduce what they quote, in many languages, and whom they name.

>>> attribution("On Mon, 7 Mar 2022 at 10:15, Anna Vale <anna@example.org> wrote:")
'Anna Vale <anna@example.org>'
>>> attribution("Am 07.03.22 um 10:15 schrieb Bo Lind:")
'Bo Lind'
>>> attribution("There are three things to settle:") is None
True
"""

import re

_VERBS = (
    r"wrote|writes?|said|says|schrieb|schreibt|geschrieben|a écrit|écrit|a ecrit|escribi[óo]|escribe|"
    r"escreveu|ha scritto|scrisse|scrive|schreef|heeft(?: het volgende)? geschreven|skrev|skrifaði|"
    r"kirjoitti|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|napísal|írta|a scris|написала?|пишет|пише|"
    r"написав|έγραψε|yazdı|şunları yazdı|kirjutas|parašė|rakstīja|napisao|je napisao|skribis|"
    r"viết|menulis|寫道|写道|さんは書きました|のメール|작성|כתב|كتب|typed|scribbled|opined|mentioned|"
    r"declared|spoke|uttered|explained|replied|responded|stated|thus spake|spake"
)
_VERB = re.compile(rf"(?<!\w)(?:{_VERBS})(?!\w)|(?:wrote|writes|schrieb)\b", re.IGNORECASE)
_STRONG_VERB = re.compile(
    r"(?<!\w)(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|kirjoitti|"
    r"napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|írta|a scris|написала?|пишет|έγραψε|şunları yazdı|写道|"
    r"寫道)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]{1,100}@[^\s<>\"'(),;:\[\]]{1,200}")
_WHEN = re.compile(
    r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|"
    r"\b\d{1,2}\.? (?:jan|feb|mar|mär|apr|ma[iy]|ju[nl]|aug|sep|o[ck]t|nov|de[cz])",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:On|At|In|Le|Am|Il|El|Em|Op|Den|Dnia|W dniu|Dne|V|Pada|Vào|Στις|Quoting|From|Once|"
    r"\*|[-=>]{2,}|\d{1,4}[./-]\d|\d{1,2}\.? \w{3}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|"
    r"(?:Mo|Di|Mi|Do|Fr|Sa|So)[.,]|\"?[^\s<>]+@)",
    re.IGNORECASE,
)
_ENDS = (":", "：", "...", "wrote", "writes", "schrieb", "écrit")
_TAIL = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0>*=-"
_QUOTING = re.compile(r"\W*(?:Quoting|Zitat von|Citando|Citát|Цитирую)\b", re.IGNORECASE)
_TIME_TAIL = re.compile(
    r".*\d{1,4}(?:\s*(?:AM|PM|a\.m\.|p\.m\.|Uhr|h|г\.))?(?:\s*(?:UTC|GMT)?\s*[+-]\d{2}:?\d{2})?"
    r"(?:\s*\([A-Za-z ]{2,30}\)|\s+[A-Z]{3,4}\b)?(?=\W|\Z)",
    re.DOTALL,
)
_FILLER = re.compile(
    r"^(?:\w{1,3}\"? ?==|[ap]m\b|on|at|am|um|le|il|el|em|op|den|from|von|de|от|in (?:article|message|a message)|quoting|"
    r"zitat von|citando|and|then|der|die|that|once upon a time|the entity|herr|frau)\b[\s,:]*",
    re.IGNORECASE,
)
_MESSAGE = re.compile(
    r"\bIn (?:your )?(?:message|article|mail|e-?mail) <[^<>]{1,200}>,?\s*", re.IGNORECASE
)
_NOT_NAMES = re.compile(
    r"i|you|he|she|we|they|it|some(?:one|body)|january|february|march|april|may|june|july|august|"
    r"september|october|november|december",
    re.IGNORECASE,
)
_LIMIT = 500


def attribution(line: str, *, is_strict: bool = False) -> str | None:
    """Whom an attribution line names, `Name <address>`; empty when it names nobody.

    Args:
        line: one line, or a few joined by blanks where the mailer broke it.
        is_strict: for a line behind which nothing is marked as quoted: it must give a time and say
            *wrote* (or the word of another language), or give a time and an address.

    Returns:
        None when the line is no attribution.
    """
    if len(line) > _LIMIT:
        return None
    line = line.strip()
    if "<" in line:
        line = _MESSAGE.sub("", line)
    if not may_end_attribution(line):
        return None
    when = _WHEN.search(line)
    if is_strict and not when:
        return None
    address = _ADDRESS.search(line) if "@" in line else None
    length = len(line.split())
    if is_strict:
        says = address or (_OPENING.match(line) and _STRONG_VERB.search(line))
        if not says or length > 40:
            return None
    elif not (
        (address and (when or length <= 6))
        or ((when or address or length <= 8) and _VERB.search(line))
        or _QUOTING.match(line)
    ):
        return None
    return _named(line, address[0] if address else "")


def may_end_attribution(line: str) -> bool:
    """Whether a line ends as attributions do: a first look, that costs little."""
    return line.rstrip(_TAIL).endswith(_ENDS)


def attributions_may_end(lines: list[str], first: int) -> list[int]:
    """The lines from `first` on of which `may_end_attribution` is true: asked of every line there is."""
    return [
        at for at, line in enumerate(lines[first:], first) if line.rstrip(_TAIL).endswith(_ENDS)
    ]


def goes_on_from(above: str, line: str) -> bool:
    """Whether an attribution ending in `line` began in the line above, where the mailer broke it."""
    above = above.strip()
    if not above or not _OPENING.match(above) or above.endswith((".", ":", "!", "?")):
        return False
    return _WHEN.search(line) is None or not _OPENING.match(line.lstrip())


def _named(line: str, address: str) -> str:
    """The person named in an attribution line."""
    rest = line.rstrip(" :：>*=-.")
    if address:
        before, _, after = rest.partition(address)
        before = before.rstrip(" <[(\"'").removesuffix("mailto:").rstrip(" <[(\"'")
        if not before.strip(" ,\"'") or not re.search(r"[^\W\d]{2}", _after_time(before)):
            in_brackets = re.match(r"[>\]\s]*\(([^()]{2,60})\)", after)
            return f"{in_brackets[1].strip()} <{address}>" if in_brackets else address
        rest = before
    name = _VERB.sub(" ", _after_time(rest))
    previous = ""
    while name != previous:
        previous = name
        name = _FILLER.sub("", name.strip(" \t,;:*\"'<>[](){}-–=~|")).strip()
    words = name.split()
    if not words or len(words) > 6 or len(name) > 60 or not re.search(r"[^\W\d]", name):
        return address
    if len(words) < 3 and _NOT_NAMES.fullmatch(words[0]):
        return address
    name = " ".join(words)
    return f"{name} <{address}>" if address else name


def _after_time(text: str) -> str:
    """What stands behind the date and the time; all of it when there is none."""
    match = _TIME_TAIL.match(text) if _WHEN.search(text) else None
    rest = text[match.end() :] if match else text
    if match and not re.search(r"[^\W\d]{2}", _VERB.sub(" ", rest)):
        before = _WHEN.split(text, maxsplit=1)[0]  # Bo Lind wrote on 7 March 2022:
        return re.sub(r",?\s*(?:\w+,?\s*)?\d*\W*\Z", "", before) if _VERB.search(text) else rest
    return rest
