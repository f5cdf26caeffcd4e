"""The truth: what is planted where, read from `sample/truth/*.toml` and resolved against the story.

`problems(quote)` says in words why a planted quote would not be what the truth claims; for a sound
story it says nothing. `truth_json()` is what `sample/truth.json` holds.
"""

import json
import re
import tomllib
from collections import Counter
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from sample.build import HERE, chats, evidence, hand_mails, mailbox
from sample.making.accounts import (
    CORRIDOR,
    FILES,
    MAILBOX,
    SLIP,
    account_texts,
    find,
    primaries,
)
from sample.making.chats import Chat, write_ios
from sample.making.noise import words
from sample.making.report import ordinary

Quote = dict[str, Any]
EDGES = re.compile(r"([^\w]*).*?([^\w]*)", re.DOTALL)
DOTS = re.compile(r"\(?(?:…|\.\.\.)\)?")
PARTS = ("quotes", "people", "times", "tables", "claims", "copying", "articles")


def load(name: str) -> dict[str, Any]:
    """One truth file."""
    with (HERE / "truth" / f"{name}.toml").open("rb") as held:
        return tomllib.load(held)


def quotes() -> list[Quote]:
    """The planted quotes as written by hand."""
    found: list[Quote] = load("quotes")["quote"]
    return found


def places(quote: Quote) -> tuple[int, int]:
    """The span of the quote in its account.

    Raises:
        IndexError: the account does not hold it so often.
    """
    nth: int = quote.get("nth", 1)
    account = account_texts()[quote["account"]]
    start, end = find(quote["text"], account)[nth - 1]
    lead, tail = EDGES.fullmatch(quote["text"]).groups()  # type: ignore[union-attr] # it fits any text
    start -= len(lead) if account[:start].endswith(lead) else 0
    end += len(tail) if account.startswith(tail, end) else 0
    return start, end


def _is_slice(part: str, whole: str) -> bool:
    """Whether the words stand in a row in the whole."""
    return bool(find(part, whole))


def problems(quote: Quote) -> list[str]:
    """What speaks against the planted verdict; empty when it truly holds."""
    held = [primaries()[ref].text for ref in quote["primary"]]
    text, verdict = quote["text"], quote["verdict"]
    if "source" in quote:
        return [] if _is_slice(text, account_texts()[quote["source"]]) else ["not in the source"]
    if verdict == "not found":
        everything = [p.text for p in primaries().values()]
        return ["it occurs after all" for whole in everything if _is_slice(text, whole)]
    if verdict == "verbatim":
        return [f"not a slice of {whole!r}" for whole in held if not _is_slice(text, whole)]
    if verdict == "spliced":
        pairs = zip(quote["parts"], held, strict=True)
        found = [
            f"{part!r} is not in {whole!r}" for part, whole in pairs if not _is_slice(part, whole)
        ]
        joined = words(" ".join(quote["parts"])) == words(text)
        return found if joined else [*found, "the parts do not make up the quote"]
    if _is_slice(text, held[0]):
        return ["it is verbatim"]
    return {"elided": _not_elided, "annotated": _not_annotated, "altered": _not_altered}[verdict](
        quote, held[0]
    )


def _not_elided(quote: Quote, whole: str) -> list[str]:
    """Each part between the dots must follow the one before, with words left out between them."""
    gaps, end = [], -1
    for part in DOTS.split(quote["text"]):
        following = [span for span in find(part, whole) if span[0] > end]
        if not following:
            return [f"{part!r} does not follow"]
        if end >= 0:
            gaps.append(whole[end : following[0][0]])
        end = following[0][1]
    return [] if all(words(gap) for gap in gaps) else ["nothing is left out"]


def _not_annotated(quote: Quote, whole: str) -> list[str]:
    """With each bracket replaced by the words behind it, the quote must be a slice."""
    text = quote["text"]
    for bracket, behind in quote["brackets"]:
        if bracket not in text:
            return [f"no {bracket!r}"]
        text = text.replace(bracket, behind)
    return [] if _is_slice(text, whole) else ["not a slice without its brackets"]


def _not_altered(quote: Quote, whole: str) -> list[str]:
    """With the stated words exchanged in the primary, the quote must be a slice of it."""
    folded = f" {' '.join(words(whole))} "
    for said, told in quote["differs"]:
        if f" {said} " not in folded:
            return [f"{said!r} is not in the primary"]
        folded = folded.replace(f" {said} ", f" {told} ")
    return [] if _is_slice(quote["text"], folded) else ["more differs than stated"]


def _resolved(quote: Quote) -> Quote:
    """The quote with its span as written and its primaries in full."""
    start, end = places(quote)
    written = account_texts()[quote["account"]][start:end]
    full = [asdict(primaries()[ref]) for ref in quote["primary"]]
    result = {**quote, "file": FILES[quote["account"]], "written": written, "primary": full}
    if quote["verdict"] == "elided":
        result["omitted"] = _omitted(quote, full[0]["text"])
    if "cut short" in quote.get("flags", []):
        last = find(_last_words(quote), full[-1]["text"])
        rest = full[-1]["text"][last[0][1] :].lstrip(" ,")
        result["goes_on"] = re.split(r"(?<=[.!?])\s|\n", rest)[0]
    return result


def _last_words(quote: Quote) -> str:
    """The words of the primary at which a quote breaks off."""
    text = " ".join(words(quote["text"]))
    for said, told in quote.get("differs", []):
        text = text.replace(told, said)
    return text


def _omitted(quote: Quote, whole: str) -> list[str]:
    """What the dots stand for."""
    parts = DOTS.split(quote["text"])
    spans = [find(part, whole)[0] for part in parts]
    return [whole[a[1] : b[0]].strip(" \n,.") for a, b in pairwise(spans)]


def _chat_counts(chat: Chat) -> dict[str, int]:
    """How many messages of which sort a chat has."""
    marks = Counter(mark for m in chat.messages for mark in m.marks)
    system = sum(m.is_system for m in chat.messages)
    planted = sum(m.is_planted for m in chat.messages)
    total = len(chat.messages)
    return {
        "lines": total,
        "messages": total - system,
        "system": system,
        "written by hand": planted,
        "noise": total - planted,
        **{
            name: marks[name]
            for name in ("photo", "voice", "deleted", "edited", "poll", "place", "call")
        },
    }


def _counts() -> dict[str, Any]:
    """What a case made of the evidence must count."""
    corridor, slip = chats()
    box = mailbox()
    alone = [m for m in hand_mails() if "file" in m.head]
    excerpts = sum(len(messages) for _, messages in ordinary(corridor))
    return {
        "files": len(evidence()),
        "chats": {CORRIDOR: _chat_counts(corridor), SLIP: _chat_counts(slip)},
        "zip members": {CORRIDOR: 1 + len(write_ios(corridor, "")[1])},
        "mails": {MAILBOX: len(box), "eml": len(alone), "mails inside mails": 1},
        "attachments": sum(len(m.attachments) for m in box + alone),
        "appendix D excerpts": excerpts,
        "quotes": len(quotes()),
        "verdicts": dict(sorted(Counter(q["verdict"] for q in quotes()).items())),
    }


def truth_json() -> str:
    """Everything planted, resolved, as JSON."""
    truth: dict[str, Any] = {"version": 1, "accounts": FILES, "counts": _counts()}
    truth["quotes"] = [_resolved(q) for q in quotes()]
    truth |= {name: load("quotes")[name] for name in ("not_speech", "reported")}
    for name in PARTS[1:]:
        truth[name] = load(name)
    return json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
