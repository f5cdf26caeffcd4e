"""What a mail is about, without what replying, forwarding and mailing lists put before it.

>>> subject_key("Re: [works] AW: Night bus (fwd)")
'night bus'
>>> is_reply_subject("SV: Night bus"), is_reply_subject("Night bus")
(True, False)
"""

import re
from functools import lru_cache

_REPLY = (
    r"re|aw|antw|antwort|sv|vs|ref|réf|rép|rif|r|res|odp|odpověď|vá|ynt|cevap|yan|bls|atb|ha|"
    r"отв|ответ|відп|απ|σχετ|回复|回覆|答复|答覆|返信|회신|답장|תשובה|רد|رد"
)
_FORWARD = (
    r"fwd?|wg|tr|rv|enc|i|doorst|vb|vl|vs|fs|pd|továbbítás|ilt|iletilen|terusan|trs|rz|"
    r"пересл|переслано|пер|转发|轉寄|転送|전달|forward"
)
_PREFIX = re.compile(
    rf"\s*(?:(?:{_REPLY}|{_FORWARD})(?:\s?[\[(^]\s?\d{{1,3}}\s?[\])]?|\d{{1,2}})?\s?[:：]|"
    r"\[[^\[\]\n]{1,40}\]|-->|>)\s*",
    re.IGNORECASE,
)
_REPLIED = re.compile(
    rf"(?:\s*\[[^\[\]\n]{{1,40}}\])*\s*(?:{_REPLY})(?:\s?[\[(^]\s?\d{{1,3}}\s?[\])]?|\d{{1,2}})?\s?[:：]",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\s*[\[(](?:fwd?|was:? .*|war:? .*|long|ot)[\])]?\s*\Z|\s*\.{3,}\s*\Z", re.IGNORECASE
)
_FORMER = re.compile(r"[\[(]\s*(?:was|war|wg)\b:?\s*(.+?)[\])]*\s*\Z", re.IGNORECASE)
_INNER = re.compile(rf"\S.*?\s(?:{_REPLY})(?:\[\d{{1,3}}\])?:\s*(.+)", re.IGNORECASE)
_LIMIT = 1000


@lru_cache(maxsize=512)
def subject_key(subject: str) -> str:
    """The subject that a whole thread shares; empty when there is none.

    Prefixes of replies and forwards in the languages of the common mailers, list tags (`[works]`),
    `(fwd)`, `(was: …)` and differences of case and spacing are taken away.
    """
    rest = subject[:_LIMIT]
    while match := _PREFIX.match(rest):
        shorter = rest[match.end() :]
        if not shorter.strip():
            break
        rest = shorter
    while (shorter := _SUFFIX.sub("", rest)) != rest and shorter.strip():
        rest = shorter
    return " ".join(rest.split()).casefold()


def is_reply_subject(subject: str) -> bool:
    """Whether a subject says that the mail answers another."""
    return _REPLIED.match(subject[:_LIMIT]) is not None


def subject_keys(subject: str) -> tuple[str, ...]:
    """The keys under which the mail that this one answers may be found: its own, and its former one.

    >>> subject_keys("Taxis (was: Re: Night bus)")
    ('taxis', 'night bus')
    """
    keys = [subject_key(subject)]
    former = _FORMER.search(subject[:_LIMIT])
    if former:
        keys.append(subject_key(former[1]))
    inner = _INNER.match(subject[:_LIMIT])
    if inner and not former:
        keys.append(subject_key(inner[1]))
    return tuple(key for key in dict.fromkeys(keys) if key)
