"""The encoding of a text, and how it is known."""

import io

import pytest

from muniment.intake.paper.decode import decode_head, detect, detect_stream, named_encoding


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Zoë wrote", "utf-8"),
        ("Zoë wrote", "cp1252"),
        ("Привет, мир! Это длинное предложение о жизни у моря.", "cp1251"),
        ("Привет, мир! Как дела?", "utf-16-le"),
        ("你好 世界", "utf-16-be"),
        ("Hello", "utf-32-le"),
        ("日本語のテキスト です", "iso2022_jp"),
    ],
)
def test_an_encoding_is_found(text: str, codec: str) -> None:
    assert text.encode(codec).decode(detect(text.encode(codec)).codec) == text


def test_only_a_guess_is_doubted() -> None:
    assert not detect("Zoë".encode()).doubt
    assert not detect("Zoë".encode("utf-16")).doubt
    assert detect("Zoë".encode("cp1252")).doubt


def test_zero_bytes_alone_are_no_wide_text() -> None:
    assert detect(bytes(1000)).codec == "utf-8"
    assert detect(b"a\0b\0\0\0c\x07d\0" * 50).codec not in {"utf-32-le", "utf-32-be"}


@pytest.mark.parametrize(
    "text",
    [
        b"Meet me at the gate.\0\n",
        b"The harbour office closes at six, and nobody answers the bell.\0 Go.",
        b"date,sum\n2022-04-03,12\n2022-04-04,1\0\n",
        "Zoë is at the gate.\0\n".encode(),
        "Zoë is at the gate of the mill.\0\n".encode("cp1252"),
    ],
)
def test_a_stray_zero_byte_in_a_short_text_makes_it_no_utf_16(text: bytes) -> None:
    assert detect(text).codec in {"utf-8", "cp1252"}
    assert "\0" in decode_head(text)
    assert detect(b"\n" + text).codec in {"utf-8", "cp1252"}


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Meet me at the gate.\n",
        "Привет, мир! Как дела?",
        "Πού είναι το πλοίο;\n",
        "שלום לכולם שם",
        "नमस्ते दुनिया, आप कैसे हैं",
        "วันนี้ อากาศดี",
        "안녕하세요 여러분\n",
        "これは みずうみの ほとりの いえです\n",
        "我们 明天 在 码头 见面\n",
    ],
)
def test_utf_16_without_a_mark_is_found_in_any_alphabet(text: str, codec: str) -> None:
    assert detect(text.encode(codec)).codec == codec


def test_a_head_that_ends_inside_a_letter_is_decoded_so_far() -> None:
    assert decode_head("Zoë".encode()[:-1]) == "Zo"
    assert decode_head(b"\xff\xfeH\0i") == "H"
    assert decode_head(b"") == ""


def test_a_stream_is_judged_by_the_bytes_around_the_first_odd_one() -> None:
    assert detect_stream(io.BytesIO(b"a" * 200_000 + "é".encode()), 1 << 12).codec == "utf-8"
    assert detect_stream(io.BytesIO(b"a " * 200_000 + b"\xe9"), 1 << 12).codec == "cp1252"
    late = b"a" * 99_999 + "ж".encode()
    assert detect_stream(io.BytesIO(late[:-1]), 1 << 12).codec == "cp1252"


@pytest.mark.parametrize(
    "name", ["rot13", "zlib", "base64", "utf-7", "idna", "unicode_escape", "nonsense", "", "a\0"]
)
def test_what_is_no_encoding_of_text_cannot_be_set(name: str) -> None:
    assert named_encoding(name) is None


def test_an_encoding_can_be_named_as_people_do() -> None:
    assert named_encoding("Latin1")
    assert named_encoding("UTF-16")
