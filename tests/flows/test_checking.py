"""What a quote is held against: who sends in a chat, when an account came out, and how it is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.case import Case
from muniment.cli import verdicts
from muniment.errors import NotATimeError
from muniment.model.citation import ExhibitId
from muniment.model.quotation import Quotation
from muniment.model.trace import Flag, Verdict

NAMESAKES = """\
06/05/2021, 22:45 - Anna: the sluice was left open on purpose
06/05/2021, 22:46 - Anna Kowal: nobody told the lock keeper a thing
06/05/2021, 22:47 - Ben Marsh: goodnight all
"""


@pytest.fixture
def add(case: Case, tmp_path: Path) -> Callable[..., Case]:
    """Takes files into a case: their names, and what is in them."""

    def adding(files: dict[str, str]) -> Case:
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        case.add([tmp_path / name for name in files])
        return case

    return adding


SAID_LATER = """\
<html><head><title>The lock at Easterby</title>
<meta property="og:type" content="article">
<meta property="article:published_time" content="2021-05-07"></head>
<body><article><h1>The lock at Easterby</h1>
<p>The lock at Easterby was drained on a Thursday night, and nobody has said on whose word it was.</p>
<p>Anna Kowal said: “Nobody told the lock keeper that the pound was drained.”</p>
<p>The trust that keeps the lock has not answered our letters, and its office was shut on Friday.</p>
</article></body></html>
"""
LATER = """\
19/05/2021, 10:15 - Anna Kowal: Nobody told the lock keeper that the pound was drained
19/05/2021, 10:16 - Ben Marsh: goodnight all
"""
SINCE = "20/05/2021, 10:15 - Cy Holt: bring the ladder\n20/05/2021, 10:16 - Cy Holt: and rope\n"


def only(case: Case, text: str, speaker: str = "") -> Quotation:
    [one] = case.trace(text, speaker).quotations
    assert one.trace is not None
    return one


@pytest.mark.parametrize(
    ("words", "speaker", "flags", "why"),
    [
        (
            "the sluice was left open on purpose",
            "Anna Kowal",
            (Flag.MISATTRIBUTED,),
            "Two senders of EX-0001 fit the name Anna Kowal: Anna and Anna Kowal.",
        ),
        (
            "nobody told the lock keeper a thing",
            "Anna",
            (),
            "Two senders of EX-0001 fit the name Anna: Anna Kowal and Anna.",
        ),
        ("the sluice was left open on purpose", "Anna", (), ""),
        ("nobody told the lock keeper a thing", "Anna Kowal", (), ""),
        ("goodnight all", "Mr Marsh", (), ""),
    ],
)
def test_two_namesakes_in_a_chat_are_not_taken_for_one(
    add: Callable[..., Case], words: str, speaker: str, flags: tuple[Flag, ...], why: str
) -> None:
    case = add({"WhatsApp Chat with Lock.txt": NAMESAKES})
    found = only(case, words, speaker).trace
    assert found is not None
    assert (found.verdict, found.flags) == (Verdict.VERBATIM, flags)
    assert ("fit the name" in " ".join(found.reasons)) == bool(why)
    assert why in " ".join(found.reasons)


def test_an_account_has_one_answer_in_the_case_and_checked_from_outside(
    add: Callable[..., Case], tmp_path: Path
) -> None:
    case = add({"press.html": SAID_LATER, "WhatsApp Chat with Lock.txt": LATER})
    account = next(e.id for e in case.exhibits() if e.name.endswith("press.html"))
    inside = [q.trace for q in case.quotes(account).quotations if q.trace]
    outside = [q.trace for q in case.trace_file(tmp_path / "press.html").quotations if q.trace]
    (tmp_path / "other.html").write_text(SAID_LATER + "<!-- -->", "utf-8")
    other = [q.trace for q in case.trace_file(tmp_path / "other.html").quotations if q.trace]
    assert inside == outside
    for [found] in (inside, other):
        assert found.verdict is Verdict.NOT_FOUND
        assert found.reasons[:2] == (
            "Found only in a passage dated after the account: EX-0002 ¶1.",
            "2 primary passages searched.",
        )
        assert [m.places[0].citation.number for m in found.nearest] == [1]


def test_a_verdict_and_what_stands_above_it_have_one_number(
    add: Callable[..., Case],
) -> None:
    add({"press.html": SAID_LATER, "WhatsApp Chat with Lock.txt": NAMESAKES})
    account = ExhibitId(1)
    case = add({"WhatsApp Chat with Night.txt": SINCE})
    found = case.quotes(account)
    [told] = [q.trace for q in found.quotations if q.trace]
    assert told.reasons[0] == f"Found in none of {found.searched} primary passages searched."


def test_words_of_two_people_are_told_as_theirs(add: Callable[..., Case]) -> None:
    case = add({"WhatsApp Chat with Lock.txt": NAMESAKES.replace("Anna:", "Cy Holt:")})
    text = "the sluice was left open on purpose. Nobody told the lock keeper a thing"
    nobody, somebody = only(case, text).trace, only(case, text, "Cy Holt").trace
    assert nobody is not None
    assert somebody is not None
    assert nobody.flags == somebody.flags == (Flag.MISATTRIBUTED,)
    assert nobody.reasons[-1] == "The words are those of two people, Cy Holt and Anna Kowal."
    assert somebody.reasons[-1] == (
        "The words are those of two people, Cy Holt and Anna Kowal; the account names Cy Holt."
    )


@pytest.mark.parametrize(
    "said", ["tomorrow", "last tuesday", "2021-02-30", "25:10", "6 May", "2021T22:45"]
)
def test_what_is_no_date_is_refused(add: Callable[..., Case], said: str) -> None:
    case = add({"WhatsApp Chat with Lock.txt": NAMESAKES})
    with pytest.raises(NotATimeError, match=r"no date .* Write it like 2023-05-18"):
        case.trace("goodnight all", said=said)


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ("2021-05-06", ()),
        ("2021-05", ()),
        ("2021-05-06 22:47", ()),
        ("22:47", ()),
        ("T22:47:00", ()),
        ("", ()),
        ("2021-05-07", (Flag.MISDATED,)),
        ("2020", (Flag.MISDATED,)),
    ],
)
def test_a_date_is_held_against_the_source(
    add: Callable[..., Case], said: str, flags: tuple[Flag, ...]
) -> None:
    case = add({"WhatsApp Chat with Lock.txt": NAMESAKES})
    [one] = case.trace("nobody told the lock keeper", said=said).quotations
    assert one.trace is not None
    assert (Flag.MISDATED in one.trace.flags) == bool(flags)


def test_a_single_word_that_is_all_there_is_is_shown_with_its_reason(
    add: Callable[..., Case],
) -> None:
    case = add({"WhatsApp Chat with Lock.txt": NAMESAKES})
    alone = "\n".join(verdicts.listed(case.trace("sluice"), None, everything=False))
    assert "1 quote: 1 not searched" in alone
    assert "One word is too little to tell where it comes from" in alone
    assert "--all" not in alone
    text = "Ben said: “goodnight all”.\nOther towns have a “sluice” too."
    beside = "\n".join(verdicts.listed(case.trace(text), None, everything=False))
    assert "2 quotes" in beside
    assert "Not shown: 1 of them is a single word: --all" in beside


@pytest.mark.parametrize("said", ["He said “yes”.", "At the sluice he said “yes”."])
def test_what_stands_near_many_places_by_chance_tells_no_source_of_a_word(
    add: Callable[..., Case], said: str
) -> None:
    words = ("yes", "who said so?", "the sluice is shut", "yes", "never mind", "yes then")
    lines = "".join(
        f"0{1 + n // 60}/05/2021, 22:{n % 60:02} - {'Cy Holt' if n % 2 else 'Di Orel'}: {words[n % 6]}\n"
        for n in range(240)
    )
    case = add({"WhatsApp Chat with Lock.txt": lines})
    told = "\n".join(verdicts.listed(case.trace(said), None, everything=True))
    assert "1 not searched" in told
    assert "One word is too little" in told


def test_places_of_everyday_words_are_counted_as_they_are_listed(add: Callable[..., Case]) -> None:
    lines = "".join(
        f"0{n}/05/2021, 22:45 - Cy Holt: we will see to it then {n}\n" for n in range(1, 8)
    )
    case = add({"WhatsApp Chat with Lock.txt": lines})
    told = "\n".join(verdicts.listed(case.trace("we will see"), None, everything=False))
    assert "they stand in 7 places" in " ".join(told.split())
    assert told.count("¶") == 7
