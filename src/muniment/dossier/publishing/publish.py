"""Publishing: check, redact, write, look for leaks, seal, in this order; what fails stops the rest.

    published = publish(case, "winter-gate", Path("winter-gate.bundle"), key, now)
    published.seal.fingerprint

Nothing is under the name that was asked for before all of it has been done.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from muniment.case import Case
from muniment.dossier.leaks import LeakReport, Secret, look
from muniment.dossier.publishing import building
from muniment.dossier.publishing.blackouts import hidden_words, of_exhibit, under_boxes, without
from muniment.dossier.publishing.keeping import draft_of
from muniment.dossier.publishing.originals import count_pages, made_anew, stamp_pages
from muniment.dossier.publishing.printing.beside import beside
from muniment.dossier.publishing.printing.paper import pages_of, print_dossier, stamped
from muniment.dossier.publishing.printing.word import write_docx
from muniment.dossier.publishing.proposals import left_standing
from muniment.dossier.publishing.quotations import (
    PublishedQuotation,
    blacked_out_draft,
    published_quotations,
)
from muniment.dossier.publishing.sealed import contents
from muniment.dossier.publishing.site import Site, write
from muniment.dossier.publishing.trading import exhibits_of, write_exports
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.gap import Gap
from muniment.dossier.redacting.naming import Doubt, Told
from muniment.dossier.redacting.published import redact
from muniment.dossier.redacting.resembling import resembling
from muniment.dossier.sealing import Key, Seal, seal
from muniment.dossier.sealing.alone.joining import joined
from muniment.dossier.trades.bates import families
from muniment.dossier.trades.published import PublishedExhibit
from muniment.dossier.writing.checking import Checked, check
from muniment.dossier.writing.draft import Draft, Picture
from muniment.errors import FolderTakenError, LeakError, UnsoundError
from muniment.model.citation import exhibit_label
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import CitedPassage
from muniment.pages.publishing import (
    DossierPage,
    FindPage,
    Removed,
    RemovedPage,
    SheetPage,
)
from muniment.pages.rendering import ASSETS
from muniment.passages.normalise import fold


@dataclass(frozen=True, slots=True)
class Result:
    """What came of publishing.

    Attributes:
        folder: the bundle.
        seal: its fingerprint, its roots, and the salts for the owner of the case.
        leaks: the reports of the leak check, which found nothing: on all that was written, on what was
            drawn anew (read by OCR where it is installed), and on the data of the seal.
        checked: the quotations with their verdicts, and what the author should still look at.
        doubts: words left standing that may name a person, with why, and how often they stand.
        exhibits: how many exhibits are published.
        passages: how many passages.
        warnings: what a person should look at in the papers that were made anew.
    """

    folder: Path
    seal: Seal
    leaks: tuple[LeakReport, ...]
    checked: Checked
    doubts: tuple[tuple[str, str, int], ...]
    exhibits: int
    passages: int
    warnings: tuple[str, ...] = ()


def concealing_for(case: Case) -> Concealing:
    """The policy of the case, with the names of those who have no stand-in."""
    policy = case.policy()
    return Concealing(policy, tuple(case.authors()), under_boxes(case, policy))


def publish(case: Case, name: str, folder: Path, key: Key, now: str) -> Result:
    """Publish a dossier as a sealed bundle.

    Args:
        case: the case.
        name: of the dossier.
        folder: of the bundle, which is made.
        key: that signs.
        now: the time that is written into the seal, UTC, ISO 8601.

    Raises:
        muniment.errors.UnsoundError: a quotation is not what it cites, or a citation cites nothing.
        muniment.errors.LeakError: something that is taken out stands in what would be published.
        muniment.errors.FolderTakenError: something is there already.
    """
    if folder.exists():
        raise FolderTakenError(path=folder)
    draft = draft_of(case, name)
    checked = check(case, draft)
    if not checked.is_sound:
        raise UnsoundError(name=name, count=_things(checked))
    partial = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        result = _make(case, name, draft, checked, partial, key, now)
    except LeakError:
        raise  # what was written is kept: its author has to look at it
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    partial.rename(folder)
    return replace(result, folder=folder)


def _things(checked: Checked) -> str:
    number = sum(p.is_fatal for p in checked.problems)
    return "one thing has" if number == 1 else f"{number:,} things have"


def _make(
    case: Case, name: str, draft: Draft, checked: Checked, partial: Path, key: Key, now: str
) -> Result:
    """Write, look for leaks and seal, in a folder that is not yet under its name."""
    concealing = concealing_for(case)
    raw = building.sheet_pages(case, draft)
    # On a paper the box itself covers what is under it; what else stands in its lines is seen there.
    seen = Concealing(concealing.policy, concealing.others)
    warnings, files, pictures = _write_originals(case, draft, seen, partial)
    raw = [replace(s, file=files.get(int(s.exhibit), "")) for s in _by_family(case, raw)]
    site = replace(site_of(case, name, draft, checked, raw, concealing), pictures=pictures)
    quotations = published_quotations(checked, concealing, hidden_words(case, concealing.stretches))
    site = _write(case, site, quotations, name, partial, files)
    sealed = contents(case, site, raw, quotations, now)
    secrets = secrets_of(case, concealing)
    before = {path for path in partial.rglob("*") if path.is_file()}
    # What was drawn anew, from evidence, is read as a reader would see it; the rest we set from text.
    set_here = [path for path in before if path.parent != partial / "exhibits"]
    reports = [_clean(look(partial, secrets, as_text=set_here), partial)]
    made = seal(partial, sealed, key)
    reports.append(_clean(look(partial, secrets, without=before), partial))
    doubts = (*_doubts(concealing), *_resembling(site.dossier.page, raw, concealing))
    passages = sum(len(sheet.passages) for sheet in raw)
    return Result(partial, made, tuple(reports), checked, doubts, len(raw), passages, warnings)


def _doubts(concealing: Concealing) -> Iterator[tuple[str, str, int]]:
    for told, number in concealing.doubts.items():
        yield told.words, f"at the head of a sentence; {told.doubt.value}", number


def _resembling(
    dossier: DossierPage, sheets: list[SheetPage], concealing: Concealing
) -> Iterator[tuple[str, str, int]]:
    """Words of what is published that look like forms of names that are taken out."""
    passages = [p for sheet in sheets for p in sheet.passages]
    texts = [text.words for text in left_standing(passages, concealing)]
    for part in dossier.parts:
        texts += [part.text, *(lane.label for lane in part.lanes)]
        texts += [text for row in part.rows for text in (row.words, row.speaker)]
    for one in resembling(concealing.policy, texts):
        yield one.word, f"and looks like a form of a name of “{one.stand_in}”", one.number


def _clean(report: LeakReport, folder: Path) -> LeakReport:
    """A report that found nothing.

    Raises:
        muniment.errors.LeakError: it found something.
    """
    if not report.is_clean:
        raise LeakError(folder=folder, report=str(report))
    return report


def _write_originals(
    case: Case, draft: Draft, concealing: Concealing, folder: Path
) -> tuple[tuple[str, ...], dict[int, str], dict[int, str]]:
    """Papers and pictures made anew: what to look at, and where each lies, from the bundle's root and,
    pictures, from the site's.
    """
    warnings, files, pictures = list[str](), dict[int, str](), dict[int, str]()
    (folder / "exhibits").mkdir(parents=True)
    for anew in made_anew(case, draft, concealing):
        (folder / anew.path).write_bytes(anew.data)
        files[int(anew.exhibit)] = anew.path
        if anew.path.endswith(".png"):
            pictures[int(anew.exhibit)] = f"../{anew.path}"
        warnings += [f"{exhibit_label(anew.exhibit)}: {one}" for one in anew.warnings]
    return tuple(warnings), files, pictures


def _by_family(case: Case, sheets: list[SheetPage]) -> list[SheetPage]:
    """Exhibits in the order in which their pages are numbered: each before what came inside of it."""
    by_number = {int(s.exhibit): s for s in sheets}
    plain = [
        PublishedExhibit(n, ExhibitKind(s.kind), "", "", parent=_parent(case, s))
        for n, s in by_number.items()
    ]
    return [by_number[e.number] for family in families(plain) for e in family]


def _parent(case: Case, sheet: SheetPage) -> int | None:
    parent = case.read(sheet.exhibit, 1, 0).exhibit.parent
    return int(parent) if parent else None


def _write(
    case: Case,
    site: Site,
    quotations: list[PublishedQuotation],
    name: str,
    folder: Path,
    files: dict[int, str],
) -> Site:
    """Write paper, site and exports; gives the site with the numbers of the pages."""
    prefix = "".join(c for c in name.upper() if c.isascii() and c.isalnum())[:6] or "EX"
    pages = {exhibit: count_pages(folder / path) for exhibit, path in files.items()}
    pictures = {n: folder / files[n] for n in site.pictures}
    printing = beside(print_dossier, site.dossier, site.sheets, prefix, pages, pictures)
    with printing as printed:
        (folder / "dossier.docx").write_bytes(write_docx(site.dossier, site.sheets, pictures))
        pdf, numbers = printed()
    stamp_pages(folder, files, pages_of(numbers, prefix))
    (folder / "dossier.pdf").write_bytes(pdf)
    site = replace(site, sheets=[stamped(s, prefix, numbers) for s in site.sheets])
    write(site, folder / "site")
    exhibits = exhibits_of(case, site, folder, prefix, numbers)
    write_exports(site, exhibits, quotations, folder / "exports")
    return site


def site_of(
    case: Case,
    name: str,
    draft: Draft,
    checked: Checked,
    raw: list[SheetPage],
    concealing: Concealing,
) -> Site:
    """All pages, redacted."""
    policy = concealing.policy
    hidden = hidden_words(case, concealing.stretches)
    shown = building.Shown(
        frozenset(p.citation for sheet in raw for p in sheet.passages),
        hidden,
        frozenset(exhibit for exhibit, _ in policy.withheld),
    )
    page = building.dossier_page(case, name, draft, replace(checked, problems=()), shown)
    raw = [replace(s, title=without(s.title, of_exhibit(hidden, s.exhibit))) for s in raw]
    prose = iter(blacked_out_draft(draft, hidden))
    parts = tuple(replace(p, text=next(prose)) if p.kind == "prose" else p for p in page.parts)
    return Site(
        dossier=redact(replace(page, parts=parts), concealing),
        contents=redact(building.contents_page(raw), concealing),
        removed=redact(_removed(raw, draft, concealing), Concealing(policy, concealing.others)),
        find=redact(FindPage(title="Search"), concealing),
        sheets=[redact(sheet, concealing) for sheet in raw],
        pictures={},
    )


def _removed(sheets: list[SheetPage], draft: Draft, concealing: Concealing) -> RemovedPage:
    """What is taken out of the published passages and papers, counted by what stands there instead."""
    papers = {*draft.whole, *(b.exhibit for b in draft.blocks if isinstance(b, Picture))}
    counted = Counter[tuple[str, str]](
        ("a black box", one.why) for one in concealing.policy.covered if one.exhibit in papers
    )
    for one in (p for sheet in sheets for p in sheet.passages):
        counted.update((gap.instead, gap.why) for gap in _gaps(one, concealing))
    return RemovedPage(
        title="What was taken out",
        removed=tuple(Removed(*which, n) for which, n in sorted(counted.items())),
    )


def _gaps(one: CitedPassage, concealing: Concealing) -> list[Gap]:
    gaps = list(concealing.conceal(one.passage.text, one.citation).gaps)
    return [*gaps, *concealing.conceal(one.passage.author).gaps]


def secrets_of(case: Case, concealing: Concealing) -> list[Secret]:
    """Everything that must not stand in what is published, each with a name that tells nothing.

    What is an everyday word, or somebody else's name too, is not looked for unless a person named it:
    it would be found in what is meant to be published. Nor is a name with initials: where its surname is
    looked for it adds nothing, and where it is not, `Kowal asked` would be taken for `Kowal, A.`
    """
    policy = concealing.policy
    given = {p.stand_in: list(p.names) for p in policy.pseudonyms}
    secrets = [
        Secret(_called(t, given[t.stand_in]), t.words)
        for t in concealing.told
        if t.is_given
        or (t.doubt is Doubt.NONE and not t.has_initials and fold(t.words) not in _our_words())
    ]
    secrets += [Secret(f"words {n}", one.words) for n, one in enumerate(policy.words, 1)]
    left = {one.words for one in policy.left}
    for one in policy.blackouts:
        text = hidden_words(case, [one]).get(one.citation, [""])[0]
        if text in left:  # a person looked at where else they stand
            continue
        if len(text.split()) > 1 or len(text) >= _TELLING:
            secrets.append(Secret(f"{one.citation}, from character {one.start}", text))
    return secrets


def _called(told: Told, given: list[str]) -> str:
    """How a report names a name without printing it: by its place in `muniment redactions list`."""
    if told.is_given:
        return f"{told.stand_in}, name {given.index(told.words) + 1}"
    return f"{told.stand_in}, a part of their name with {len(told.words)} letters"


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
