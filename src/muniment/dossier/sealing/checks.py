"""Before anything is sealed: what is handed over fits together, and fits the folder.

A seal that says what is not so is worse than none, so each fault here is an error that names it.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from muniment.custody.log import broken_links
from muniment.dossier.sealing.alone.forms import LABEL, UTC, WORD_FOR_WORD
from muniment.dossier.sealing.alone.opening import Folder, is_safe
from muniment.dossier.sealing.alone.report import Report
from muniment.dossier.sealing.alone.wording import says
from muniment.dossier.sealing.contents import GUARDED, Contents, Exhibit, Quotation
from muniment.dossier.sealing.writing import TAKING_IN
from muniment.errors import AlreadySealedError, ContentsError, NotQuotedError
from muniment.model.citation import exhibit_label

_MAY_BE_WITHHELD = GUARDED | {"at", "tool", "size"}
"""The verifier needs the others."""


def published(folder: Path, written: Iterable[str]) -> list[str]:
    """The paths of the files in the folder, in order.

    Args:
        folder: what is published.
        written: the paths that sealing will write.

    Raises:
        AlreadySealedError: it has one of those already.
        ContentsError: it holds a link, or a name that does not travel.
    """
    report = Report()
    paths = sorted(Folder(folder, report).sizes)
    for file, sentence in report.findings:
        raise ContentsError(cause=f"{file} {sentence.rstrip('.')}")
    folded: dict[str, str] = {}
    for path in [*dict.fromkeys(written), *paths]:
        if not is_safe(path):
            raise ContentsError(cause=f"{path!a} is a name that not every system can hold")
        key = unicodedata.normalize("NFC", path).casefold()
        if folded.get(key) == path:
            raise AlreadySealedError(path=folder, name=path)
        if key in folded:
            raise ContentsError(cause=f"{path} and {folded[key]} are one name on some systems")
        folded[key] = path
    return paths


def check(contents: Contents, paths: Iterable[str]) -> None:
    """See that what is handed over fits together.

    Raises:
        ContentsError: it does not.
        NotQuotedError: a quotation said to be faithful is not.
    """
    there = frozenset(paths)
    if not UTC.fullmatch(contents.sealed_at):
        raise ContentsError(cause=f"“{contents.sealed_at}” is no time like 2026-03-01T12:00:00Z")
    labels = [exhibit_label(one.id) for one in contents.exhibits]
    if len(set(labels)) < len(labels) or not all(map(LABEL.fullmatch, labels)):
        raise ContentsError(cause="an exhibit stands twice, or has no number")
    for exhibit in contents.exhibits:
        _check_exhibit(exhibit, there)
    _check_custody(contents)
    texts = {
        f"{exhibit_label(exhibit.id)} ¶{passage.number}": passage.text
        for exhibit in contents.exhibits
        for passage in exhibit.passages
    }
    for quotation in contents.quotations:
        _check_quotation(quotation, there, texts)


def fits_plainly(quoted: str, texts: Iterable[str]) -> bool:
    """Whether the verifier's plain rule sees that passages, as published, have a quotation's words.

    Where tracing says that a quotation is faithful and this does not, it is one for comparing by eye.
    """
    return says("\n".join(texts), quoted)


def _check_exhibit(exhibit: Exhibit, there: frozenset[str]) -> None:
    label = exhibit_label(exhibit.id)
    numbers = [0, *(passage.number for passage in exhibit.passages), exhibit.total + 1]
    if any(one >= other for one, other in pairwise(numbers)):
        raise ContentsError(cause=f"the passages of {label} are out of order or beyond their total")
    if exhibit.file and exhibit.file not in there:
        raise ContentsError(cause=f"{exhibit.file}, the file of {label}, is not in the folder")


def _check_custody(contents: Contents) -> None:
    custody = contents.custody
    for sentence in broken_links(custody.entries):
        raise ContentsError(cause=sentence.rstrip("."))
    if wrong := custody.withheld - _MAY_BE_WITHHELD:
        raise ContentsError(cause=f"{', '.join(sorted(wrong))} of custody entries must be shown")
    arrived = {(one.exhibit, one.digest) for one in custody.entries if one.action in TAKING_IN}
    for exhibit in contents.exhibits:
        label = exhibit_label(exhibit.id)
        if (exhibit.id, exhibit.original) not in arrived:
            raise ContentsError(cause=f"the custody log took in no {label} with this digest")
        if custody.shows_all and not exhibit.shows_original:
            raise ContentsError(cause=f"the custody log is to be shown whole, and {label} is not")


def _check_quotation(one: Quotation, there: frozenset[str], texts: Mapping[str, str]) -> None:
    if one.text not in there:
        raise ContentsError(cause=f"{one.text}, which quotes, is not in the folder")
    for citation in map(str, one.citations):
        if citation not in texts:
            raise ContentsError(cause=f"{one.place} in {one.text} cites {citation}, unpublished")
    if one.verdict not in WORD_FOR_WORD or one.by_eye:
        return
    if not fits_plainly(one.quoted, (texts[str(citation)] for citation in one.citations)):
        cited = ", ".join(map(str, one.citations)) or "no passage"
        raise NotQuotedError(
            place=one.place, text=one.text, quoted=one.quoted, verdict=one.verdict, cited=cited
        )
