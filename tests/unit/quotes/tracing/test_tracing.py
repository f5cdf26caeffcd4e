"""What tracing says of a quote beside places that an editor would, or would not, sign for."""

import pytest

from muniment.model.trace import Asked, Flag, Trace, Verdict
from muniment.quotes.tracing import trace
from tests.property.tracing_twin import Twin, corpus_of

IDLE = [f"Cy Holt:: we will see to it then, said line {n}" for n in range(6)]


def chat(*lines: str) -> Twin:
    return corpus_of([list(lines)])


def said(found: Trace) -> str:
    return " ".join(found.reasons)


def test_the_sentence_around_a_quote_chooses_among_places_of_its_words() -> None:
    far = [f"Ann Dale:: nothing of note at post {n}" for n in range(20)]
    case = chat("Ann Dale:: the rent is too high", *far, "Ann Dale:: the harbour fee is too high")
    plain = trace(Asked("is too high", "Ann Dale"), case)
    told = trace(
        Asked("is too high", "Ann Dale", around="Dale held that the fee of the harbour"), case
    )
    assert [f.matches[0].places[0].citation.number for f in (plain, told)] == [1, 22]
    assert plain.verdict is told.verdict is Verdict.VERBATIM


def test_words_of_the_sentence_that_stand_by_chance_choose_nothing() -> None:
    far = [f"Ann Dale:: nothing of note at post {n}" for n in range(20)]
    case = chat("Ann Dale:: the rent is too high", *far, "Ann Dale:: the harbour fee is too high")
    around = "note post line rent nothing harbour"
    found = trace(Asked("is too high", "Ann Dale", around=around), case)
    assert found.matches[0].places[0].citation.number == 1


@pytest.mark.parametrize(
    ("speaker", "why"),
    [
        ("Dot Vale", "they stand in 6 places, and none is known to be Dot Vale's."),
        ("she", "they stand in 6 places, and nothing tells which is meant."),
        ("", "they stand in 6 places, and nothing tells which is meant."),
    ],
)
def test_everyday_words_are_found_and_have_no_source(speaker: str, why: str) -> None:
    found = trace(Asked("we will see", speaker), chat(*IDLE))
    assert (found.verdict, found.flags) == (Verdict.VERBATIM, (Flag.COMMON,))
    assert (found.source, len(found.matches), found.elsewhere) == (None, 6, 5)
    assert said(found).endswith(why)


def test_everyday_words_with_a_marked_omission_are_found() -> None:
    found = trace(Asked("we will see … said line"), chat(*IDLE))
    assert (found.verdict, found.flags, found.source) == (Verdict.ELIDED, (Flag.COMMON,), None)


def test_everyday_words_of_the_speaker_who_is_named_have_their_source() -> None:
    found = trace(Asked("we will see", "Ann Dale"), chat(*IDLE, "Ann Dale:: we will see"))
    assert (found.verdict, found.flags, found.source) == (Verdict.VERBATIM, (), found.matches[0])


def test_everyday_words_that_their_speaker_says_at_several_places_have_no_source() -> None:
    found = trace(Asked("we will see", "Cy Holt"), chat(*IDLE))
    assert (found.verdict, found.flags, found.source) == (Verdict.VERBATIM, (Flag.COMMON,), None)
    assert said(found) == (
        "Anybody may say these words; they stand in 6 places, Cy Holt says them in several, and"
        " nothing tells which is meant."
    )


def test_the_time_tells_which_of_the_speakers_own_everyday_words_are_meant() -> None:
    times = [f"2023-05-1{9 - n}" for n in range(6)]
    case = Twin(v._replace(time=t) for v, t in zip(chat(*IDLE).values, times, strict=True))
    found = trace(Asked("we will see", "Cy Holt", time="2023-05-17"), case)
    assert found.source is not None
    assert found.source.time == "2023-05-17"
    assert said(found) == (
        "Anybody may say these words; in 6 places they are Cy Holt's, and what the account tells"
        " beside them points to one of these."
    )


def test_who_complains_of_being_quoted_is_no_second_source() -> None:
    late = "Ann Dale:: you have got me saying we will see. read the end"
    found = trace(Asked("we will see", "Ann Dale"), chat(*IDLE, "Ann Dale:: we will see", late))
    assert found.source is not None
    assert found.source.places[0].citation.number == 7


def test_what_a_speaker_says_again_in_other_words_is_another_saying() -> None:
    case = chat(
        "Ann Dale:: people stand up and say loudly that the whole harbour belongs to all of us and"
        " not just a handful of wealthy owners"
    )
    asked = Asked(
        "we all come together and say loudly that the harbour of our town belongs to all of us, not"
        " just a few wealthy owners",
        "Ann Dale",
    )
    found = trace(asked, case)
    assert found.verdict is Verdict.NOT_FOUND
    assert found.nearest


def test_another_form_of_a_word_is_no_other_word_of_a_known_speaker() -> None:
    asked = Asked("spends twice as much on dredging", "Ann Dale")
    assert trace(
        asked, chat("Ann Dale:: he is spending twice as much per crane on dredging")
    ).source


def test_places_are_counted_without_those_later_than_the_account() -> None:
    times = [f"2023-05-1{n}" for n in range(6)]
    case = Twin(v._replace(time=t) for v, t in zip(chat(*IDLE).values, times, strict=True))
    found = trace(Asked("we will see", published="2023-05-12"), case)
    assert (len(found.matches), found.elsewhere) == (4, 3)
    assert "they stand in 4 places," in said(found)


def test_everyday_words_at_a_time_that_the_account_tells_have_their_source() -> None:
    times = [f"2023-05-1{n}" for n in range(6)]
    case = Twin(v._replace(time=t) for v, t in zip(chat(*IDLE).values, times, strict=True))
    found = trace(Asked("we will see", time="2023-05-13"), case)
    assert found.source is not None
    assert found.source.time == "2023-05-13"


def test_everyday_words_with_one_left_out_are_not_found() -> None:
    found = trace(Asked("we will see to it, said line"), chat(*IDLE))
    assert (found.verdict, found.matches) == (Verdict.NOT_FOUND, ())
    assert found.nearest


def test_words_that_are_common_one_by_one_are_telling_together() -> None:
    idle = [f"Ann Dale:: the {w} is shut" for w in ("gate", "dock", "crane", "lock") * 8]
    case = chat(*idle, "Cy Holt:: gate dock crane lock")
    assert trace(Asked("gate dock crane lock"), case).source is not None


def test_telling_words_of_another_are_misattributed() -> None:
    found = trace(
        Asked("the seal drawer jammed", "Dot Vale"), chat("Cy Holt:: The seal drawer jammed.")
    )
    assert (found.verdict, found.flags) == (Verdict.VERBATIM, (Flag.MISATTRIBUTED,))


def test_nobody_chooses_among_more_places_than_can_be_looked_through() -> None:
    found = trace(Asked("we will see"), chat(*IDLE * 3))
    assert (found.verdict, found.source, found.elsewhere) == (Verdict.VERBATIM, None, 17)
    assert said(found).endswith("18 places, and nothing tells which is meant.")


def test_few_words_like_another_saying_of_the_speaker_are_not_found() -> None:
    common = ["Ann Dale:: we are ready to take on the work", *IDLE * 6]
    busy = [f"Cy Holt:: ready to take on the {word}" for word in ("crane", "lock", "quay")] * 10
    found = trace(Asked("ready to take on the council", "Ann Dale"), chat(*common, *busy))
    assert found.verdict is Verdict.NOT_FOUND


def test_what_only_shares_function_words_is_not_near() -> None:
    found = trace(Asked("a gift to the town"), chat("Ann Dale:: the bus to the north"))
    assert (found.verdict, found.nearest) == (Verdict.NOT_FOUND, ())


def test_no_place_is_named_twice() -> None:
    found = trace(
        Asked("the lantern of the old gantry fell twice"), chat("A:: the lantern of the old gate")
    )
    assert len({m.places for m in found.nearest}) == len(found.nearest) <= 1


def test_a_quote_broken_off_and_taken_up_again() -> None:
    text = 'spread the "light" she can command "over that tempting range of relevancies"'
    case = chat(
        "Ann Dale:: All the light I have must not be dispersed over that tempting range of relevancies."
    )
    found = trace(Asked(text), case)
    assert found.verdict is Verdict.ELIDED
    assert "Put in by the account: “she can command”." in found.reasons


def test_words_run_together_by_a_scan_are_the_words() -> None:
    found = trace(
        Asked("sameness of women’scoiffure"), chat("A:: the sameness of women's coiffure.")
    )
    assert found.verdict is Verdict.ALTERED


def test_a_verbatim_quote_needs_no_reason() -> None:
    assert trace(Asked("the seal drawer"), chat("A:: the seal drawer")).reasons == ()


@pytest.mark.parametrize(
    ("quote", "source", "reason"),
    [
        ("nobody reads page nine", "nobody read page nine", "singular or plural"),
        ("the four cats got out", "the four cat got out", "singular or plural"),
        (
            "the cook said four cats got out of the yard",
            "the cook said 14 cats got out of the yard",
            "a number",
        ),
        (
            "the cook said four cats got out of the yard",
            "the cook said six cats got out of the yard",
            "a number",
        ),
    ],
)
def test_a_number_is_told_from_a_plural(quote: str, source: str, reason: str) -> None:
    assert f"Among what differs: {reason}." in trace(Asked(quote), chat(f"A:: {source}")).reasons


def test_two_messages_with_nothing_between_are_said_to_follow_each_other() -> None:
    found = trace(
        Asked("the lantern is out, and the gantry is shut"),
        chat("Ann Dale:: the lantern is out", "Cy Holt:: and the gantry is shut"),
    )
    assert found.verdict is Verdict.SPLICED
    assert "The quote joins two messages as one: EX-0001 ¶2 follows EX-0001 ¶1." in found.reasons


def test_two_places_joined_in_the_middle_of_a_sentence_are_both_found() -> None:
    far = [f"Ann Dale:: Nothing of note at post {n}." for n in range(40)]
    first = "Ann Dale:: The harbour fee has gone up by half since the old gate was shut in March."
    last = "Ann Dale:: I tell you that the men on the quay have not had a rise for nine years."
    quote = "The harbour fee has gone up by half and the men on the quay have not had a rise"
    found = trace(Asked(quote, "Ann Dale"), chat(first, *far, last))
    assert found.verdict is Verdict.SPLICED
    assert [p.citation.number for p in found.matches[0].places] == [1, 42]
