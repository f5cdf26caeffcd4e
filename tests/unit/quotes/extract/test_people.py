"""Whom a shorter name means, in accounts that an editor would read with care."""

import pytest

from muniment.quotes.extract.people import gather
from muniment.quotes.languages import load

FAMILY = (
    "Miss Ada Quill and Miss Mary Quill came with Jane Quill and Zora Quill.",
    "Mr Quill and Mrs Quill stayed at home.",
)


def named(written: str, *texts: str) -> str:
    return gather(list(enumerate(texts, 1)), load("en")).named(written).name


@pytest.mark.parametrize("written", ["Mr Quill", "Mrs Quill"])
def test_a_title_that_none_of_a_family_bears_tells_none_of_them(written: str) -> None:
    assert named(written, *FAMILY) == written


def test_a_title_tells_the_one_of_a_couple_whom_it_fits() -> None:
    assert named("Mrs Quill", "John Quill and Mary Quill came.", "Mrs Quill left.") == "Mary Quill"


def test_a_surname_alone_is_not_filled_up_where_a_man_and_a_woman_bear_it() -> None:
    assert named("Hask", "Mary Hask came.", "Mr Hask left.", "Hask laughed.") == "Hask"
    assert named("Hask", "Mary Hask came.", "Ms Hask left.", "Hask laughed.") == "Mary Hask"


def test_what_stands_behind_a_rank_is_nobodys_first_name() -> None:
    assert named("Martin", "Martin Hask came.", "Colonel Martin left.") == "Martin"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Hask", "It is Mr Hask\nI am sure."),
        ("Hask", "To-day Hask is to go. It is the day to go to him."),
        ("Hask", "HASK ANSWERS THE INQUIRY AT LAST"),
        ("Hask", "The Misses Hask called."),
        ("Hask", "In June Hask left. " + "June was wet. July came after June. Hask laughed. " * 8),
    ],
)
def test_words_that_meet_a_name_by_chance_are_no_part_of_it(written: str, text: str) -> None:
    assert named(written, text) == written
