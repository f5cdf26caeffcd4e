"""Quotes in a case: found, traced, checked from outside, judged, and the same after a rebuild."""

from collections.abc import Callable
from pathlib import Path

import pytest

import muniment
from muniment.case import Case
from muniment.errors import CaseBusyError, NoSuchQuoteError, NothingToCheckError
from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement import Leaning, Opinion
from muniment.model.quotation import Quotation, QuoteRef
from muniment.model.trace import Flag, Verdict
from muniment.store.lock import writing

ARTICLE = """\
What the ferry cost

By Nora Vane

7 May 2021

Anna Kowal wrote that everyone was “silent and grey faced” that evening.

“The result was opposite to what we worked for,” Ben Marsh said.

Mr Marsh called it “the darkest hour of the quay”.

Anna Kowal said: “Nobody signed the ferry contract after the ballot closed.”
"""
LATER = """\
09/05/2021, 10:15 - Ben Marsh: honestly it was the darkest hour of the quay
09/05/2021, 10:16 - Anna Kowal: it was not
"""


@pytest.fixture
def told(case: Case, evidence: Path) -> Case:
    """The case with an article that quotes its chat and its mail."""
    (evidence / "press.txt").write_text(ARTICLE, "utf-8")
    case.add([evidence])
    return case


def account_of(case: Case, name: str = "press.txt") -> ExhibitId:
    return next(e.id for e in case.exhibits() if e.name.endswith(name))


def quotations(case: Case) -> dict[str, Quotation]:
    found = case.quotes(account_of(case)).quotations
    return {q.quote.text.rstrip(",."): q for q in found if q.trace}


def verdicts(case: Case) -> dict[str, Verdict]:
    return {text: q.trace.verdict for text, q in quotations(case).items() if q.trace}


def test_each_quote_of_an_account_has_its_verdict(told: Case) -> None:
    found = verdicts(told)
    assert found["silent and grey faced"] is Verdict.VERBATIM
    assert found["The result was opposite to what we worked for"] is Verdict.ALTERED
    assert found["the darkest hour of the quay"] is Verdict.NOT_FOUND
    assert found["Nobody signed the ferry contract after the ballot closed"] is Verdict.ALTERED


def test_a_quote_in_full_shows_its_source_in_the_conversation(told: Case) -> None:
    ref = quotations(told)["silent and grey faced"].ref
    assert ref is not None
    view = told.quote(ref)
    assert view.source is not None
    assert [p.passage.author for p in view.context][:2] == ["Anna Kowal", "Ben Marsh"]
    assert "silent and grey faced" in view.sentence.passage.text


def test_a_new_chat_changes_what_it_can_change(
    told: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "WhatsApp Chat with Later.txt").write_text(LATER, "utf-8")
    before = {text: q.trace for text, q in quotations(told).items()}
    from muniment.case.accounts import tracing

    traced: list[str] = []
    trace = tracing.trace

    def noted(asked: tracing.Asked, corpus: tracing.Corpus) -> object:
        traced.append(asked.text)
        return trace(asked, corpus)

    monkeypatch.setattr(tracing, "trace", noted)
    told.add([tmp_path / "WhatsApp Chat with Later.txt"])
    after = quotations(told)
    assert [t.rstrip(".") for t in traced] == ["the darkest hour of the quay"]
    assert after["the darkest hour of the quay"].trace is not None
    assert after["the darkest hour of the quay"].trace.verdict is Verdict.VERBATIM
    same = after["silent and grey faced"].trace
    assert same is not None
    assert before["silent and grey faced"] is not None
    assert same.matches == before["silent and grey faced"].matches
    assert same.searched == before["silent and grey faced"].searched + 2


def test_an_account_that_comes_before_its_sources_is_traced_when_they_come(
    case: Case, evidence: Path, tmp_path: Path
) -> None:
    (tmp_path / "press.txt").write_text(ARTICLE, "utf-8")
    case.add([tmp_path / "press.txt"])
    assert set(verdicts(case).values()) == {Verdict.NOT_SEARCHED}
    case.add([evidence])
    assert verdicts(case)["silent and grey faced"] is Verdict.VERBATIM
    assert verdicts(case)["the darkest hour of the quay"] is Verdict.NOT_FOUND


def test_a_judgement_stands_and_can_be_taken_back_and_survives_a_rebuild(told: Case) -> None:
    ref = quotations(told)["The result was opposite to what we worked for"].ref
    assert ref is not None
    told.judge(ref, Opinion(Leaning.REJECT, instead=Verdict.VERBATIM), "one article")
    said = told.quote(ref).quotation.opined
    assert said is not None
    assert str(said.opinion) == "reject altered, instead verbatim"
    rebuilt = told.rebuild()
    assert rebuilt.changed == []
    assert told.quote(ref).quotation.opined == said
    told.judge(ref, None)
    view = told.quote(ref)
    assert view.quotation.opined is None
    assert [j.value for j in view.history] == ["reject altered, instead verbatim", ""]


def test_a_rebuild_gives_the_same_traces(told: Case) -> None:
    before = quotations(told)
    told.rebuild()
    assert quotations(told) == before


def test_a_sentence_is_checked_without_being_taken_in(told: Case) -> None:
    exhibits = len(list(told.exhibits()))
    [one] = told.trace("silent and grey-faced").quotations
    assert one.trace is not None
    assert one.trace.verdict is Verdict.VERBATIM
    [one] = told.trace("silent and grey faced", speaker="Ben Marsh").quotations
    assert one.trace is not None
    assert Flag.MISATTRIBUTED in one.trace.flags
    assert len(list(told.exhibits())) == exhibits


def test_a_saved_article_is_checked_without_being_taken_in(told: Case, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(ARTICLE.replace("“silent and", "“silent or"), "utf-8")
    found = told.trace_file(tmp_path / "other.txt")
    assert found.account is None
    assert next(q.trace.verdict for q in found.quotations if q.trace) is Verdict.ALTERED


def test_an_article_of_the_case_is_no_source_of_itself(told: Case, evidence: Path) -> None:
    found = told.trace_file(evidence / "press.txt")
    dark = next(q.trace for q in found.quotations if "darkest" in q.quote.text)
    assert dark is not None
    assert dark.verdict is Verdict.NOT_FOUND
    assert not dark.matches


def test_a_case_without_primary_passages_says_so(case: Case, tmp_path: Path) -> None:
    (tmp_path / "press.txt").write_text(ARTICLE, "utf-8")
    case.add([tmp_path / "press.txt"])
    [one] = case.trace("silent and grey faced").quotations
    assert one.trace is not None
    assert one.trace.verdict is Verdict.NOT_SEARCHED


def test_while_another_writes_what_was_not_searched_is_told(
    case: Case, evidence: Path, tmp_path: Path
) -> None:
    (
        evidence / "note.txt"
    ).unlink()  # without an account, no words are gathered until they are needed
    case.add([evidence])
    with writing(tmp_path / "case" / "case.lock"):
        found = case.trace("silent and grey faced")
    assert found.unsearched > 0
    assert case.trace("silent and grey faced").unsearched == 0


def test_nobody_judges_while_another_writes(told: Case, tmp_path: Path) -> None:
    ref = quotations(told)["silent and grey faced"].ref
    assert ref is not None
    with writing(tmp_path / "case" / "case.lock"), pytest.raises(CaseBusyError):
        told.judge(ref, Opinion(Leaning.AGREE))


def test_what_is_no_quote_is_named(told: Case) -> None:
    with pytest.raises(NoSuchQuoteError):
        told.quote(QuoteRef(Citation(account_of(told), 1), 7))


def test_what_holds_no_words_cannot_be_checked(told: Case, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NothingToCheckError):
        told.trace_file(tmp_path / "empty.txt")


def test_the_words_of_a_case_can_be_lost(told: Case, make_case: Callable[[str], Case]) -> None:
    before = quotations(told)
    for path in sorted((told.original(1).parents[2] / "words").rglob("*")):
        if path.is_file():
            path.write_bytes(b"spoilt")
    assert quotations(told) == before


def test_one_door_for_programs(told: Case) -> None:
    folder = told.original(1).parents[2]
    with_words = muniment.open(folder).trace("the ferry contract again")
    assert with_words.quotations[0].trace is not None
    assert with_words.quotations[0].trace.matches[0].author == "Anna Kowal"


def test_a_judgement_names_a_source_of_the_case_and_takes_back_what_there_is(told: Case) -> None:
    from muniment.errors import NoSuchExhibitError, NoSuchPassageError, NothingToTakeBackError

    ref = next(iter(told.unjudged().values()))[0]
    for source, error in (
        ("EX-9999 ¶1", NoSuchExhibitError),
        ("EX-0001 ¶9999", NoSuchPassageError),
    ):
        with pytest.raises(error):
            told.judge(ref, Opinion(Leaning.REJECT, source=Citation.parse(source)))
    with pytest.raises(NothingToTakeBackError):
        told.judge(ref, None)
