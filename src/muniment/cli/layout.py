"""Answers for people: how the account of a case, its results and its passages look in a terminal."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from muniment.cli.paper import (
    columns,
    count,
    harmless,
    inline,
    marked,
    quiet,
    shortened,
    size,
    strong,
    table,
    width,
    wrapped,
)
from muniment.custody.log import Entry
from muniment.model.citation import exhibit_label
from muniment.model.exhibit import Exhibit
from muniment.model.finding import Finding, Findings, View
from muniment.model.judgement import Judgement
from muniment.model.passage import CitedPassage, PassageKind
from muniment.model.reading import Fact
from muniment.model.report import Added, Rebuilt, Status, Trouble

_STATES = {
    "read": "read",
    "partial": "read in part",
    "refused": "not read",
    "kept": "kept unread",
    "pending": "waiting to be read",
}
_LISTED = 20
_NAME = 22  # columns that an author has at most in the head of a result; the time is never cut
_FACETS = {"kind": "By kind of passage and of exhibit"}
_UNSEARCHED = "Not searched: {}. An add is running, or was stopped: muniment add goes on."


def added(a: Added) -> str:
    """What one `add` did, with what needs a look."""
    lines = [
        f"{count(a.files, 'file')}: {a.taken:,} new"
        + (f", {a.seen:,} already here" if a.seen else "")
    ]
    if a.resumed:
        lines[0] += f", {a.resumed:,} taken in before the last run was stopped"
    if a.inside:
        lines.append(f"{count(a.inside, 'more exhibit')} inside them")
    if a.states:
        became = ", ".join(f"{n:,} {_STATES[s]}" for s, n in a.states.items())
        lines.append(
            f"{count(sum(a.states.values()), 'new exhibit')}: {became}; {count(a.passages, 'passage')}"
        )
    lines += [
        wrapped(f"Not taken in: {inline(p)}: {harmless(why)}", "  ", "")
        for p, why in a.failed[:_LISTED]
    ]
    lines += [
        wrapped(f"Left alone: {inline(p)}: {harmless(why)}", "  ", "")
        for p, why in a.skipped[:_LISTED]
    ]
    shown = [t for t in a.troubles if t.warning.is_loss]
    lines += troubles(shown[:_LISTED])
    rest = (
        max(0, len(a.failed) - _LISTED)
        + max(0, len(a.skipped) - _LISTED)
        + len(a.troubles)
        - len(shown[:_LISTED])
    )
    if rest:
        lines.append(f"{count(rest, 'more remark')}: muniment status --warnings, muniment log")
    return "\n".join(lines)


def troubles(found: Iterable[Trouble]) -> Iterator[str]:
    """Warnings, each with its exhibit, its place, its cause and the next step."""
    for t in found:
        place = f", {inline(t.warning.place)}" if t.warning.place else ""
        head = f"{t.exhibit.label} {inline(t.exhibit.name)}{place}: "
        yield wrapped(head + harmless(t.warning.cause), "  ", "")
        if t.warning.step:
            yield wrapped(harmless(t.warning.step), "    ", "  → ")


def status(s: Status) -> str:
    """The account of a case, in which the counts reconcile."""
    inside = s.exhibits - s.outside
    lines = [
        strong(count(s.exhibits, "exhibit"))
        + f": {s.outside:,} taken in, {inside:,} inside them; {size(s.bytes)}",
        *table([(f"{n:,}", _STATES[state]) for state, n in s.states.items()], "><"),
        *([strong("Kinds")] if s.kinds else []),
        *table([(f"{n:,}", kind) for kind, n in s.kinds.items()], "><"),
        strong(count(s.passages, "passage"))
        + f", {s.indexed:,} searchable; {s.copies:,} of them copies",
    ]
    if s.earliest:
        lines.append(f"  from {s.earliest.replace('T', ' ')} to {s.latest.replace('T', ' ')}")
    if set(s.custodians) - {""}:
        lines.append(strong("Custodians"))
        lines += table(
            [(f"{n:,}", harmless(c) or "not said") for c, n in s.custodians.items()], "><"
        )
    lines.append(
        strong("Custody log") + f": {count(s.log, 'entry', 'entries')}, head {s.head[:16]}…"
    )
    if s.warnings:
        lines.append(
            strong(count(s.warnings, "warning"))
            + f", {s.losses:,} on missing content: muniment status --warnings"
        )
    if s.pending:
        lines.append(
            strong(f"{s.pending:,} not read yet") + ": muniment add (without paths) reads them"
        )
    return "\n".join(lines)


def exhibits(listed: Iterable[Exhibit]) -> Iterator[str]:
    """One line for each exhibit."""
    for e in listed:
        line = f"{e.label}  {e.kind.value:<8}{_STATES[e.state]:<14}{size(e.size):>9}  "
        yield line + shortened(inline(e.name), width() - len(line))


_FROM = re.compile(r"\bfrom:")
_NO_AUTHOR = (
    "from: finds what names its author. Of printed mails and scans nobody is known to be the author:"
    " search for the name itself."
)


def findings(page: Findings, *, is_first: bool) -> str:
    """A page of results: first how the query was understood, then passages with their citations."""
    lines = []
    if is_first:
        lines += [
            wrapped(
                f"{'at least ' * page.is_at_least}{count(page.total, 'passage')} of {page.searched:,}:"
                f" {harmless(page.reading)}"
            ),
            "",
        ]
    for found in page.findings:
        lines += [*_finding(found), ""]
    if not page.total and _FROM.search(page.query):
        lines += [wrapped(_NO_AUTHOR), ""]
    if page.unread or page.unsearched:
        waiting = (
            count(page.unread, "exhibit") if page.unread else count(page.unsearched, "passage")
        )
        lines += [wrapped(_UNSEARCHED.format(waiting)), ""]
    for name, values in page.facets.items():
        if not values:
            continue
        lines.append(strong(_FACETS.get(name, f"By {name}")))
        room = width() - 12
        shown = values if name == "month" else values[:_MOST_VALUES]
        rows = [(f"{n:,}", shortened(inline(value), room) or "not said") for value, n in shown]
        lines += table(rows, "><")
        if len(shown) < len(values):
            lines.append(quiet(f"and others: the {len(shown)} most frequent are shown"))
    return "\n".join(lines).rstrip()


_GAPS = re.compile(r"\s+")
_MOST_VALUES = 30
_LEAST = 20
"""Columns that a title has at least, on the next line when there is no room on the first."""


def _finding(f: Finding) -> Iterator[str]:
    p = f.found.passage
    author = shortened(inline(p.author.partition(" <")[0] or p.author), _NAME)
    about = [author, str(p.moment) if p.moment else "", p.kind.value]
    citation, title = str(f.found.citation), inline(f.title)
    room = width() - len(citation) - 5
    told = " · ".join(a for a in about if a)
    told = f"{told} · {shortened(title, max(_LEAST, room - columns(told)))}"
    yield wrapped(f"{strong(citation)}  {quiet(told)}", "    ", "")
    extract = _GAPS.sub(" ", marked(f.extract, f.marks)).strip()
    text = ("… " if f.is_cut_before else "") + extract + (" …" if f.is_cut_after else "")
    yield wrapped(text, "    ")
    if f.copies:
        named = ", ".join(
            str(c.citation) + ("" if c.resemblance == 1 else " (nearly)") for c in f.copies[:4]
        )
        more = f" and {len(f.copies) - 4:,} more" if len(f.copies) > 4 else ""
        yield wrapped(quiet(f"the same in {named}{more}"), "    ")


def view(v: View, original: Path) -> Iterator[str]:
    """An exhibit, or passages where they stand."""
    e = v.exhibit
    line = [f"{x.label} {inline(x.name)}" for x in (*v.family, e)]
    yield strong(wrapped(" › ".join(line)))
    about = f"{e.kind.value} ({e.format})" if e.format else e.kind.value
    yield f"  {about}, {_STATES[e.state]}, {size(e.size)}, {count(v.count, 'passage')}"
    if not v.asked:
        yield from _about(v, original)
    yield ""
    for cited in v.passages:
        yield passage(cited, is_asked=cited.citation.number == v.asked)
    if v.copies:
        named = ", ".join(
            f"{c.citation}" + ("" if c.resemblance == 1 else f" ({c.resemblance:.0%} alike)")
            for c in v.copies
        )
        yield "\n" + wrapped(quiet(f"The same, or nearly, in {named}"))
    last = v.passages[-1].citation.number if v.passages else 0
    if not v.asked and last < v.count:
        yield quiet(f"\n… {v.count - last:,} more: muniment show {e.label} ¶{last + 1} --around 20")


def _about(v: View, original: Path) -> Iterator[str]:
    e = v.exhibit
    yield f"  SHA-256 {e.digest}"
    written = f"  original {original}"
    # Whole, to be copied: what does not fit stands on a line by itself.
    yield written if columns(written) <= width() else f"  original\n{original}"
    for source in v.sources[:5]:
        yield wrapped(inline(source), "    ", "  from ")
    for fact in v.facts:
        basis = f" ({harmless(fact.basis)})" if fact.basis else ""
        yield wrapped(f"{fact.name}: {harmless(_said(fact))}{quiet(basis)}", "    ", "  ")
        if fact.doubt:
            yield wrapped(f"doubt: {harmless(fact.doubt)}", "      ", "    ")
    for name, value in v.settings.items():
        yield f"  set by hand: {name} = {inline(value)}"
    if v.answers:
        yield wrapped(
            f"answers {exhibit_label(v.answers.exhibit)}: {harmless(v.answers.reason)}",
            "    ",
            "  ",
        )
    for answer in v.answered_by[:_LISTED]:
        yield wrapped(
            f"answered by {exhibit_label(answer.exhibit)}: {harmless(answer.reason)}", "    ", "  "
        )
    for name, inside in v.inside[:_LISTED]:
        yield wrapped(f"holds {inside.label} {inline(name)}", "    ", "  ")
    if len(v.inside) > _LISTED:
        yield f"  … and {len(v.inside) - _LISTED:,} more: muniment status --exhibits"
    yield from troubles(Trouble(e, w) for w in v.warnings[:_LISTED])


def passage(cited: CitedPassage, *, is_asked: bool) -> str:
    """One passage: its number, time and author, then its words."""
    p = cited.passage
    about = [
        str(p.moment) if p.moment else "",
        p.author,
        "" if p.kind is PassageKind.MESSAGE else p.kind.value,
    ]
    about += p.marks
    sign = "▶" if is_asked else " "
    number = strong(f"¶{cited.citation.number}") if is_asked else f"¶{cited.citation.number}"
    told = quiet(inline(" · ".join(a for a in about if a)))
    head = wrapped(f"{sign}{number} {told}".rstrip(), "    ", "")
    indent = "    " + "  " * min(p.depth, 6) if p.kind is PassageKind.COMMENT else "    "
    return f"{head}\n{wrapped(harmless(p.text), indent)}"


def _said(fact: Fact) -> str:
    """A fact's value as a person reads it: the columns of a table are kept as JSON."""
    try:
        columns_ = json.loads(fact.value) if fact.value.startswith("[{") else []
        return ", ".join(f"{c['name']} ({c['type']})" for c in columns_) or fact.value
    except (ValueError, TypeError, KeyError):
        return fact.value


def log(entries: Iterable[Entry], judgements: Iterable[Judgement]) -> Iterator[str]:
    """The custody log, then what people decided."""
    for x in entries:
        what = f"EX-{x.exhibit:04d} " if x.exhibit else ""
        yield wrapped(
            f"{x.seq}  {x.at}  {inline(x.who)}{f' for {inline(x.custodian)}' if x.custodian else ''}  {x.action} {what}{inline(x.source)}",
            "     ",
            "",
        )
        if x.digest:
            yield quiet(f"     {x.digest}  {size(x.size)}")
    for j in judgements:
        yield wrapped(f"{j.at}  {inline(j.who)}  {_decided(j)}", "     ", "")


def _decided(one: Judgement) -> str:
    """A decision: of an exhibit, `set EX-0003 role = primary`; of the whole case, `words “at ten”: on`."""
    value = "; ".join(map(inline, one.value.split("\n"))) or "taken back"
    why = f" ({inline(one.why)})" if one.why else ""
    if one.exhibit:
        return f"set EX-{one.exhibit:04d} {inline(one.about)} = {value}{why}"
    kind, _, what = one.about.partition(" ")
    return f"{kind} “{inline(what)}”: {value}{why}"


def verified(s: Status, differences: list[str]) -> str:
    """Whether everything is as it was received, and what is not."""
    if not differences:
        return (
            f"Everything agrees: {count(s.exhibits, 'exhibit')} ({size(s.bytes)}) and "
            f"{count(s.log, 'entry', 'entries')} of the custody log.\n"
            f"Head of the log:\n  {s.head}\n"
            + wrapped(
                "Keep that line outside the case: it shows later that nothing before it was changed."
            )
        )
    left = [d for d in differences if _LEFT in d]
    told = [d for d in differences if _LEFT not in d] + left[:_FEW_LEFT]
    more = len(left) - _FEW_LEFT
    return "\n".join(
        [
            strong(count(len(differences), "difference") + ":"),
            *(wrapped(harmless(d), "  ", "- ") for d in told),
            *(
                [wrapped(f"{more:,} more originals are no exhibit.", "  ", "- ")]
                if more > 0
                else []
            ),
            *_advice(differences),
        ]
    )


_LEFT, _FEW_LEFT = "is no exhibit", 3
"""What is said of an original that an add left when it was stopped, and how many of these are named."""


def _advice(differences: list[str]) -> Iterator[str]:
    if any(_LEFT in d for d in differences):
        yield wrapped(
            "If an add was stopped, give it again: it takes up the originals that it left."
        )
        yield wrapped("A file there that is none of ours can be moved away.")
    if any("original" in d and _LEFT not in d for d in differences):
        yield wrapped("Put changed or missing originals back from a backup, and verify again.")


def rebuilt(r: Rebuilt) -> str:
    """What a rebuild made, and whether the citations still say the same."""
    head = f"Made again: {count(r.passages, 'passage')} of {count(r.exhibits, 'exhibit')}."
    if not r.changed:
        return f"{head} Every citation says what it said."
    named = ", ".join(e.label for e in r.changed[:_LISTED])
    return wrapped(f"{head} {count(len(r.changed), 'exhibit')} read differently now: {named}.")
