"""Sought: what must not stand in what is published, each with the decision that says so.

A report of the leak check names a secret by its id alone. With these its author knows which decision it
comes from, and what can be done about it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from muniment.case import Case
from muniment.dossier.leaks import Secret
from muniment.dossier.publishing.blackouts import hidden_words
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.naming import Doubt, Told
from muniment.dossier.sealing.alone.joining import joined
from muniment.model.judgement.redaction import Blackout, Policy, Pseudonym
from muniment.pages.rendering import ASSETS
from muniment.passages.normalise import fold


@dataclass(frozen=True, slots=True)
class WayOut:
    """Something that its author can do about a find.

    Attributes:
        says: what that does.
        command: what is typed for it, word by word; `HERE` stands for the passage in which it was found,
            `WRITTEN` for the words as they stand there.
    """

    says: str
    command: tuple[str, ...] = field(repr=False)


HERE = "EX-… ¶…"
"""Of a command: the passage in which a secret was found; where that is none, there is no such way out."""

WRITTEN = "AS IT IS WRITTEN"
"""Of a command: the words as they stand where a secret was found; typed by hand where no text shows them."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A secret, and where it comes from. What it says tells the secret: it is for its author's eyes.

    Attributes:
        secret: what is looked for.
        rule: which decision it comes from, with its reason.
        because: why it may stand somewhere in spite of it.
        ways: what can be done, the likeliest first.
    """

    secret: Secret
    rule: str = field(repr=False)
    because: str
    ways: tuple[WayOut, ...] = field(repr=False)


def all_sought(case: Case, concealing: Concealing) -> list[Sought]:
    """Everything that must not stand in what is published.

    What is an everyday word, or somebody else's name too, is not looked for unless a person named it:
    it would be found in what is meant to be published. Nor is a name with initials: where its surname is
    looked for it adds nothing, and where it is not, `Kowal asked` would be taken for `Kowal, A.`
    """
    policy = concealing.policy
    people = {p.stand_in: p for p in policy.pseudonyms}
    names = (_name(t, people[t.stand_in]) for t in concealing.told if _is_sought(t))
    return [*names, *_words(policy), *_blackouts(case, concealing)]


def _is_sought(told: Told) -> bool:
    is_plain = told.doubt is Doubt.NONE and not told.has_initials
    return told.is_given or (is_plain and fold(told.words) not in _our_words())


def _name(told: Told, person: Pseudonym) -> Sought:
    """A name of a person, or what is made of one; by its place in `muniment redactions list`."""
    who = f"“{person.stand_in}” ({person.why})"
    add = WayOut(
        "It means them: name it as it is written there.",
        ("redact", "person", person.stand_in, WRITTEN, "--why", person.why),
    )
    leave = WayOut(
        "It does not mean them: leave it standing. It is then hidden nowhere.",
        ("redact", "leave", told.words, "--why", "REASON"),
    )
    if told.is_given:
        number = list(person.names).index(told.words) + 1
        return Sought(
            Secret(f"{person.stand_in}, name {number}", told.words, is_name=True),
            f"“{told.words}”, name {number} of {who}",
            "It was not taken for the name as it is written there.",
            (add, leave),
        )
    letters = len(told.words)
    return Sought(
        Secret(
            f"{person.stand_in}, a part of their name with {letters} letters",
            told.words,
            is_name=True,
        ),
        f"“{told.words}”, made of the names of {who}",
        "It is a part of a name, and may be a word or somebody else there.",
        (leave, add),
    )


def _words(policy: Policy) -> Iterator[Sought]:
    """Words that are blacked out everywhere."""
    for number, one in enumerate(policy.words, 1):
        yield Sought(
            Secret(f"words {number}", one.words),
            f"“{one.words}”, blacked out wherever it stands ({one.why})",
            "It was not taken for these words as it is written there.",
            (
                WayOut(
                    "It is the same: black it out as it is written there.",
                    ("redact", "words", WRITTEN, "--why", one.why),
                ),
                WayOut(
                    "It need not be hidden: take the decision back.",
                    ("redact", "words", one.words, "--undo"),
                ),
            ),
        )


def _blackouts(case: Case, concealing: Concealing) -> Iterator[Sought]:
    """Words of single passages and lines under boxes, where they tell enough to be looked for elsewhere."""
    left = {one.words for one in concealing.policy.left}
    under = set(concealing.under)
    for one in concealing.stretches:
        text = hidden_words(case, [one]).get(one.citation, [""])[0]
        if text in left:  # a person looked at where else they stand
            continue
        if len(text.split()) > 1 or len(text) >= _TELLING:
            yield _blackout(one, text, is_under=one in under)


def _blackout(one: Blackout, text: str, *, is_under: bool) -> Sought:
    how = "in a line that a box touches in" if is_under else "blacked out of"
    undo = WayOut(
        "It need not be hidden: take the decision back.",
        ("redact", "passage", str(one.citation), "--words", text, "--undo"),
    )
    return Sought(
        Secret(f"{one.citation}, from character {one.start}", text),
        f"“{text}”, {how} {one.citation} ({one.why})",
        "It was taken out of that one passage; it stands elsewhere too.",
        (
            WayOut(
                "Black it out there too.",
                ("redact", "passage", HERE, "--words", text, "--why", one.why),
            ),
            WayOut(
                "Black it out wherever it stands.",
                ("redact", "words", text, "--why", one.why),
            ),
            WayOut(
                "These words may stand elsewhere.",
                ("redact", "leave", text, "--why", "REASON"),
            ),
            *(() if is_under else (undo,)),
        ),
    )


@cache
def _our_words() -> frozenset[str]:
    """Words of the files that are ours in every bundle: a surname that is one of them would stop each."""
    ours = [joined(), (ASSETS / "find.js").read_text("utf-8"), _OF_FORMATS]
    return frozenset(map(fold, re.findall(r"[^\W\d_]+", " ".join(ours))))


_OF_FORMATS = """
    author blank body bold catalog center color content count creator font footer grid header heading info
    italic keywords light line list normal page pages parent producer quote root size strong style subtitle
    table text theme title trailer type width word
"""
"""Words of PDF, Word and HTML in every file of these formats."""

_TELLING = 6
"""Letters of a single blacked-out word that is looked for everywhere: shorter ones are ordinary words."""
