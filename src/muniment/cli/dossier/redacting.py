"""The verbs `redact`, which decides what is taken out, and `redactions`, which lists and audits it."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from muniment.cli.paper import inline, wrapped
from muniment.cli.verbs import as_json, cited, main, opened, page
from muniment.dossier.proposing.proposal import Kind
from muniment.model.judgement.redaction import Pattern, box_as_written

if TYPE_CHECKING:
    from muniment.case import Case

_KINDS = click.Choice([kind.value for kind in Kind])
_PATTERNS = click.Choice([p.value for p in Pattern])
FOUND = 10
"""Exit code of `redactions audit` when something can be read that was meant to be gone."""

_why = click.option("--why", default="", help="The reason; it is published with the redaction.")
_undo = click.option("--undo", is_flag=True, help="Take the decision back.")


@main.group()
def redact() -> None:
    """Decide what is taken out of everything that is published.

    The evidence itself is never changed, and what you see in the case neither. A decision needs its
    reason, is kept with your name, and can be taken back.

    \b
      muniment redact person "Official A" "Anna Kowal" @akowal --why "a source"
      muniment redact words "Harbour Lane" --why "where somebody lives"
      muniment redact pattern phone --why "privacy"
      muniment redact passage EX-0004 ¶212 --words "at ten" --why "a shift"
      muniment redact withhold EX-0009 --why "a court order"
    """


@redact.command()
@click.argument("stand_in")
@click.argument("names", nargs=-1)
@_why
@_undo
def person(stand_in: str, names: tuple[str, ...], why: str, undo: bool) -> None:
    """Give a person one stand-in over the whole case, or add names to it.

    Name every name, handle, address and phone that you know. Surname, first name and initials follow
    by themselves, unless somebody else has them too; so does a name beside one of their addresses.
    With --undo, the names given are taken from the person, or all when none is given.
    """
    from muniment.dossier.redacting.naming import names_beside_addresses

    if not names and not undo:
        raise click.UsageError("Name the person: muniment redact person STAND_IN NAME…")
    with opened() as case:
        if undo and names:
            case.take_names_back(stand_in, names)
        else:
            case.name_pseudonym(stand_in, () if undo else names, why)
        person = next((p for p in case.policy().pseudonyms if p.stand_in == stand_in), None)
        beside = names_beside_addresses(person.names, case.authors()) if person else []
        strange = [] if undo else list(_nowhere(case, names))
    if person is None:
        click.echo(f"“{stand_in}” stands for nobody now.")
    elif undo:
        click.echo(f"“{stand_in}” stands for the other names still.")
    else:
        click.echo(f"Published as “{stand_in}”.")
    for name in beside:
        click.echo(wrapped(f"So is “{inline(name)}”: it stands beside an address of theirs.", "  "))
    _tell_strange(strange)


def _nowhere(case: "Case", words: Iterable[str]) -> Iterator[str]:
    """Words that no passage has as they are written, and no author: most often a slip of the pen."""
    authors = [name.casefold() for name in case.authors()]
    for one in words:
        phrase = '"{}"'.format(one.replace('"', " "))
        is_there = any(one.casefold() in name for name in authors)
        if not is_there and not case.search(f"is:any {phrase}", limit=1).total:
            yield one


def _tell_strange(words: Iterable[str]) -> None:
    for one in words:
        click.echo(
            wrapped(
                f"Look: “{inline(one)}” stands nowhere in the case as it is written here. Other"
                " spellings of it are looked for all the same.",
                "  ",
            )
        )


@redact.command()
@click.argument("words")
@_why
@_undo
def words(words: str, why: str, undo: bool) -> None:
    """Black out words wherever they stand."""
    with opened() as case:
        case.black_out_words(words, why, holds=not undo)
        strange = [] if undo else list(_nowhere(case, [words]))
    click.echo("They stand again." if undo else "Blacked out wherever they stand.")
    _tell_strange(strange)


@redact.command()
@click.argument("words")
@_why
@_undo
def leave(words: str, why: str, undo: bool) -> None:
    """Leave words standing that may name somebody who has a stand-in."""
    with opened() as case:
        case.leave(words, why, holds=not undo)
        strange = [] if undo else list(_nowhere(case, [words]))
    click.echo("They are in question again." if undo else "Left standing.")
    _tell_strange(strange)


@redact.command()
@click.argument("pattern", type=_PATTERNS)
@_why
@_undo
def pattern(pattern: str, why: str, undo: bool) -> None:
    """Take out phones, e-mail addresses, addresses or account numbers everywhere."""
    with opened() as case:
        case.take_out(Pattern(pattern), why, holds=not undo)
    click.echo("They stand again." if undo else f"Taken out: every {pattern}.")


@redact.command()
@click.argument("ref", nargs=-1, required=True)
@click.option("--words", default="", help="Only these words of it, letter by letter.")
@_why
@_undo
def passage(ref: tuple[str, ...], words: str, why: str, undo: bool) -> None:
    """Black out one passage, or words of it; the rest of its exhibit stays.

    To keep a whole exhibit from publication: muniment redact withhold.
    """
    citation = cited(ref)
    if not citation.number:
        raise click.UsageError(
            f"Name one passage: {citation} ¶1. To keep all of {citation} back:"
            f" muniment redact withhold {citation}"
        )
    with opened() as case:
        places = case.black_out(citation, words, why, holds=not undo)
    done = "stand again" if undo else "blacked out"
    click.echo(f"{places} {'place' if places == 1 else 'places'} in {citation} {done}.")


@redact.command()
@click.argument("exhibit")
@click.argument("box")
@_why
@_undo
def box(exhibit: str, box: str, why: str, undo: bool) -> None:
    """Cover a box on a page of a PDF, or on a picture.

    BOX is PAGE:LEFT,BOTTOM,RIGHT,TOP in points from the lower left corner; on a picture the page is 1
    and the points are pixels. The rest of the exhibit stays; to keep all of it back: muniment redact
    withhold.
    """
    area = box_as_written(box)
    with opened() as case:
        case.cover(cited((exhibit,)).exhibit, area, why, holds=not undo)
    click.echo("The box is open again." if undo else "Covered.")


@redact.command()
@click.argument("exhibit")
@_why
@_undo
def withhold(exhibit: str, why: str, undo: bool) -> None:
    """Keep an exhibit from publication altogether: no dossier can cite it.

    To publish it without some of its words or places: muniment redact passage, muniment redact box.
    """
    citation = cited((exhibit,))
    with opened() as case:
        case.withhold(citation.exhibit, why, holds=not undo)
    click.echo(f"{citation} may be published again." if undo else f"{citation} is withheld.")


@main.group()
def redactions() -> None:
    """What is taken out; and whether a PDF of somebody else is badly redacted."""


@redactions.command(name="list")
@as_json
def list_(as_json: bool) -> None:
    """Everything that is taken out of what is published, with the reasons."""
    from muniment.cli import machine
    from muniment.cli.dossier import telling
    from muniment.pages.redacting import blacked_out

    with opened() as case:
        policy = case.policy()
        blackouts = blacked_out(case, policy.blackouts)
    if as_json:
        click.echo(machine.write("redactions list", policy))
    else:
        page(telling.policy(policy, blackouts))


@redactions.command()
@click.argument("name")
@click.option("--kind", type=_KINDS, help="Only one sort.")
@as_json
def propose(name: str, kind: str | None, as_json: bool) -> None:
    """What dossier NAME would publish and perhaps should not: names, numbers, addresses.

    Found by shape and by lists of words, so look yourself too. What is decided is proposed no more;
    `muniment redact leave WORDS` decides that something stays.
    """
    from muniment.cli import machine
    from muniment.cli.dossier import telling
    from muniment.dossier.publishing.keeping import draft_of
    from muniment.dossier.publishing.proposals import proposed
    from muniment.dossier.publishing.publish import concealing_for

    with opened() as case:
        found = proposed(case, draft_of(case, name), concealing_for(case))
    found = [one for one in found if not kind or one.kind == kind]
    if as_json:
        click.echo(machine.write("redactions propose", None, proposed=found))
    else:
        page(telling.proposed(found))


@redactions.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@as_json
def audit(file: Path, as_json: bool) -> None:
    """Whether a PDF of somebody else is badly redacted: what can be read that was meant to be gone.

    No case is needed. The file is opened in a process of its own.
    """
    from muniment.cli import machine
    from muniment.cli.dossier import telling
    from muniment.dossier.paper.apart import audited

    found = audited(file)
    if as_json:
        click.echo(machine.write("redactions audit", found))
    else:
        page(telling.audited(found, file))
    if found.failures:
        sys.exit(FOUND)
