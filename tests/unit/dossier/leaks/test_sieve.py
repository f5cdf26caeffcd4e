"""What a sieve holds back could not have been found: each piece is asked by itself, and all together."""

import base64
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment.dossier.leaks.encodings.legible import is_legible, may_be_legible
from muniment.dossier.leaks.encodings.pieces import base64_pieces, hex_pieces
from muniment.dossier.leaks.encodings.sieve import Sieve
from muniment.dossier.leaks.inside.opening import SIGNS
from muniment.dossier.leaks.patterns import compile_patterns
from muniment.dossier.leaks.secret import Secret
from muniment.dossier.leaks.texts import read_bytes

SECRETS = [
    Secret("R-1", "Anna Kowal"),
    Secret("R-2", "Al"),
    Secret("R-3", "Łukasz"),
    Secret("R-4", "Will"),
]
PATTERNS = compile_patterns(SECRETS)
SIEVE = Sieve(PATTERNS.rings, SIGNS)
NOISE = [bytes([n, 200, 7, 201, n, 131, 250]) for n in range(40)]

words = st.sampled_from(
    ["Anna Kowal", "Al", "Łukasz", "Will", "lawoK annA", "漢字かな交じり", "so ", ".", "0"]
)
said = st.lists(words, max_size=4).map("".join)
written = st.builds(
    lambda text, code, odd: text.encode(code) + odd,
    said,
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-16"]),
    st.binary(max_size=2),
)
pieces_of_bytes = st.lists(st.one_of(written, st.binary(max_size=60)), max_size=20)


def base64_letters(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def has_a_secret(data: bytes) -> bool:
    """As a check of this one piece would see it."""
    for text in read_bytes(data, wide=True):
        if any(True for _ in PATTERNS.matches(text.content, is_readable=text.is_readable)):
            return True
        if text.is_prose and any(True for _ in PATTERNS.word_matches(text.content)):
            return True
    return False


def held_back_is_nothing(data: list[bytes]) -> None:
    letters = [*map(base64_letters, [*data, *NOISE])]
    pieces = base64_pieces(letters)
    legible, told = may_be_legible(pieces), SIEVE.telling(pieces)
    for number in range(len(pieces)):
        piece, owner = pieces.piece(number), int(pieces.owners[number])
        skip = number // len(letters)
        whole = letters[owner][skip:]
        whole = whole[: len(whole) - (len(whole) % 4 == 1)]
        assert piece == base64.b64decode(whole + "=" * (-len(whole) % 4))
        if is_legible(piece):
            assert legible[number]
            if has_a_secret(piece):
                assert owner in told


@settings(max_examples=200, deadline=None)
@given(data=pieces_of_bytes)
@example(data=["Will Al".encode("utf-16-le"), "so Al".encode("utf-16-be") + b"x"])
def test_nothing_is_held_back_that_could_be_found(data: list[bytes]) -> None:
    held_back_is_nothing(data)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(data=pieces_of_bytes)
def test_nothing_is_held_back_in_ten_thousand_rows(data: list[bytes]) -> None:
    held_back_is_nothing(data)


def test_noise_is_held_back() -> None:
    assert SIEVE.telling(base64_pieces([base64_letters(one) for one in NOISE])) == set()


def test_files_and_encodings_are_let_through() -> None:
    told = [
        b"PK\x03\x04\xff\xff",
        b"\xffso %41nna\xff",
        b"so &#65;nna so",
        b"QW5uYSBLb3dhbA",
        b"\\x41nna so",
    ]
    pieces = hex_pieces(["a"] * (len(told) + len(NOISE)), _Each([*told, *NOISE]))
    assert SIEVE.telling(pieces) == set(range(len(told)))


def test_a_row_is_read_as_its_pieces_are() -> None:
    pieces = hex_pieces(["first", "second"], lambda one: [one.encode(), b""])
    assert [pieces.piece(n) for n in range(4)] == [b"first", b"", b"second", b""]
    assert re.fullmatch(rb"first\0*second\0*", pieces.data.tobytes())
    assert pieces.only(pieces.ends > pieces.starts).piece(1) == b"second"


class _Each:
    """Gives one piece after the other."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.left = iter(pieces)

    def __call__(self, _: str) -> list[bytes]:
        return [next(self.left)]
