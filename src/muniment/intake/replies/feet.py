r"""The foot of a mail: the signature under the new words, and what lists and providers add below.

>>> lines = ["See you at noon.", "", "Thanks,", "Anna"]
>>> foot_of(lines, 0, 4, "Anna Vale <anna@example.org>")
2
"""

import re
from functools import lru_cache

_DASHES = re.compile(r"(?:--|—|- ?-) ?\s*\Z")
_DASH = ("-", "—")
_RULE = re.compile(r"\s*[-_=~*#+]{10,}\s*\Z")
_SHORT_RULE = re.compile(r"\s*[-_=~*]{3,}\s*\Z")
_FOOT_WORDS = re.compile(
    r"https?://|mailto:|mailing.?list|listinfo|unsubscri|subscri|sponsor|yahoo|hotmail|msn |"
    r"virus|confidential|groups?\.|newsletter|@|archives?:",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"\s*(?:Sent (?:from|via|using|with) .{2,60}|Sent by .{2,40}|Get Outlook for .{2,20}|"
    r"(?:Von|Diese Nachricht wurde von) .{2,40} gesendet\.?|Gesendet (?:von|mit) .{2,50}|"
    r"Envoyé (?:de|depuis) .{2,50}|Enviado (?:desde|do) .{2,50}|Inviato da .{2,50}|"
    r"Verzonden (?:vanaf|vanuit|met) .{2,50}|Skickat från .{2,50}|Sendt fra .{2,50}|"
    r"Lähetetty .{2,50}|Wysłane z .{2,50}|Отправлено (?:с|из) .{2,50}|"
    r"(?:Do You Yahoo!\?|Join the world.s largest e-mail service).{0,80})\s*\Z",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\s*(?:(?:many |kind |best |warm |with |all |my |very |yours |most )*"
    r"(?:thanks|thank you|regards|wishes|cheers|sincerely|faithfully|truly|respectfully|best|ciao|"
    r"cordially|love|rgds|br|kr)(?: (?:again|a lot|in advance|very much|for all|so much|and regards))?|"
    r"(?:mit |viele |liebe |beste |freundliche[nr]? |herzliche |schöne )*(?:gr(?:ü|ue)(?:ß|ss)en?|mfg|lg|vg)|"
    r"(?:bien )?cordialement|amicalement|salutations|saludos|un saludo|atentamente|cordiali saluti|"
    r"saluti|atenciosamente|abraços|(?:met )?vriendelijke groet(?:en)?|groeten|groetjes|mvh|"
    r"(?:med )?v[äe]nlig[ae]? h(?:ä|i)lsning(?:ar)?(?:er)?|hälsningar|terveisin|pozdrawiam|"
    r"s pozdravem|üdvözlettel|с уважением|с наилучшими пожеланиями|з повагою)[\s,.!-]*\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SIGNED_LINES = 40
_FOOT_LINES = 14
_CLOSING_LINES = 12
_CLOSING_WIDTH = 72
_NAME_WIDTH = 44


@lru_cache(maxsize=64)
def _names(sender: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the sender's name, and those of the local part of the address."""
    name, _, address = sender.partition("<")
    if "@" in name:
        name, address = "", name
    words = {word.casefold() for word in _WORD.findall(name)}
    local = {word.casefold() for word in _WORD.findall(address.partition("@")[0]) if len(word) > 2}
    return frozenset(words), frozenset(local)


def _signed_from(lines: list[str], start: int, end: int) -> int:
    """The last line `-- ` (RFC 3676) with no more than a foot behind it; `end` when there is none."""
    for at in range(end - 1, max(start, end - _SIGNED_LINES) - 1, -1):
        line = lines[at]
        if line[:1] in _DASH and _DASHES.match(line) and at + 1 < end:
            return at
    return end


def _added_from(lines: list[str], start: int, end: int) -> int:
    """The first rule near the end under which a list or a provider speaks."""
    for at in range(max(start, end - _FOOT_LINES), end - 1):
        if _RULE.match(lines[at]) and _FOOT_WORDS.search("\n".join(lines[at + 1 : end])):
            return at
    return end


def _closed_from(lines: list[str], start: int, end: int, sender: str) -> int:
    """A closing word, a device's own line or the sender's name, with short lines only behind it."""
    words, local = _names(sender)
    found = end
    filled = 0
    for at in range(end - 1, max(start, end - 3 * _CLOSING_LINES) - 1, -1):
        line = lines[at].strip()
        if not line:
            continue
        filled += 1
        if filled > _CLOSING_LINES or len(line) > _CLOSING_WIDTH:
            break
        if _DEVICE.match(line) or (_CLOSING.match(line) and at + 1 < end and filled <= 9):
            found = at
        elif len(line) <= _NAME_WIDTH and (words or local) and not line.endswith((",", "?", ":")):
            here = [word.casefold() for word in _WORD.findall(line)]
            if (words and len(here) <= len(words) + 2 and _is_name(here, words)) or (
                not words and here and len(here) <= 5 and local & set(here[:2])
            ):
                found = at
    return _with_rule(lines, start, found) if found < end else end


def _is_name(here: list[str], words: frozenset[str]) -> bool:
    """Whether the words of a line are the sender's full name, or one name of it alone."""
    shared = words & set(here)
    return len(shared) == len(words) or (len(here) == 1 and len(shared) == 1)


def _with_rule(lines: list[str], start: int, at: int) -> int:
    """Take a rule of dashes, and one line between it and the name, into the foot."""
    filled = 0
    for above in range(at - 1, max(start, at - 6) - 1, -1):
        line = lines[above].strip()
        if _SHORT_RULE.match(line):
            return above
        filled += bool(line)
        if filled > 1 or len(line) > _NAME_WIDTH:
            break
    return at


def foot_of(lines: list[str], start: int, end: int, sender: str = "") -> int:
    """The line from which `lines[start:end]` are the foot of a mail; `end` when it has none.

    A whole text is never a foot: at least one line of words stays above, unless the foot was marked
    by `-- `.
    """
    foot = min(_signed_from(lines, start, end), _added_from(lines, start, end))
    above = foot
    while above > start and not lines[above - 1].strip():
        above -= 1
    closed = _closed_from(lines, start, above, sender)
    if closed < above and any(line.strip() for line in lines[start:closed]):
        return closed
    return foot
