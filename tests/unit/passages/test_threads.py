from dataclasses import replace

from muniment.model.citation import ExhibitId
from muniment.model.moment import Moment
from muniment.model.passage import Locator, Passage, PassageKind
from muniment.model.reading import Fact
from muniment.passages.subjects import subject_key, subject_keys
from muniment.passages.threads import (
    Letter,
    letter,
    parent_by_content,
    parent_by_headers,
    thread,
)

ASKS = "Whoever settles the taxis should explain themselves before Thursday evening."


def _letter(number: int, hour: int, subject: str, said: str, quoted: str = "", named: str = "", **told: str) -> Letter:  # fmt: skip
    moment = Moment(f"2022-03-07T{hour:02d}:00:00", 0)
    passages = [
        Passage(PassageKind.MAIL, said, Locator("part 1", 0, len(said)), author=told.pop("author", ""), moment=moment),
    ]  # fmt: skip
    if quoted:
        here = Locator("part 1", 0, len(quoted))
        passages.append(Passage(PassageKind.QUOTED, quoted, here, author=named))
    facts = [Fact("subject", subject), *(Fact(n.replace("_", "-"), v) for n, v in told.items())]
    return letter(ExhibitId(number), facts, passages)


ASK = _letter(1, 9, "Taxis", ASKS, author="Anna Vale <anna@h.example>", message_id="a@h")
OTHER = _letter(2, 10, "Re: Taxis", "Committee members decided nothing yesterday morning.",
                author="Carl Ott <carl@h.example>", message_id="c@h")  # fmt: skip


def test_headers_name_the_parent_or_the_nearest_ancestor() -> None:
    one = Letter(ExhibitId(9), "m@h", ("p@h",), ("root@h", "grand@h", "p@h", "m@h"))
    assert parent_by_headers(one) == ("p@h", "grand@h", "root@h")
    child = replace(OTHER, in_reply_to=("lost@h",), references=("a@h", "lost@h"))
    assert [(p.child, p.parent, p.is_told) for p in thread([child, ASK])] == [(2, 1, True)]


def test_quoted_words_tell_the_parent_however_they_are_broken() -> None:
    quoted = "> whoever settles the taxis should\n> explain themselves before\n> Thursday evening."
    child = _letter(3, 11, "AW: [works] Taxis", "I do.", quoted, author="Bo <bo@h.example>")
    found = parent_by_content(child, [OTHER, ASK])
    assert found == (1, "same subject; says 100% of the words quoted")


def test_who_is_named_tells_the_parent() -> None:
    child = _letter(3, 11, "Re: Taxis", "No.", "Anna Vale wrote:\n> Hm?", "Anna Vale")
    assert parent_by_content(child, [OTHER, ASK]) == (1, "same subject; its author is named")


def test_a_mail_that_does_not_answer_has_no_parent() -> None:
    assert parent_by_content(_letter(3, 11, "Taxis", "Another thing."), [ASK, OTHER]) is None
    assert parent_by_content(_letter(3, 11, "Re: Trams", "No."), [ASK, OTHER]) is None
    assert list(thread([ASK])) == []


def test_no_mail_answers_itself_nor_a_circle() -> None:
    one = Letter(ExhibitId(1), "a", ("b",), subject="x")
    two = Letter(ExhibitId(2), "b", ("a",), subject="x")
    three = Letter(ExhibitId(3), "c", ("c",), subject="x")
    assert [(p.child, p.parent) for p in thread([one, two, three])] == [(1, 2)]


def test_the_same_mail_has_the_same_letter() -> None:
    told = {"author": "Anna Vale <anna@h.example>", "message_id": "a@h"}
    assert _letter(1, 9, "Taxis", ASKS, **told) == ASK
    assert all(0 <= print_ < 2**32 for print_ in ASK.new)


def test_subjects() -> None:
    for written in ("Re: Bus", "RE[2]: bus", "AW: WG: Bus", "[works] Re: [works] Bus (fwd)", "Bus"):
        assert subject_key(written) == "bus"
    assert subject_keys("Trams (was: Re: Bus)") == ("trams", "bus")
    assert subject_keys("Fares Re: Bus") == ("fares re: bus", "bus")
    assert subject_key("Re:") == "re:"
