"""Publishing: check, redact, write, look for leaks, seal, in this order; what fails stops the rest.

    published = publish(case, "winter-gate", Path("winter-gate.bundle"), key, now)
    published.seal.fingerprint

Nothing is under the name that was asked for before all of it has been done.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from muniment.case import Case
from muniment.dossier.leaks import LeakReport
from muniment.dossier.publishing import building
from muniment.dossier.publishing.blackouts import (
    hidden_words,
    of_exhibit,
    over_ends,
    under_boxes,
    without,
)
from muniment.dossier.publishing.keeping import draft_of
from muniment.dossier.publishing.originals import count_pages, made_anew, paths_of, stamp_pages
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
from muniment.dossier.publishing.stages import Stages
from muniment.dossier.publishing.stopping.gate import Gate
from muniment.dossier.publishing.stopping.sought import all_sought
from muniment.dossier.publishing.trading import exhibits_of, write_exports
from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.naming import Doubt
from muniment.dossier.redacting.published import Published, redact
from muniment.dossier.redacting.resembling import resembling
from muniment.dossier.sealing import Key, Seal, seal
from muniment.dossier.trades.bates import families
from muniment.dossier.trades.published import PublishedExhibit
from muniment.dossier.writing.checking import Checked, check
from muniment.dossier.writing.draft import Draft
from muniment.errors import EarlyLeakError, FolderTakenError, LeakError, UnsoundError
from muniment.model.citation import exhibit_label
from muniment.model.exhibit import ExhibitKind
from muniment.model.report import Watch
from muniment.pages.publishing import (
    DossierPage,
    FindPage,
    SheetPage,
)


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
        warnings: what a person should look at in the papers that were made anew, and in the dossier's own.
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


def publish(
    case: Case, name: str, folder: Path, key: Key, now: str, watch: Watch | None = None
) -> Result:
    """Publish a dossier as a sealed bundle.

    Args:
        case: the case.
        name: of the dossier.
        folder: of the bundle, which is made.
        key: that signs.
        now: the time that is written into the seal, UTC, ISO 8601.
        watch: told how far the work has come.

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
        result = _make(case, name, draft, checked, partial, key, now, Stages(watch))
    except EarlyLeakError:
        shutil.rmtree(partial, ignore_errors=True)
        raise
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
    case: Case,
    name: str,
    draft: Draft,
    checked: Checked,
    partial: Path,
    key: Key,
    now: str,
    stages: Stages,
) -> Result:
    """Write, look for leaks and seal, in a folder that is not yet under its name."""
    stages.begin("Gathering what is cited")
    concealing = concealing_for(case)
    with Gate(all_sought(case, concealing), partial, stages) as gate:
        files = paths_of(case, draft)
        raw = building.sheet_pages(case, draft)
        raw = [replace(s, file=files.get(int(s.exhibit), "")) for s in _by_family(case, raw)]
        ends = tuple(over_ends(raw, concealing))
        concealing = Concealing(concealing.policy, concealing.others, (*concealing.under, *ends))
        site = site_of(case, name, draft, checked, raw, concealing, stages)
        gate.pass_texts(site)
        # On a paper the box itself covers what is under it; what else stands in its lines is seen there.
        seen = Concealing(concealing.policy, concealing.others)
        warnings = _write_originals(case, draft, seen, partial, stages)
        pictures = {n: f"../{path}" for n, path in files.items() if path.endswith(".png")}
        site = replace(site, pictures=pictures)
        hidden = hidden_words(case, concealing.stretches)
        quotations = published_quotations(checked, concealing, hidden)
        site, cautions = _write(case, site, quotations, name, partial, files, stages)
        sealed = contents(case, site, raw, quotations, now)
        before = {path for path in partial.rglob("*") if path.is_file()}
        gate.pass_files({path for path in before if path.parent != partial / "exhibits"})
        stages.begin("Sealing")
        made = seal(partial, sealed, key)
        gate.pass_seal(before)
    doubts = (*_doubts(concealing), *_resembling(site.dossier.page, raw, concealing))
    passages = sum(len(sheet.passages) for sheet in raw)
    leaks = tuple(gate.reports)
    return Result(partial, made, leaks, checked, doubts, len(raw), passages, (*warnings, *cautions))


_LEFT_WHERE = {Doubt.MONTH: "in a date", Doubt.LETTERS: "as capitals"}


def _doubts(concealing: Concealing) -> Iterator[tuple[str, str, int]]:
    for told, number in concealing.doubts.items():
        where = _LEFT_WHERE.get(told.doubt, "at the head of a sentence")
        yield told.words, f"{where}; {told.doubt.value}", number


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


def _write_originals(
    case: Case, draft: Draft, concealing: Concealing, folder: Path, stages: Stages
) -> tuple[str, ...]:
    """Write papers and pictures that are made anew; gives what a person should look at in them."""
    warnings = list[str]()
    (folder / "exhibits").mkdir(parents=True)
    for anew in made_anew(case, draft, concealing, stages):
        (folder / anew.path).write_bytes(anew.data)
        warnings += [f"{exhibit_label(anew.exhibit)}: {one}" for one in anew.warnings]
    return tuple(warnings)


def _by_family(case: Case, sheets: list[SheetPage]) -> list[SheetPage]:
    """Exhibits in the order in which their pages are numbered: each before what came inside of it."""
    by_number = {int(s.exhibit): s for s in sheets}
    plain = [
        PublishedExhibit(n, ExhibitKind(s.kind), "", "", parent=_parent(case, s))
        for n, s in by_number.items()
    ]
    return [by_number[e.number] for family in families(plain) for e in family]


def _parent(case: Case, sheet: SheetPage) -> int | None:
    parent = case.exhibit(sheet.exhibit).parent
    return int(parent) if parent else None


def _write(
    case: Case,
    site: Site,
    quotations: list[PublishedQuotation],
    name: str,
    folder: Path,
    files: dict[int, str],
    stages: Stages,
) -> tuple[Site, list[str]]:
    """Write paper, site and exports; gives the site with the numbers of the pages, and what the paper does
    not show.
    """
    prefix = "".join(c for c in name.upper() if c.isascii() and c.isalnum())[:6] or "EX"
    pages = {exhibit: count_pages(folder / path) for exhibit, path in files.items()}
    pictures = {n: folder / files[n] for n in site.pictures}
    stages.begin("Printing for paper and Word")
    printing = beside(print_dossier, site.dossier, site.sheets, prefix, pages, pictures)
    with printing as printed:
        (folder / "dossier.docx").write_bytes(write_docx(site.dossier, site.sheets, pictures))
        pdf, numbers, cautions = printed()
    stamp_pages(folder, files, pages_of(numbers, prefix))
    (folder / "dossier.pdf").write_bytes(pdf)
    stages.begin("Writing the site and the exports")
    site = replace(site, sheets=[stamped(s, prefix, numbers) for s in site.sheets])
    write(site, folder / "site")
    exhibits = exhibits_of(case, site, folder, prefix, numbers)
    write_exports(site, exhibits, quotations, folder / "exports")
    return site, cautions


def text_of(
    case: Case, name: str, draft: Draft, checked: Checked, concealing: Concealing
) -> Published[DossierPage]:
    """The text of a dossier, redacted: what the preview shows is what the bundle has."""
    return redact(_text(case, name, draft, checked, concealing), concealing)


def _text(
    case: Case, name: str, draft: Draft, checked: Checked, concealing: Concealing
) -> DossierPage:
    """The text of a dossier without what is blacked out of the passages that it cites; names stand yet."""
    hidden = hidden_words(case, concealing.stretches)
    shown = building.Shown(
        building.published_citations(case, draft),
        hidden,
        frozenset(exhibit for exhibit, _ in concealing.policy.withheld),
        Concealing(concealing.policy, concealing.others),
    )
    page = building.dossier_page(case, name, draft, replace(checked, problems=()), shown)
    prose = iter(blacked_out_draft(draft, hidden))
    parts = tuple(replace(p, text=next(prose)) if p.kind == "prose" else p for p in page.parts)
    return replace(page, parts=parts)


def site_of(
    case: Case,
    name: str,
    draft: Draft,
    checked: Checked,
    raw: list[SheetPage],
    concealing: Concealing,
    stages: Stages,
) -> Site:
    """All pages, redacted."""
    hidden = hidden_words(case, concealing.stretches)
    raw = [replace(s, title=without(s.title, of_exhibit(hidden, s.exhibit))) for s in raw]
    text = _text(case, name, draft, checked, concealing)
    plain = Concealing(concealing.policy, concealing.others)
    return Site(
        dossier=redact(text, concealing),
        contents=redact(building.contents_page(raw), concealing),
        removed=redact(building.removed_page(text, raw, draft, concealing), plain),
        find=redact(FindPage(title="Search"), concealing),
        sheets=[
            redact(sheet, concealing)
            for sheet in stages.over("Taking out", raw, lambda sheet: len(sheet.passages))
        ],
        pictures={},
    )
