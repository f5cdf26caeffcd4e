"""The order of day and month: evidence first, and a guess is called one."""

from datetime import date

import pytest

from muniment.intake.chats.calendars import to_gregorian
from muniment.intake.chats.dates import DateReading, Habits, decide


def of(*written: str, habits: Habits | None = None, order: str = "") -> DateReading:
    return decide([(w, "") for w in written], habits or Habits(), order=order)


def test_a_number_above_twelve_is_no_month() -> None:
    assert of("3/14/22", "4/1/22").order == "month-first"
    decided = of("14/3/22", "1/4/22")
    assert (decided.order, decided.doubt) == ("day-first", "")
    assert decided.basis == "1 date has a first number above 12"


def test_messages_that_lie_close_together_decide_with_a_doubt() -> None:
    decided = of("1/2/22", "2/2/22", "3/2/22")
    assert decided.order == "day-first"
    assert "close together" in decided.basis
    assert decided.doubt == "no date has a first or second number above 12"


def test_a_single_date_is_a_guess_from_habit() -> None:
    assert of("3/4/22").order == "month-first"
    assert of("3/4/22", habits=Habits("es")).order == "day-first"
    assert of("03/04/2022").order == "day-first"
    assert "a guess" in of("3/4/22").doubt


def test_two_digits_of_the_year_may_come_first() -> None:
    assert of("22. 3. 4", "22. 3. 28").day("22. 3. 28") == date(2022, 3, 28)
    assert of("17/07/12", "17/07/13").order == "year-first"
    assert of("99/1/2022", "13/1/2022").misfits == 1


def test_a_file_named_after_its_day_decides() -> None:
    named = [("3/4/22", "", date(2022, 4, 3))]
    decided = decide([("3/4/22", "")], Habits(), named=named)
    assert (decided.order, decided.doubt) == ("day-first", "")
    assert decided.basis == "1 file is named after the day of the message"


def test_what_is_set_by_hand_is_not_argued_with() -> None:
    decided = of("3/14/22", "4/1/22", order="day-first")
    assert (decided.order, decided.basis, decided.misfits) == ("day-first", "set by hand", 1)
    assert "1 of 2 different dates are no day" in decided.doubt


@pytest.mark.parametrize(
    ("calendar", "written"),
    [
        ("buddhist", (2565, 3, 18)),
        ("japanese", (2022, 3, 18)),
        ("roc", (111, 3, 18)),
        ("persian", (1400, 12, 27)),
        ("hebrew", (5782, 7, 15)),
        ("indian", (1943, 12, 27)),
        ("coptic", (1738, 7, 9)),
        ("ethiopic", (2014, 7, 9)),
    ],
)
def test_the_same_day_in_every_calendar(calendar: str, written: tuple[int, int, int]) -> None:
    assert to_gregorian(calendar, *written) == date(2022, 3, 18)


def test_tabular_islamic_dates_are_within_a_day_of_what_was_announced() -> None:
    ramadan = to_gregorian("islamic", 1443, 9, 1)  # announced for 2 April 2022
    assert ramadan is not None
    assert abs(ramadan - date(2022, 4, 2)).days <= 1


def test_days_that_do_not_exist() -> None:
    assert to_gregorian("gregorian", 2022, 2, 30) is None
    assert to_gregorian("persian", 1400, 13, 1) is None
    assert to_gregorian("hebrew", 5783, 6, 1) is None, "no Adar I in a common year"
