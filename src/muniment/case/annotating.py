"""Annotating: tags and notes at passages, which people write and the machine never does."""

from muniment.case.finding import extent
from muniment.case.folder import Folder
from muniment.errors import NoSuchPassageError, NoSuchTagError
from muniment.model.citation import Citation, ExhibitId, exhibit_label
from muniment.model.judgement import (
    Judgement,
    Note,
    Tag,
    about_note,
    about_tag,
    as_kept,
    noted,
    tagged,
)
from muniment.search import parse

_LONGEST_TAG = 60


def notes(folder: Folder, exhibit: int | None) -> list[Note]:
    """The last note of each person at each passage, in order of the passages."""
    last: dict[tuple[Citation, str], Note] = {}
    for j in folder.ledger.judgements_about("note", exhibit):
        if number := noted(j.about):
            where = Citation(ExhibitId(j.exhibit), number)
            last[where, j.who] = Note(where, j.value, j.who, j.at)
    return sorted((n for n in last.values() if n.text), key=lambda n: (n.citation, n.at))


def tags(folder: Folder, exhibit: int | None) -> list[Tag]:
    """The tags that hang on passages, in order of the passages and of their names."""
    last: dict[tuple[Citation, str], Tag | None] = {}
    for j in folder.ledger.judgements_about("tag", exhibit):
        number, name = tagged(j.about)
        if number:
            where = Citation(ExhibitId(j.exhibit), number)
            last[where, name] = Tag(where, name, j.who, j.at) if j.value else None
    return sorted((t for t in last.values() if t), key=lambda t: (t.citation, t.name))


def note(folder: Folder, citation: Citation, text: str) -> None:
    """Note something at a passage, in place of what this person noted there; empty takes it away."""
    _judge(folder, citation, about_note(citation.number), as_kept(text))


def tag(folder: Folder, citation: Citation, name: str, *, hangs: bool) -> None:
    """Hang a tag on a passage, or take it off.

    Raises:
        NoSuchTagError: this cannot be a tag.
    """
    _judge(folder, citation, about_tag(citation.number, _named(name)), "on" if hangs else "")


def saved(folder: Folder) -> list[tuple[str, str, str, str]]:
    """The queries that have a name, in the order of the alphabet, with who named them and when."""
    last = {j.about: j for j in folder.ledger.judgements_about("query")}
    found = [
        (about.partition(" ")[2], j.value, j.who, j.at) for about, j in last.items() if j.value
    ]
    return sorted(found)


def save(folder: Folder, name: str, query: str) -> None:
    """Give a query a name, or take the name away.

    Raises:
        QueryError: the query cannot be carried out.
        NoSuchTagError: this cannot be a name.
    """
    if query.strip():
        parse(query)
    about = f"query {_named(name)}"
    folder.ledger.judge(Judgement(folder.now(), folder.who, 0, about, query.strip()))


def _named(name: str) -> str:
    """A name as it is kept.

    Raises:
        NoSuchTagError: it is empty, long, or not printable.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_TAG or not name.isprintable():
        raise NoSuchTagError(name=name[:_LONGEST_TAG], most=_LONGEST_TAG)
    return name


def _judge(folder: Folder, citation: Citation, about: str, value: str) -> None:
    count = extent(folder, citation)
    if not citation.number:
        label, told = exhibit_label(citation.exhibit), f"its passages run from ¶1 to ¶{count}"
        raise NoSuchPassageError(label=label, number=0, extent=told)
    folder.ledger.judge(Judgement(folder.now(), folder.who, citation.exhibit, about, value))
