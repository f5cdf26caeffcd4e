"""The planted quotes of the sample case, each with its planted verdict."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from muniment.case import Case
from muniment.case.accounts.tracing import corpus_of
from muniment.model.exhibit import Exhibit
from muniment.model.trace import Asked, Match, Step, Verdict
from muniment.quotes.corpus import Corpus
from muniment.quotes.tracing import trace
from muniment.quotes.words import fold
from sample.build import HERE, build

TRUTH = json.loads((HERE / "truth.json").read_text("utf-8"))
QUOTES = [pytest.param(q, id=q["id"]) for q in TRUTH["quotes"]]
FLAGS = {"misattributed", "misdated", "cut short"}
NAMES = {
    p["name"]: (p["role"], *(n["name"] for n in p["names"])) for p in TRUTH["people"]["person"]
}


class Evidence:
    """The sample case as tracing sees it."""

    def __init__(self, case: Case) -> None:
        self.folder = case._folder
        self.corpus: Corpus = corpus_of(self.folder)
        self.exhibits: list[Exhibit] = list(case.exhibits())

    def of_account(self, name: str) -> list[int]:
        """The exhibits that an account is: the report is two."""
        file = TRUTH["accounts"][name].rsplit("/", 1)[-1]
        stem = file.removesuffix(".docx")
        return [int(e.id) for e in self.exhibits if stem in e.name]


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    root = tmp_path_factory.mktemp("planted")
    build(root / "evidence")
    case = Case.make(root / "case")
    case.add([root / "evidence"])
    yield Evidence(case)
    case.close()


ROLES = {"A slipman": "slipman", "the answer": "Dot Vellacott"}
"""Who is meant, where the truth's people list says it in other words."""


def asked(quote: dict[str, Any], evidence: Evidence) -> Asked:
    """What an account says of a quote; a comment may quote what else is on its page."""
    apart = frozenset(evidence.of_account(quote["account"]))
    own: frozenset[int] = frozenset()
    if quote.get("mode") == "comment":
        (exhibit,) = apart
        words = " ".join(fold(quote["text"]))
        comments = (v for v in evidence.folder.texts.values(exhibit) if v.kind != "heading")
        own = frozenset([max(v.key for v in comments if words in " ".join(fold(v.text)))])
        apart = frozenset()
    time = quote.get("said_on", "") or (f"T{quote['time']}" if quote.get("time") else "")
    speaker = ROLES.get(quote["speaker"], quote["speaker"])
    return Asked(quote["text"], speaker, time, NAMES, apart, own)


@pytest.mark.parametrize("quote", QUOTES)
def test_a_planted_quote_has_its_verdict(quote: dict[str, Any], evidence: Evidence) -> None:
    found = trace(asked(quote, evidence), evidence.corpus)
    assert found.verdict == quote["verdict"], found.reasons
    assert {str(f) for f in found.flags} & FLAGS == set(quote.get("flags", []))
    if found.verdict is Verdict.NOT_FOUND:
        assert found.searched > 10_000
        return
    match = found.matches[0]
    if quote["primary"]:
        texts = [" ".join(fold(p["text"])) for p in quote["primary"]]
        place = match.places[0].citation
        (cited,) = evidence.folder.texts.between(place.exhibit, place.number, place.number)
        words = " ".join(fold(cited.passage.text))
        assert any(t in words or words in t for t in texts)
    if quote.get("source"):
        assert int(match.places[0].citation.exhibit) in evidence.of_account(quote["source"])
        assert match.role == "account"
    assert match.goes_on == quote.get("goes_on", match.goes_on)
    check_pieces(quote, match)


def check_pieces(quote: dict[str, Any], match: Match) -> None:
    """The differences are the planted ones."""
    for step, key in ((Step.OMITTED, "omitted"), (Step.CHANGED, "differs")):
        pieces = [p for p in match.pieces if p.step is step and p.sourced]
        planted = " | ".join("".join(fold(str(d))) for d in quote.get(key, []))
        if quote.get(key):
            for piece in pieces:
                assert "".join(fold(piece.sourced)) in planted
    brackets = {
        p.quoted: p.sourced for p in match.pieces if p.step in {Step.INSERTED, Step.REDACTED}
    }
    assert brackets == dict(quote.get("brackets", []))
    kinds = {str(k) for p in match.pieces for k in p.kinds}
    assert set(quote.get("kinds", [])) - {"mood", "noun"} <= kinds
    if found_parts := quote.get("parts"):
        same = [" ".join(fold(p.quoted)) for p in match.pieces if p.step is Step.SAME]
        assert same == [" ".join(fold(p)) for p in found_parts]
