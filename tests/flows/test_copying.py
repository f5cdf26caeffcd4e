"""The sample case: every planted copy, credit and count of independent accounts comes out.

Extraction and tracing are not run here: the quotes are those that the truth plants, and each one's trace
is made of what the truth says of it.
"""

import json
from pathlib import Path

import pytest

from muniment.intake.readers import article, article_text, opendocument, pdf, rtf, word
from muniment.model.citation import Citation, ExhibitId
from muniment.model.copying import Account, Copying, Quoted
from muniment.model.moment import Moment, Precision
from muniment.model.passage import Passage, Values
from muniment.model.quote import Quote, QuoteKind, Span, Speaker
from muniment.model.reading import Fact, Reader, Source
from muniment.model.trace import Flag, Match, Piece, Place, Step, Trace, Verdict
from muniment.quotes import copying
from muniment.quotes.words import fold
from sample.build import HERE, build

TRUTH = json.loads((HERE / "truth.json").read_text("utf-8"))
READERS: dict[str, Reader] = {
    ".docx": word,
    ".html": article,
    ".txt": article_text,
    ".odt": opendocument,
    ".rtf": rtf,
    ".pdf": pdf,
}
STATED = {"tranter": "2024-04-22", "koss": "2024-04-26"}  # in their first lines, in words
NAMES = [*TRUTH["accounts"], "twin"]
NUMBER = {name: ExhibitId(n) for n, name in enumerate(NAMES, 1)}
FILES = {**TRUTH["accounts"], "twin": "report/The Conduct of the Office.pdf"}
PRIMARIES = sorted({p["file"] for q in TRUTH["quotes"] for p in q["primary"]})


def trace(quote: dict) -> Trace | None:
    """What tracing would find of a planted quote."""
    if not quote["primary"]:
        return Trace(quote["text"], Verdict(quote["verdict"])) if not quote.get("source") else None
    places, cut = [], "cut short" in quote.get("flags", ())
    for primary in quote["primary"]:
        at = Citation(ExhibitId(100 + PRIMARIES.index(primary["file"])), primary["number"])
        start = max(0, primary["text"].find(quote["text"].strip(",.")))
        whole = start == 0 and quote["text"] not in primary["text"]
        end = len(primary["text"]) if whole else start + len(quote["text"].strip(",."))
        places.append(Place(at, start, end))
    pieces = [
        Piece(
            Step.CHANGED if ours and theirs else Step.ADDED if ours else Step.DROPPED,
            ours,
            theirs,
            (0, 0),
        )
        for theirs, ours in quote.get("differs", ())
    ]
    pieces += [Piece(Step.OMITTED, "…", words, (0, 0)) for words in _listed(quote.get("omitted"))]
    pieces += [Piece(Step.BETWEEN, "", words, (0, 0)) for words in _listed(quote.get("between"))]
    match = Match(
        Verdict(quote["verdict"]), tuple(places), tuple(pieces), goes_on="…" if cut else ""
    )
    flags = tuple(Flag(flag) for flag in quote.get("flags", ()))
    return Trace(quote["text"], Verdict(quote["verdict"]), flags, matches=(match,))


def _listed(found: object) -> list[str]:
    return [found] if isinstance(found, str) else list(found or ())  # type: ignore[call-overload]


def quotes(name: str, passages: list[Passage]) -> tuple[Quoted, ...]:
    found = []
    for planted in TRUTH["quotes"]:
        # The PDF says the same as the report, and extraction would find its quotes too.
        if planted["account"] != ("report" if name == "twin" else name):
            continue
        for number, passage in enumerate(passages, 1):
            at = passage.text.find(planted["written"])
            if at >= 0:
                speaker = planted.get("speaker")
                quote = Quote(
                    QuoteKind.DIRECT,
                    planted["written"],
                    (Span(number, at, at + len(planted["written"])),),
                    speaker=Speaker(speaker, Span(number, at, at)) if speaker else None,
                    time=planted.get("said_on", ""),
                    is_in="comment" if planted.get("mode") == "comment" else "",
                )
                found.append(Quoted(quote, trace(planted)))
                break
    return tuple(found)


def read(name: str, path: Path) -> Account:
    pieces = list(READERS[path.suffix].read(Source(path, path.name)))
    facts = {piece.name: piece.value for piece in pieces if isinstance(piece, Fact)}
    passages = [piece for piece in pieces if isinstance(piece, Passage)]
    written = facts.get("published", facts.get("created", STATED.get(name, "")))
    day = Moment(written[:10], None, Precision.DAY)
    clock = Moment(f"{written[:10]}T{written[11:16]}", 0, Precision.MINUTE)
    return Account(
        NUMBER[name],
        path.name,
        facts.get("outlet", ""),
        facts.get("title", ""),
        facts.get("byline", facts.get("author", "")),
        clock if len(written) > 10 else day,
        "date of the file" if "published" not in facts else "",
        passages=tuple(
            Values((NUMBER[name] << 32) + n, p.text, p.kind, p.role, p.author, "", "", None)
            for n, p in enumerate(passages, 1)
        ),
        quotes=quotes(name, passages),
    )


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> list[Account]:
    folder = tmp_path_factory.mktemp("evidence")
    build(folder)
    return [read(name, folder / FILES[name]) for name in NAMES]


@pytest.fixture(scope="module")
def found(accounts: list[Account]) -> Copying:
    return copying.compare(accounts)


def test_the_accounts_stand_in_the_order_of_publication(found: Copying) -> None:
    order = [NAMES[lane.exhibit - 1] for lane in found.lanes]
    assert [name for name in order if name != "twin"] == TRUTH["copying"]["order"]


@pytest.mark.parametrize("planted", TRUTH["copying"]["copied"], ids=lambda p: p["id"])
def test_every_planted_copy_is_found(found: Copying, planted: dict) -> None:
    later = planted.get("later_text", planted["text"])
    carrying = [
        shared
        for shared in found.shared
        if (shared.one, shared.other) == (NUMBER[planted["first"]], NUMBER[planted["later"]])
        and shared.kind in ("own words", "own words quoted")
        and _is_within(planted["text"], shared.text)
        and _is_within(later, shared.other_text)
    ]
    assert len(carrying) == 1
    assert (carrying[0].credit is not None) == planted["credited"]
    assert carrying[0].is_exact == planted["exact"]
    directed = {
        (link.earlier, link.later)
        for link in found.links
        if link.is_directed and link.kind in ("copied", "quoted")
    }
    assert (carrying[0].one, carrying[0].other) in directed


def _is_within(planted: str, shared: str) -> bool:
    """Nearly all of a planted sentence is in a shared passage: its last words may be another's *today*."""
    words, have = fold(planted), fold(shared)
    return " ".join(words[:8]) in " ".join(have) and len(have) >= len(words) - 2


@pytest.mark.parametrize("planted", TRUTH["copying"]["credit"], ids=lambda p: p["text"])
def test_every_planted_credit_is_found(found: Copying, planted: dict) -> None:
    assert any(
        credit.by == NUMBER[planted["by"]]
        and credit.to == NUMBER[planted["to"]]
        and planted["text"] in credit.text
        for credit in found.credits
    )


def test_no_other_paper_is_credited_than_those_planted(found: Copying) -> None:
    papers = {NUMBER[name] for name in ("courier", "ntb", "gong", "blog", "ports")}
    credited = {(c.by, c.to) for c in found.credits if c.to in papers}
    planted = {(NUMBER[c["by"]], NUMBER[c["to"]]) for c in TRUTH["copying"]["credit"]}
    assert credited == {pair for pair in planted if pair[1] in papers}


def test_the_report_is_one_account_in_two_formats(found: Copying) -> None:
    assert found.editions == ((NUMBER["report"], NUMBER["twin"]),)


@pytest.mark.parametrize(
    ("error", "earlier", "later"),
    [
        ("It is her harbour now. Let her be seen on the quay.", "report", "courier"),
        ("Then close the drawer, Bernadette.", "report", "courier"),
        ("we won't need the hinge money, we don't get a winter", "report", "blog"),
        ("Do not close before Mr Hask gives the order … DV", "report", "blog"),
    ],
)
def test_a_shared_error_is_a_sign_of_copying(
    accounts: list[Account], error: str, earlier: str, later: str
) -> None:
    asked = [a for a in accounts if a.exhibit in (NUMBER[earlier], NUMBER[later])]
    alone = copying.compare(
        Account(
            a.exhibit,
            a.name,
            published=a.published,
            quotes=tuple(q for q in a.quotes if fold(q.quote.text) == fold(error)),
        )
        for a in asked
    )
    assert [link.kind for link in alone.links] == ["copied"]
    assert "the same error" in alone.links[0].reason


@pytest.mark.parametrize("planted", TRUTH["copying"]["independence"], ids=lambda p: p["statement"])
def test_as_many_accounts_are_independent_as_planted(
    accounts: list[Account], found: Copying, planted: dict
) -> None:
    among = {NUMBER[name] for name in planted["accounts"]}
    told = copying.independence(planted["statement"], accounts, found, among)
    assert told.count == planted["independent"]
    counted = {exhibit for group in (*told.groups, *told.aside) for exhibit in group.exhibits}
    assert counted == among
    assert all(group.reason for group in told.groups)


def test_a_statement_told_in_other_words_is_missed_knowingly(
    accounts: list[Account], found: Copying
) -> None:
    """The trade paper has “with four boats outside it”: no sentence of it has *boats* and *out*.

    That the gate-keeper was there, the other reason why he is independent, is in no comparison of words
    either: he counts because nothing ties him to the others.
    """
    told = copying.independence("There were boats out.", accounts, found)
    named = [{NAMES[exhibit - 1] for exhibit in group.exhibits} for group in told.groups]
    assert named == [{"report", "twin"}, {"blog"}, {"tranter"}]
    assert [NAMES[e - 1] for group in told.aside for e in group.exhibits] == ["courier"]
    assert "words" not in told.groups[2].reason
    assert told.groups[2].doubt


def test_the_picture_and_the_table_say_the_same(found: Copying) -> None:
    table = copying.tabulate(found)
    assert len(table) == len(found.links)
    assert copying.draw(found).count("<circle") == len(found.clusters[0].exhibits)
