"""Parts of whole and of broken mails: nothing in them may be lost, however they are divided."""

import pytest

from muniment.intake.mime.parts import UNPACKED_LIMIT, parse

NESTED = (
    b"Content-Type: multipart/mixed; boundary=out\n\n--out\n"
    b"Content-Type: multipart/mixed; boundary=in\n\n--in\n\nThe bus was late.\n"
)


def shown(mail: bytes) -> list[tuple[str, str, bytes]]:
    """Number, type and words of each leaf."""
    return [(p.number, p.type, mail[p.start : p.end]) for p in parse(mail).leaves()]


def test_an_outer_boundary_ends_an_inner_part_when_a_file_follows() -> None:
    mail = NESTED + b"--out\nContent-Type: image/png\n\npixels\n--out--\n"
    assert shown(mail) == [
        ("1.1", "text/plain", b"The bus was late."),
        ("2", "image/png", b"pixels"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Transfer-Encoding: base64",
        b"content-transfer-encoding:quoted-printable",
        b"Content-Disposition: attachment",
        b"Content-Type: text/plain; name=notes.txt",
        b"Content-Type: message/rfc822",
    ],
)
def test_what_must_be_opened_is_never_left_in_a_text(header: bytes) -> None:
    mail = NESTED + b"--out\n" + header + b"\n\nU2VlIHlvdQ==\n"
    assert [words for _, _, words in shown(mail)] == [b"The bus was late.", b"U2VlIHlvdQ==\n"]


def test_an_unclosed_plain_part_goes_on_over_plain_ones() -> None:
    mail = NESTED + b"--out\nContent-Type: text/plain\n\nAt noon.\n"
    assert shown(mail) == [
        (
            "1.1",
            "text/plain",
            b"The bus was late.\n--out\nContent-Type: text/plain\n\nAt noon.\n",
        )
    ]
    assert not parse(mail).is_closed


def test_an_unclosed_part_does_not_go_on_over_the_end_of_an_outer_one() -> None:
    assert shown(NESTED + b"--out--\n") == [("1.1", "text/plain", b"The bus was late.")]


def test_an_unclosed_part_does_not_go_on_over_much() -> None:
    mail = NESTED + b"--out\n\n" + b"word " * UNPACKED_LIMIT
    assert [number for number, _, _ in shown(mail)] == ["1.1", "2"]


def test_the_boundary_of_an_outer_part_that_begins_like_the_inner_one_is_the_inner_ones() -> None:
    mail = (
        b"Content-Type: multipart/mixed; boundary=ab\n\n--ab\n"
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--ab\n\ntwo\n--ab--\n"
    )
    assert shown(mail) == [("1.1", "text/plain", b"one"), ("1.2", "text/plain", b"two")]


def test_a_line_that_only_begins_with_a_boundary_is_text_when_the_boundary_itself_comes() -> None:
    mail = b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\n--about us\n--a--\n"
    assert shown(mail) == [("1", "text/plain", b"--about us")]


def test_of_two_types_the_last_counts_where_nothing_is_packed() -> None:
    head = b"Content-Type: multipart/mixed; boundary=a\nContent-Type: text/plain\n"
    plain = head + b"\n--a\n\nWhen?\n--a--\n"
    assert shown(plain) == [("1", "text/plain", b"--a\n\nWhen?\n--a--\n")]
    packed = head + b"\n--a\nContent-Transfer-Encoding: base64\n\nV2hlbj8=\n--a--\n"
    assert shown(packed) == [("1", "text/plain", b"V2hlbj8=")]


def test_of_two_transfer_encodings_the_one_that_packs_counts() -> None:
    mail = b"Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n\nV2hlbj8=\n"
    assert parse(mail).encoding == "base64"


def test_a_mail_of_breaks_takes_no_more_than_its_length() -> None:
    nest = b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(30)
    )
    mail = nest + b"\nx\n" + b"--0\n\n" * 20_000
    assert len(list(parse(mail).leaves())) > 1
