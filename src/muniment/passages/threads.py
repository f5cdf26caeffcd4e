"""Threads: which mail answers which, by what their headers say, and without them by their words.

A mail names the one it answers in `In-Reply-To` and `References`. Where these were stripped (prints,
exports, web mail of the time), what is left is the subject, the words that were quoted, who is named
as having written them, to whom the answer went, and when. Both ways are pure functions over
`Letter`, a small summary of a mail that is made where it is read and can be kept by the million.

>>> asks = Letter(ExhibitId(1), subject="Night bus", sender="anna@example.org", epoch=100)
>>> answers = Letter(ExhibitId(2), subject="Re: Night bus", recipients=("anna@example.org",), epoch=200)
>>> parent_by_content(answers, [asks])
(1, 'same subject; sent to its author')
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

from muniment.model.citation import ExhibitId
from muniment.model.passage import Passage, PassageKind
from muniment.model.reading import Fact
from muniment.passages.subjects import is_reply_subject, subject_key, subject_keys

WINDOW = 60 * 86_400
"""Seconds before a mail within which `case` looks for the mail it answers: of the answers in a
year of public lists, all but one in five hundred came within two months."""

SKEW = 86_400
"""Seconds by which an answer may be dated before what it answers: clocks are wrong by hours."""

PRINTS = 64
"""Words of each sort that a letter keeps. Those with the least hash are kept, so that two letters that
share words keep the same ones (bottom-k sketch, Cohen and Kaplan 2007)."""

_LEAST_WORD = 6
_ENOUGH = 4_000
_EARLIER = re.compile(r"^(?:[-_ ]{3,}|from:|von:|de:|от:)", re.MULTILINE)
_CHAIN_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Letter:
    """What threading needs to know of one mail.

    Attributes:
        exhibit: the mail.
        message_id: its own id, without brackets; empty when it has none.
        in_reply_to: the ids that it says it answers.
        references: the ids of the thread above it, oldest first.
        subject: as decoded.
        sender: its author's address in lower case; empty when not told.
        name: its author's name in lower case; empty when not told.
        recipients: addresses of `To` and `Cc` in lower case.
        epoch: seconds since 1970; None when the mail has no time.
        new: 32-bit hashes of words of six letters and more that it says itself. Words and not lines,
            since mailers break quoted lines anew.
        quoted: hashes of words that it quotes.
        deep: hashes of words that what it quotes has quoted.
        named: names and addresses in lower case that introduce its quotes.
    """

    exhibit: ExhibitId
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    sender: str = ""
    name: str = ""
    recipients: tuple[str, ...] = ()
    epoch: int | None = None
    new: tuple[int, ...] = ()
    quoted: tuple[int, ...] = ()
    deep: tuple[int, ...] = ()
    named: tuple[str, ...] = ()


class Parent(NamedTuple):
    """That one mail answers another, and how that is known."""

    child: ExhibitId
    parent: ExhibitId
    reason: str
    is_told: bool
    """True when the headers say so; False when it is inferred from the words."""


_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")


def _person(written: str) -> tuple[str, str]:
    """The name and the address in `Name <address>`, in lower case."""
    name, bracket, rest = written.lower().rpartition("<")
    if bracket:
        return name.partition("(")[0].strip(" \"'"), rest.rstrip("> ")
    return ("", rest.strip()) if "@" in rest else (rest.strip(' "'), "")


def letter(exhibit: ExhibitId, facts: Iterable[Fact], passages: Iterable[Passage]) -> Letter:
    """The letter of a mail that has been read. Made in the worker: a few microseconds a line."""
    told = {fact.name: fact.value for fact in facts}
    author = ""
    new: set[int] = set()
    quoted: set[int] = set()
    deep: set[int] = set()
    named: dict[str, None] = {}
    recipients: tuple[str, ...] = ()
    epoch: int | None = None
    for passage in passages:
        kind = passage.kind
        if kind is PassageKind.QUOTED:
            _add_quoted(passage.text, quoted, deep)
            if passage.author:
                for part in _person(passage.author):
                    if part:
                        named[part] = None
            continue
        author = author or passage.author
        if epoch is None and passage.moment is not None:
            epoch = passage.moment.epoch
            recipients = tuple(passage.recipients)
        if kind is PassageKind.MAIL or kind is PassageKind.SIGNATURE:
            _add_words(passage.text[:_ENOUGH].casefold(), new)
    name, sender = _person(author or told.get("from", ""))
    return Letter(
        exhibit,
        told.get("message-id", "").partition(" ")[0],
        tuple(told["in-reply-to"].split()) if "in-reply-to" in told else (),
        tuple(told["references"].split()) if "references" in told else (),
        told.get("subject", ""),
        sender,
        name,
        tuple(address or name for name, address in map(_person, recipients)),
        epoch,
        tuple(sorted(new)[:PRINTS]),
        tuple(sorted(quoted)[:PRINTS]),
        tuple(sorted(deep)[:PRINTS]),
        tuple(named),
    )


def _add_words(text: str, prints: set[int]) -> None:
    text = text[:_ENOUGH]
    if text.isascii():  # the same, without a string for each word
        prints.update(map(crc32, [w for w in text.encode().split() if len(w) >= _LEAST_WORD]))
        return
    words = {word for word in text.split() if len(word) >= _LEAST_WORD}
    prints.update(map(crc32, " ".join(words).encode("utf-8", "replace").split()))


def _add_quoted(text: str, near: set[int], far: set[int]) -> None:
    """Tell the words of the mail that is answered from those which that mail quotes."""
    text = text.casefold()
    if "\n>" not in text and not text.startswith(">"):
        head = text.find("\nsubject:", 0, 1500)  # behind the printed header of the mail answered
        least = head + 9 if head >= 0 else 400
        inner = next((m.start() for m in _EARLIER.finditer(text) if m.start() > least), len(text))
        _add_words(text[:inner], near)
        _add_words(text[inner:], far)
        return
    deep: list[str] = []
    shallow: list[str] = []
    is_past = False
    for line in text.split("\n"):
        words = line.lstrip()
        if words[:1] == ">":
            said = words[1:].lstrip()
            is_past = is_past or (bool(shallow) and said.startswith(("-----orig", "----- orig")))
            is_deep = is_past or said.startswith((">", "|", ": ", "} ", "]", "--]", "-]"))
            (deep if is_deep else shallow).append(words)
    _add_words(" ".join(shallow), near)
    if deep:
        _add_words(" ".join(deep), far)


def parent_by_headers(child: Letter) -> tuple[str, ...]:
    """Message ids of which the first that is in the case is the parent, the likeliest first.

    What `In-Reply-To` names, then `References` from the nearest up: where the parent itself is
    missing, the mail hangs under the nearest ancestor that is there.
    """
    ids = dict.fromkeys((*child.in_reply_to, *reversed(child.references)))
    ids.pop(child.message_id, None)
    return tuple(ids)


class _Evidence(NamedTuple):
    """What speaks for one candidate, the strongest first: compared as a tuple."""

    score: int
    epoch: int
    share: float
    is_named: bool
    is_addressed: bool


_SAID = 0.3
"""Share of the quoted words from which on a candidate is taken to have said them."""

_REPEATED = 0.9
"""Share from which on a named candidate that only quotes the words itself counts as their source."""

_WORDS_TO_TELL = 4
"""Quoted words from which on their absence from a candidate speaks against it."""


def _weigh(child: Letter, candidate: Letter, keys: tuple[str, ...]) -> _Evidence | None:
    """What speaks for `candidate` as the parent of `child`; None when it cannot be.

    The weights were set by hand on one year of public lists; see docs/method/threads.md.
    """
    if candidate.exhibit == child.exhibit or subject_key(candidate.subject) not in keys:
        return None
    is_later = False
    if child.epoch is not None and candidate.epoch is not None:
        if candidate.epoch > child.epoch + SKEW or candidate.epoch < child.epoch - WINDOW:
            return None
        is_later = candidate.epoch > child.epoch
    shared, share = _shared(child.quoted, candidate.new)
    deep = len(set(child.deep).intersection(candidate.quoted))
    named = _is_named(child.named, candidate)
    if named and share < _SAID:  # it may be quoted with nothing but what it quotes itself
        repeated = _shared(child.quoted, candidate.quoted)
        if repeated[1] >= _REPEATED:
            shared, share = repeated
    is_addressed = bool(candidate.sender) and candidate.sender in child.recipients
    score = (
        round(12 * max(share, 0))
        + min(shared, 8) // 2
        + min(deep, 4) // 2
        + named
        + 2 * is_addressed
    )
    if len(child.quoted) >= _WORDS_TO_TELL and 0 <= share < _SAID:
        score -= 5
    if child.named and not named:
        score -= 3
    if child.sender and candidate.sender == child.sender:
        score -= 3
    if is_later:
        score -= 12
    return _Evidence(score, candidate.epoch or 0, share, named > 0, is_addressed)


def _shared(quoted: tuple[int, ...], new: tuple[int, ...]) -> tuple[int, float]:
    """How many quoted words a candidate says, and what share of those it could be seen to say.

    Of two full sketches only the hashes below both ends can be compared. The share is -1 where no
    word can be.
    """
    if not quoted or not new:
        return 0, 0.0 if quoted else -1.0
    end = new[-1] if len(new) == PRINTS else quoted[-1]
    seen = bisect_right(quoted, end)
    if not seen:
        return 0, -1.0
    shared = len(set(quoted[:seen]).intersection(new))
    return shared, shared / seen


def _is_named(named: tuple[str, ...], candidate: Letter) -> int:
    """How surely the quotes name the candidate's author: 5 for certain, 3 for a part of the name."""
    if not named:
        return 0
    if candidate.sender in named:
        return 5
    known = set(candidate.name.replace(",", " ").split())
    local = candidate.sender.partition("@")[0]
    best = 0
    for name in named:
        words = set(name.replace(",", " ").split())
        if known and words == known:
            return 5
        if words and (words <= known or (len(words) == 1 and name == local)):
            best = 3
    return best


def parent_by_content(child: Letter, candidates: Iterable[Letter]) -> tuple[ExhibitId, str] | None:
    """The mail that `child` answers, told without headers, and the reasons in words.

    Args:
        child: the mail.
        candidates: mails whose `subject_key` is among the child's `subject_keys`, from `WINDOW`
            before it to `SKEW` after; others among them are passed over.

    Returns:
        None when the mail does not look like an answer, or none of the candidates like what it
        answers. Then the parent is not in the case, or cannot be told.
    """
    keys = subject_keys(child.subject)
    says_reply = is_reply_subject(child.subject)
    if not keys or not (says_reply or child.quoted or child.named):
        return None
    best: _Evidence | None = None
    found: Letter | None = None
    for candidate in candidates:
        evidence = _weigh(child, candidate, keys)
        if evidence is not None and (best is None or evidence > best):
            best, found = evidence, candidate
    if best is None or found is None:
        return None
    if best.score < (_LEAST if says_reply else _LEAST_UNSAID):
        return None
    reasons = ["same subject"]
    if best.share >= _SAID:
        reasons.append(f"says {best.share:.0%} of the words quoted")
    if best.is_named:
        reasons.append("its author is named")
    if best.is_addressed:
        reasons.append("sent to its author")
    if len(reasons) == 1:
        reasons.append("the last before it")
    return found.exhibit, "; ".join(reasons)


_LEAST = -3
"""Least score for a mail that says by its subject that it answers."""

_LEAST_UNSAID = 8
"""Least score for one that does not say so."""


def thread(letters: Iterable[Letter]) -> Iterator[Parent]:
    """The parent of each mail of a set that fits in memory, each told once and never in a circle."""
    ordered = sorted(letters, key=lambda x: (x.epoch or 0, x.exhibit))
    by_id: dict[str, Letter] = {}
    by_key: dict[str, list[Letter]] = {}
    for one in ordered:
        if one.message_id:
            by_id.setdefault(one.message_id, one)
        by_key.setdefault(subject_key(one.subject), []).append(one)
    above: dict[ExhibitId, ExhibitId] = {}
    rest: list[Letter] = []
    for one in ordered:
        told = (by_id[i] for i in parent_by_headers(one) if i in by_id)
        parent = next((p for p in told if p.exhibit != one.exhibit), None)
        if parent is None or is_circular(above.get, one.exhibit, parent.exhibit):
            rest.append(one)
            continue
        above[one.exhibit] = parent.exhibit
        yield Parent(one.exhibit, parent.exhibit, "named in its header", is_told=True)
    for one in rest:
        near = [c for key in subject_keys(one.subject) for c in by_key.get(key, ())]
        inferred = parent_by_content(one, near)
        if inferred and not is_circular(above.get, one.exhibit, inferred[0]):
            above[one.exhibit] = inferred[0]
            yield Parent(one.exhibit, *inferred, is_told=False)


def is_circular(
    above: Callable[[ExhibitId], ExhibitId | None], child: ExhibitId, parent: ExhibitId
) -> bool:
    """Whether hanging `child` under `parent` would close a circle; `above` gives a mail's parent."""
    at: ExhibitId | None = parent
    for _ in range(_CHAIN_LIMIT):
        if at is None:
            return False
        if at == child:
            return True
        at = above(at)
    return True
