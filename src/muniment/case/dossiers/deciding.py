"""Deciding what is taken out: each decision a judgement with its reason, undone by another."""

from muniment.case import picturing
from muniment.case.folder import Folder
from muniment.errors import (
    BoxOutsideError,
    NoPagesError,
    NoReasonError,
    NoSuchBoxError,
    NoSuchPassageError,
    NoSuchWordsError,
    NotAStandInError,
    NotTakenOutError,
    NotWordsError,
    PseudonymTakenError,
)
from muniment.model.citation import Citation, ExhibitId, exhibit_label
from muniment.model.exhibit import Exhibit, ExhibitKind
from muniment.model.judgement import Judgement
from muniment.model.judgement.redaction import (
    KINDS,
    WITHHELD,
    Pattern,
    Policy,
    about_blackout,
    about_box,
    about_left,
    about_pattern,
    about_pseudonym,
    about_words,
    box_written,
    policy_of,
)
from muniment.model.passage import Box
from muniment.passages.normalise import fold

_LONGEST = 200


def policy(folder: Folder) -> Policy:
    """What is taken out by now."""
    ledger = folder.ledger
    return policy_of(j for kind in KINDS for j in ledger.judgements_about(kind))


def name_pseudonym(
    folder: Folder, stand_in: str, names: list[str], why: str, others: list[str]
) -> None:
    """Give a person their stand-in, or further names to one who has it; no names take all back.

    Raises:
        NotAStandInError: this cannot be a stand-in.
        NotWordsError: a name has no letter and no digit.
        PseudonymTakenError: another person has this stand-in's name, or one of the names.
    """
    stand_in, is_undone = " ".join(stand_in.split()), not names
    names = list(dict.fromkeys(told for name in names if (told := " ".join(name.split()))))
    if not stand_in or len(stand_in) > _LONGEST or not stand_in.isprintable():
        raise NotAStandInError(stand_in=stand_in[:_LONGEST], cause="It is empty or too long")
    if any(fold(name) in fold(stand_in) for name in names):
        raise NotAStandInError(stand_in=stand_in, cause="It holds a name that it stands for")
    if not names and not is_undone:
        raise NotAStandInError(stand_in=stand_in, cause="The names that it stands for are empty")
    if names and fold(stand_in) in {fold(other.partition("<")[0]) for other in others}:
        raise NotAStandInError(stand_in=stand_in, cause="Somebody in the case is called so")
    for name in names:
        _check_letters(name)
    # Names are added to those that they have: to give fewer would lay somebody open without a word.
    people = policy(folder).pseudonyms
    before = next((p.names for p in people if p.stand_in == stand_in), ())
    if names:
        known = {fold(name) for name in before}
        names = [*before, *(name for name in names if fold(name) not in known)]
    ours = {fold(name) for name in names}
    for other in people if names else ():
        if other.stand_in == stand_in:
            continue
        if fold(other.stand_in) == fold(stand_in):
            raise PseudonymTakenError(what=stand_in, by=other.stand_in)
        if shared := ours & {fold(name) for name in other.names}:
            raise PseudonymTakenError(what=min(shared), by=other.stand_in)
    _judge(folder, 0, about_pseudonym(stand_in), "\n".join(names), why)


def take_names_back(folder: Folder, stand_in: str, names: list[str]) -> None:
    """Take single names from a person; with the last of them, the stand-in goes too.

    Raises:
        NotTakenOutError: nobody has this stand-in, or one of the names is not theirs.
    """
    stand_in = " ".join(stand_in.split())
    person = next((p for p in policy(folder).pseudonyms if p.stand_in == stand_in), None)
    if person is None:
        raise NotTakenOutError(what=f"“{stand_in}”")
    gone, theirs = {fold(name): name for name in names}, set(map(fold, person.names))
    if strange := [name for folded, name in gone.items() if folded not in theirs]:
        raise NotTakenOutError(what=f"“{strange[0]}”, as a name of “{stand_in}”,")
    kept = "\n".join(name for name in person.names if fold(name) not in gone)
    _judge(folder, 0, about_pseudonym(stand_in), kept, person.why if kept else "")


def black_out_words(folder: Folder, words: str, why: str, *, holds: bool) -> None:
    """Black out words wherever they stand, or take that back."""
    words = _said(words)
    if holds:
        _check_letters(words)
    _judge(folder, 0, about_words(words), "on" if holds else "", why)


def leave(folder: Folder, words: str, why: str, *, holds: bool) -> None:
    """Leave words standing that may name somebody, or take that back."""
    _judge(folder, 0, about_left(_said(words)), "on" if holds else "", why)


def take_out(folder: Folder, pattern: Pattern, why: str, *, holds: bool) -> None:
    """Take out a sort of detail everywhere, or take that back."""
    _judge(folder, 0, about_pattern(pattern), "on" if holds else "", why)


def black_out(folder: Folder, citation: Citation, words: str, why: str, *, holds: bool) -> int:
    """Black out words of one passage wherever they stand in it, all of it when no words are given; or
    take that back. Gives how many places there are.

    Raises:
        NoSuchPassageError: there is no such passage.
        NoSuchWordsError: the words do not stand in it.
    """
    folder.exhibit(citation.exhibit)
    found = folder.texts.between(citation.exhibit, citation.number, citation.number)
    if not found:
        label = exhibit_label(citation.exhibit)
        extent = f"its passages run from ¶1 to ¶{folder.texts.count(citation.exhibit)}"
        raise NoSuchPassageError(label=label, number=citation.number, extent=extent)
    text = found[0].passage.text
    spans = _places(text, words) if words else [(0, len(text))]
    if not spans:
        raise NoSuchWordsError(words=words[:_LONGEST], citation=citation)
    if not holds:
        taken = {(b.start, b.end) for b in policy(folder).blackouts if b.citation == citation}
        spans = [span for span in spans if span in taken]
        if not spans:
            raise NotTakenOutError(
                what=f"“{words}” in {citation}" if words else f"All of {citation}"
            )
    for start, end in spans:
        about = about_blackout(citation.number, start, end)
        _judge(folder, citation.exhibit, about, "on" if holds else "", why)
    return len(spans)


def cover(folder: Folder, exhibit: int, box: Box, why: str, *, holds: bool) -> None:
    """Cover a box on a page of a PDF, or on a picture; or take that back.

    Raises:
        NoSuchBoxError: this cannot be a box.
        NoPagesError: the exhibit is neither a PDF nor a picture.
        BoxOutsideError: there is no such page, or the box lies beside it.
    """
    one = folder.exhibit(exhibit)
    if not (box.page >= 1 and box.left < box.right and box.bottom < box.top):
        raise NoSuchBoxError(box=box_written(box))
    if holds:
        _check_place(folder, one, box)
    _judge(folder, exhibit, about_box(box), "on" if holds else "", why)


def _check_place(folder: Folder, exhibit: Exhibit, box: Box) -> None:
    """Let a box pass that lies on a page, now and not when it is published."""
    found = picturing.extent(folder, exhibit.id, box.page)
    if found is None:
        raise NoPagesError(label=exhibit.label)
    told = box_written(box)
    if not found.width:
        count = "1 page" if found.pages == 1 else f"{found.pages:,} pages"
        raise BoxOutsideError(box=told, label=exhibit.label, extent=f"it has {count}")
    if box.left >= found.width or box.bottom >= found.height or box.right <= 0 or box.top <= 0:
        unit = "points" if exhibit.kind is ExhibitKind.PAGES else "pixels"
        extent = f"page {box.page} is {found.width:g} {unit} wide and {found.height:g} high"
        raise BoxOutsideError(box=told, label=exhibit.label, extent=extent)


def withhold(folder: Folder, exhibit: int, why: str, *, holds: bool) -> None:
    """Keep an exhibit from publication, or give it free."""
    folder.exhibit(exhibit)
    _judge(folder, exhibit, WITHHELD, "on" if holds else "", why)


def _places(text: str, words: str) -> list[tuple[int, int]]:
    found, at = [], 0
    while (at := text.find(words, at)) >= 0:
        found.append((at, at + len(words)))
        at += len(words)
    return found


def _said(words: str) -> str:
    """Words as a decision names them.

    Raises:
        NotWordsError: they are empty or too long.
    """
    words = " ".join(words.split())
    if not words:
        raise NotWordsError(words="", cause="it is empty. Give the words as they stand.")
    if len(words) > _LONGEST:
        cause = f"it is longer than {_LONGEST} letters. Give fewer words, or black out the passage."
        raise NotWordsError(words=f"{words[:40]}…", cause=cause)
    return words


def _check_letters(words: str) -> None:
    """Let words pass that can be looked for.

    Raises:
        NotWordsError: they have no letter and no digit.
    """
    if not any(c.isalnum() for c in words):
        cause = (
            "it has no letter and no digit. Black it out in its passage: muniment redact passage"
            " EX-… ¶… --words …"
        )
        raise NotWordsError(words=words, cause=cause)


def _judge(folder: Folder, exhibit: int, about: str, value: str, why: str) -> None:
    """Record a decision, or that it is taken back.

    Raises:
        NoReasonError: it is a decision, and has no reason.
        NotTakenOutError: it is to be taken back, and does not stand.
    """
    if value and not why.strip():
        raise NoReasonError()
    if not value:
        kind, _, rest = about.partition(" ")
        before = folder.ledger.judgements_about(kind, exhibit)
        if not next((j.value for j in reversed(list(before)) if j.about == about), ""):
            what = f"“{rest}”" if kind != "withhold" else exhibit_label(ExhibitId(exhibit))
            raise NotTakenOutError(what=what)
    folder.ledger.judge(Judgement(folder.now(), folder.who, exhibit, about, value, why.strip()))
