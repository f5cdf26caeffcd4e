"""For Aleph and OpenSanctions' tools: FollowTheMoney, one thing on each line of JSON.

Schemata of followthemoney 3.x: Package, Email, HyperText, Pages, PlainText, Table and Document for
exhibits, Message for messages of a chat, Person for authors, Note for quotations. `contentHash` is by
its definition a SHA-1, so SHA-256 stands in the description. Ids are made from labels and numbers: the
same dossier gives the same ids.
"""

import hashlib
from collections.abc import Iterable, Iterator

from muniment.dossier.trades.published import (
    PublishedExhibit,
    PublishedPassage,
    PublishedQuotation,
)
from muniment.dossier.trades.writing import anchor, as_line, in_utc, is_exact
from muniment.model.citation import Citation, ExhibitId
from muniment.model.exhibit import ExhibitKind
from muniment.model.moment import Moment
from muniment.model.passage import PassageKind

_SCHEMATA = {
    ExhibitKind.CHAT: "Package",
    ExhibitKind.MAILBOX: "Package",
    ExhibitKind.ARCHIVE: "Package",
    ExhibitKind.MAIL: "Email",
    ExhibitKind.ARTICLE: "HyperText",
    ExhibitKind.PAGES: "Pages",
    ExhibitKind.TEXT: "PlainText",
    ExhibitKind.TABLE: "Table",
}
_FOLDERS = {"Package", "Email"}  # only these may be anything's parent
_HAVE_TEXT = {"Email", "HyperText", "PlainText"}


def follow_the_money(
    dataset: str,
    exhibits: Iterable[PublishedExhibit],
    passages: Iterable[PublishedPassage],
    quotations: Iterable[PublishedQuotation] = (),
) -> bytes:
    """All of it; `dataset` begins every id."""
    kept = {e.number: e for e in exhibits}
    within: dict[int, list[PublishedPassage]] = {}
    for passage in passages:
        within.setdefault(passage.citation.exhibit, []).append(passage)
    things = [
        *_people(dataset, (p for number in within for p in within[number])),
        *(
            thing
            for number in sorted(kept)
            for thing in _exhibit(dataset, kept[number], kept, within.get(number, []))
        ),
        *(_note(dataset, q, kept) for q in quotations),
    ]
    return b"".join(map(as_line, things))


def _thing(id_: str, schema: str, **properties: str | list[str]) -> dict[str, object]:
    filled = {k: [v] if isinstance(v, str) else v for k, v in properties.items() if v}
    return {"id": id_, "schema": schema, "properties": filled}


def _id(dataset: str, citation: Citation) -> str:
    return f"{dataset}-{anchor(citation)}"


def _person_id(dataset: str, label: str) -> str:
    return f"{dataset}-person-{hashlib.sha256(label.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _people(dataset: str, passages: Iterable[PublishedPassage]) -> Iterator[dict[str, object]]:
    labels = {name for p in passages for name in (p.author, *p.recipients) if name}
    for label in sorted(labels):
        yield _thing(_person_id(dataset, label), "Person", name=label)


def _exhibit(
    dataset: str,
    exhibit: PublishedExhibit,
    kept: dict[int, PublishedExhibit],
    passages: list[PublishedPassage],
) -> Iterator[dict[str, object]]:
    schema = _SCHEMATA.get(exhibit.kind, "Document")
    own = _id(dataset, Citation(ExhibitId(exhibit.number)))
    parent = kept.get(exhibit.parent or 0)
    more: dict[str, str | list[str]] = {}
    if parent and _SCHEMATA.get(parent.kind) in _FOLDERS:
        more["parent"] = _id(dataset, Citation(ExhibitId(parent.number)))
    if schema in _HAVE_TEXT:
        kinds = {PassageKind.SUBJECT, PassageKind.BOILERPLATE}
        more["bodyText"] = "\n\n".join(p.text for p in passages if p.kind not in kinds)
    if schema == "Email":
        more |= _mail(dataset, passages)
    yield _thing(
        own,
        schema,
        title=exhibit.title,
        fileName=exhibit.path.rpartition("/")[2],
        fileSize=str(exhibit.size) if exhibit.size else "",
        date=_date(exhibit.moment),
        description=_digests(exhibit),
        summary=f"{exhibit.label}, from {exhibit.custodian}"
        if exhibit.custodian
        else exhibit.label,
        **more,
    )
    if exhibit.kind is ExhibitKind.CHAT:
        present = {p.citation.number for p in passages}
        yield from (_message(dataset, own, p, present) for p in passages)


def _mail(dataset: str, passages: list[PublishedPassage]) -> dict[str, str | list[str]]:
    authors = [p.author for p in passages if p.author and p.kind is not PassageKind.QUOTED]
    to = list(dict.fromkeys(name for p in passages for name in p.recipients))
    first = authors[:1]
    return {
        "subject": [p.text for p in passages if p.kind is PassageKind.SUBJECT],
        "from": first,
        "to": to,
        "emitters": [_person_id(dataset, name) for name in first],
        "recipients": [_person_id(dataset, name) for name in to],
    }


def _message(
    dataset: str, chat: str, passage: PublishedPassage, present: set[int]
) -> dict[str, object]:
    answered = Citation(passage.citation.exhibit, passage.answers)
    return _thing(
        _id(dataset, passage.citation),
        "Message",
        bodyText=passage.text,
        date=_date(passage.moment),
        sender=_person_id(dataset, passage.author) if passage.author else "",
        recipients=[_person_id(dataset, name) for name in passage.recipients],
        inReplyToMessage=_id(dataset, answered) if passage.answers in present else "",
        parent=chat,
        summary=str(passage.citation),
    )


def _note(
    dataset: str, quotation: PublishedQuotation, kept: dict[int, PublishedExhibit]
) -> dict[str, object]:
    source = quotation.source
    about = ""
    if source and source.exhibit in kept:
        is_message = kept[source.exhibit].kind is ExhibitKind.CHAT
        about = _id(dataset, source if is_message else Citation(source.exhibit))
    said = f"“{quotation.exact}” ({quotation.ref})"
    return _thing(
        f"{dataset}-quote-{hashlib.sha256(quotation.ref.encode()).hexdigest()[:16]}",
        "Note",
        description=f"{said}: {quotation.verdict}" if quotation.verdict else said,
        entity=about,
        sourceUrl=quotation.place if quotation.place.startswith(("http://", "https://")) else "",
    )


def _date(moment: Moment | None) -> str:
    """A date as FollowTheMoney has it: cut to what is known; in UTC only where the zone is known."""
    if moment is None:
        return ""
    return in_utc(moment).removesuffix("Z") if is_exact(moment) else moment.local


def _digests(exhibit: PublishedExhibit) -> list[str]:
    return [
        f"SHA-256 {of}: {digest}"
        for of, digest in (
            ("as published", exhibit.published),
            ("as received", exhibit.original),
        )
        if digest
    ]
