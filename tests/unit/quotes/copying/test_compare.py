from muniment.model.copying import LinkKind, SharedKind
from muniment.model.trace import Piece, Step, Verdict
from muniment.quotes.copying import compare
from tests.unit.quotes.copying.making import account, trace

SENTENCE = "She had complained about water in her kitchen in January."
OTHER = "The gate was opened by the mayor at noon with a pair of golden scissors."


def test_the_earlier_account_of_a_sentence_comes_first() -> None:
    found = compare(
        [
            account(1, SENTENCE, day="2024-03-13", outlet="Gong"),
            account(2, f"It rained. {SENTENCE}", day="2024-03-12", outlet="Courier"),
        ]
    )
    (link,) = found.links
    assert (link.earlier, link.later, link.kind, link.is_directed) == (2, 1, LinkKind.COPIED, True)
    assert found.shared[0].text == SENTENCE.rstrip(".")
    assert found.clusters[0].exhibits == (2, 1)


def test_the_same_day_gives_no_direction() -> None:
    found = compare(
        [
            account(1, SENTENCE, day="2024-03-12", outlet="Gong"),
            account(2, SENTENCE, OTHER, day="2024-03-12", outlet="Courier"),
        ]
    )
    assert not found.links[0].is_directed
    assert "hours cannot be compared" in found.links[0].doubt


def test_a_missing_date_gives_no_direction_and_a_credit_does() -> None:
    one = account(1, SENTENCE, outlet="The Harbour Gong")
    alone = compare([one, account(2, SENTENCE, OTHER, outlet="Courier")])
    named = compare([one, account(2, f"As the Gong reported: {SENTENCE}", OTHER, outlet="Courier")])
    assert not alone.links[0].is_directed
    assert "no date of" in alone.links[0].doubt
    copied = next(link for link in named.links if link.kind is LinkKind.COPIED)
    assert (copied.earlier, copied.later, copied.is_directed) == (1, 2, True)
    assert "names The Harbour Gong" in copied.doubt


def test_changed_words_are_listed() -> None:
    found = compare(
        [
            account(1, "The officers decided on the night their Chair was elected that they would be helpful very slowly to her for three years and a day."),
            account(2, "The officers decided on ballot night that they would be helpful very slowly to her for three long years and a day."),
        ]
    )  # fmt: skip
    (shared,) = found.shared
    assert [(d.one, d.other) for d in shared.differences] == [
        ("the night their Chair was elected", "ballot night"),
        ("", "long"),
    ]
    assert not shared.is_exact


def test_two_who_quote_the_same_words_are_not_said_to_copy() -> None:
    quote = "“We do nothing, we say nothing, and we answer every question with a date.”"
    found = compare([account(1, f"She wrote: {quote}"), account(2, f"Her orders were: {quote}")])
    assert [shared.kind for shared in found.shared] == [SharedKind.QUOTED]
    assert [link.kind for link in found.links] == [LinkKind.SAME_SOURCE]
    assert not found.clusters


def test_an_error_that_both_have_says_copying() -> None:
    wrong = Piece(Step.CHANGED, "Owen's", "Petros's", (0, 0))
    words = "out of her window in Owen's dinghy"
    of = {words: trace(0, 30, wrong, verdict=Verdict.ALTERED)}
    found = compare(
        [
            account(1, f"She wrote “{words}”.", traces=of),
            account(2, f"He read “{words}”.", traces=of),
        ]
    )
    (link,) = found.links
    assert link.kind is LinkKind.COPIED
    assert "has “Owen's” for “Petros's”" in link.reason


def test_own_words_inside_the_other_s_marks_are_quoted() -> None:
    found = compare(
        [
            account(1, "The closing of the gate was delayed by 45 minutes.", day="2024-01-01", genre="report"),
            account(2, "The report found “the closing of the gate was delayed by 45 minutes”.", day="2024-01-02"),
        ]
    )  # fmt: skip
    assert [(s.kind, s.quoted_by) for s in found.shared] == [(SharedKind.TAKEN, 2)]
    assert {link.kind for link in found.links} == {LinkKind.QUOTED, LinkKind.CREDITED}


def test_few_words_that_one_has_without_marks_may_be_a_third_s() -> None:
    found = compare(
        [
            account(
                1, "The gate was closed early by nobody in particular that night.", day="2024-01-01"
            ),
            account(
                2, "He said “closed early by nobody in particular that night”.", day="2024-01-02"
            ),
        ]
    )
    assert [link.kind for link in found.links] == [LinkKind.SAME_SOURCE]


def test_a_comment_that_repeats_an_article_is_no_copying() -> None:
    found = compare([account(1, SENTENCE), account(2, OTHER, SENTENCE, kinds={2: "comment"})])
    assert [shared.kind for shared in found.shared] == [SharedKind.COMMENT]
    assert not found.links


def test_a_comment_under_the_article_itself_is_not_compared_with_it() -> None:
    assert not compare([account(1, SENTENCE, SENTENCE, kinds={2: "comment"})]).shared


def test_furniture_is_left_out() -> None:
    found = compare([account(n, SENTENCE, kinds={1: "boilerplate"}) for n in (1, 2)])
    assert not found.shared


def test_an_outlet_does_not_copy_itself() -> None:
    said = f"{OTHER} " + " ".join(f"Number {n} is said by nobody else at all." for n in range(9))
    found = compare(
        [
            account(1, said, SENTENCE, outlet="Gong"),
            account(2, "It rained. " * 90, SENTENCE, outlet="Gong"),
        ]
    )
    assert not found.links


def test_a_set_phrase_is_no_copying() -> None:
    found = compare(
        [
            account(1, "He defended what the Office calls the long affair of the gate, and left."),
            account(2, "They asked about what the Office calls the long affair of the gate again."),
        ]
    )
    assert not found.links
    assert found.stock == 1


def test_nearly_the_whole_in_one_outlet_is_an_edition() -> None:
    text = [
        f"Paragraph {n} says that the boat number {n} went out at {n} and came in."
        for n in range(20)
    ]
    found = compare(
        [
            account(1, *text, outlet="Gong", day="2024-01-01"),
            account(2, "New title.", *text, outlet="Gong", day="2024-01-02"),
            account(3, *text, outlet="Courier", day="2024-01-03"),
        ]
    )
    kinds = {(link.earlier, link.later): link.kind for link in found.links}
    assert found.editions == ((1, 2),)
    assert kinds == {(1, 2): LinkKind.EDITION, (1, 3): LinkKind.COPIED}


def test_two_authors_of_one_text_are_two_accounts() -> None:
    text = "The boat went out at ten and came in at noon, wet and with nobody aboard it."
    found = compare([account(1, text, byline="Ann Wren"), account(2, text, byline="Ben Gull")])
    assert not found.editions
    assert [link.kind for link in found.links] == [LinkKind.COPIED]


def test_two_that_print_one_agency_do_not_copy_each_other() -> None:
    text = f"SKARROW (AP) — {OTHER}"
    found = compare([account(1, text, outlet="Gong"), account(2, text, "More.", outlet="Courier")])
    assert [link.kind for link in found.links] == [LinkKind.WIRE]


def test_no_account_and_empty_accounts_have_nothing_in_common() -> None:
    assert not compare([]).links
    assert not compare([account(1), account(2, ""), account(3, "\u200b")]).shared


def test_a_sentence_repeated_without_end_is_compared_in_bounded_work() -> None:
    found = compare(
        [
            account(1, f"{SENTENCE} " * 20_000),
            account(2, f"{SENTENCE} " * 20_000),
            account(3, SENTENCE),
        ]
    )
    assert {(s.one, s.other) for s in found.shared} == {(1, 2), (1, 3), (2, 3)}


def test_look_alike_letters_and_unseen_marks_hide_nothing() -> None:
    hidden = SENTENCE.replace("a", "а").replace("ch", "c\u200bh")
    found = compare([account(1, SENTENCE), account(2, hidden)])
    assert found.shared[0].words == 10
