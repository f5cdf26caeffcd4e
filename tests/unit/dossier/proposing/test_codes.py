"""Signs with check digits, and what only looks like one."""

import pytest

from muniment.dossier.proposing.codes import find_codes
from muniment.dossier.proposing.measures import find_measures
from muniment.dossier.proposing.tokens import tokenise


def codes(words: str) -> set[tuple[str, str]]:
    return {(words[f.start : f.end], f.kind.value) for f in find_codes(words) if f.kind}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "to DE89 3704 0044 0532 0130 00 please",
            ("DE89 3704 0044 0532 0130 00", "account number"),
        ),
        ("from 10.0.0.17 at noon", ("10.0.0.17", "code")),
        ("case nos. 4511/03 and 4512/03", ("4512/03", "code")),
        ("passport no. CX1234567", ("CX1234567", "code")),
        ("call 555-123-4567", ("555-123-4567", "phone")),
        ("ring 8675309 99 or text 44556677", ("44556677", "phone")),
        ("Contact-07700900123.vcf", ("07700900123", "phone")),
        ("the scan 07700900123", ("07700900123", "phone")),
        ("see www.example.com/a/b.", ("www.example.com/a/b", "URL or handle")),
        (
            "id 0f8fad5b-d9cb-469f-a165-70867728950e",
            ("0f8fad5b-d9cb-469f-a165-70867728950e", "code"),
        ),
    ],
)
def test_what_is_one(words: str, expected: tuple[str, str]) -> None:
    assert expected in codes(words)


@pytest.mark.parametrize(
    "words",
    [
        "DE88 is not enough",
        "section 12 and Article 9",
        "Protocol No. 4",
        "version 10.2.1",
        "on 12/04/2024",
        "1,000,000 of them",
        "it was 2024-05-06",
        "see scan-0041234567.pdf and scan 0041234567.pdf",
        "Scan-0041234567, photo-07700900123.jpeg",
    ],
)
def test_what_is_none(words: str) -> None:
    assert codes(words) == set()


def test_an_iban_with_wrong_digits_is_in_doubt() -> None:
    (find,) = [f for f in find_codes("IBAN DE88370400440532013000") if f.kind == "account number"]
    assert find.is_doubtful
    assert "check digits" in find.doubt


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on 3 May 2019.", "3 May 2019"),
        ("on May 3, 2019.", "May 3, 2019"),
        ("el 3 de mayo de 2019.", "3 de mayo de 2019"),
        ("dnia 3 maja 2019 r.", "3 maja 2019"),
        ("am 3. Mai 2019 kam", "3. Mai 2019"),
        ("le 3 août 2019.", "3 août 2019"),
        ("from 1998 to now", "1998"),
        ("in mid-June 1999 she", "mid-June 1999"),
        ("at 9.30 a.m. he", "9.30 a.m."),
        ("for two weeks.", "two weeks"),
        ("paid €4.500,20 then", "€4.500,20"),
        ("paid 1,200 Swiss francs then", "1,200 Swiss francs"),
        ("EUR 30 million each", "EUR 30 million"),
        ("about 41 km/h faster", "41 km/h"),
        ("and 12 % of it", "12 %"),
        ("with eleven other persons", "eleven other persons"),
    ],
)
def test_dates_and_amounts(words: str, expected: str) -> None:
    assert expected in {words[f.start : f.end] for f in find_measures(words, tokenise(words))}


def test_may_and_march_are_not_always_months() -> None:
    words = "You may march on, and May I come?"
    assert find_measures(words, tokenise(words)) == []
