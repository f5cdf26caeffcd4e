import pytest

from muniment.intake.mime.addresses import mailboxes
from muniment.intake.mime.charsets import decode
from muniment.intake.mime.dates import mail_moment
from muniment.intake.mime.headers import decode_words, parameters, parse_fields
from muniment.intake.mime.transfer import unpack


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"=?iso-8859-1?q?M=FChl?= =?iso-8859-1?q?bach?=", "Mühlbach"),
        (b"=?utf-8?b?4oKs4g==?=\n =?utf-8?b?gqw=?= due", "€€ due"),  # a character cut in two
        (b"=?gb2312?B?xOO6ww==?=", "你好"),
        (b"=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
        (b"=?nonsense?q?caf=C3=A9?=", "café"),
        (b"=?utf-8?x?broken?= =?utf-8?q?ok", "=?utf-8?x?broken?= =?utf-8?q?ok"),
        (b"raw caf\xe9", "raw café"),
        (b"two\r\n\tlines", "two lines"),
    ],
)  # fmt: skip
def test_encoded_words(written: bytes, shown: str) -> None:
    assert decode_words(written) == shown


def test_a_stray_line_in_the_header_does_not_end_it() -> None:
    fields, body = parse_fields(b"From: a@b\nbroken\nTo: c@d\n\nHi")
    assert fields[b"to"] == [b"c@d"]
    assert fields[b""] == [b"broken"]
    assert body == len(b"From: a@b\nbroken\nTo: c@d\n\n")


def test_a_header_without_its_blank_line_ends_at_the_boundary() -> None:
    fields, body = parse_fields(b"MIME-Version: 1.0\n--x\nFrom: a@b\n")
    assert list(fields) == [b"mime-version"]
    assert body == 18


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("text/plain; charset=utf-8", {"charset": "utf-8"}),
        ('multipart/mixed boundary="a b"', {"boundary": "a b"}),
        ("a/b; name=The night bus.txt", {"name": "The night bus.txt"}),
        ("a/b; name*0=night; name*1=bus", {"name": "nightbus"}),
        ("a/b; name*=iso-8859-1'de'M%FChl", {"name": "Mühl"}),
        ('a/b; name="=?utf-8?q?M=C3=BChl?="', {"name": "Mühl"}),
        ('a/b; name="say \\"no\\""', {"name": 'say "no"'}),
    ],
)
def test_parameters(written: str, found: dict[str, str]) -> None:
    assert parameters(written)[1] == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a@b.c", ["a@b.c"]),
        ("Anna Vale <a@b.c>, bo@b.c (Bo Lind)", ["Anna Vale <a@b.c>", "Bo Lind <bo@b.c>"]),
        ('"Vale, Anna" <a@b.c>', ["Vale, Anna <a@b.c>"]),
        ("=?utf-8?q?Vale=2C_Anna?= <a@b.c>", ["Vale, Anna <a@b.c>"]),
        ("undisclosed-recipients:;", []),
        ("Desk: a@b.c, <d@b.c>; e@b.c", ["a@b.c", "d@b.c", "e@b.c"]),
        ("The Registry", ["The Registry"]),
        ("'a@b.c' <a@b.c>", ["a@b.c"]),
    ],
)
def test_mailboxes(written: str, found: list[str]) -> None:
    assert [str(box) for box in mailboxes(written)] == found


@pytest.mark.parametrize(
    ("written", "local", "offset"),
    [
        ("Mon, 7 Mar 2022 10:15:02 +0100", "2022-03-07T10:15:02", 60),
        ("7 Mar 22 10:15 -0000", "2022-03-07T10:15", None),
        ("Mon, 07-Mar-2022 10:15:02 EST", "2022-03-07T10:15:02", -300),
        ("Mon Mar  7 10:15:02 2022", "2022-03-07T10:15:02", None),
        ("Mon, 7 Mar 2022 9:15:02 PM +0530 (IST)", "2022-03-07T21:15:02", 330),
        ("2022-03-07T10:15:02Z", "2022-03-07T10:15:02", 0),
        ("March 7, 2022 10:15 AM", "2022-03-07T10:15", None),
        ("Mon, 7 Mar 102 10:15:02 GMT", "2002-03-07T10:15:02", 0),
        ("Thu, 31 Dec 1998 23:59:60 +0000", "1998-12-31T23:59:59", 0),
    ],
)
def test_dates(written: str, local: str, offset: int | None) -> None:
    moment = mail_moment(written)
    assert moment is not None
    assert (moment.local, moment.offset) == (local, offset)


@pytest.mark.parametrize("written", ["", "gestern", "31 Feb 2022 10:00", "3/7/2022 10:15", "1 x"])
def test_no_date_is_guessed(written: str) -> None:
    assert mail_moment(written) is None


def test_charsets() -> None:
    assert decode("Привет".encode("koi8-r"), "KOI8-R").text == "Привет"
    assert decode("Ő“".encode("cp1250", "ignore"), "x-cp1250").charset
    assert decode(b"caf\xc3\xa9", "").text == "café"
    assert "unknown" in decode(b"caf\xe9", "x-nowhere").trouble
    assert decode(b"+2AA-", "utf-7").text.encode("utf-8")  # half a surrogate pair
    assert decode(b"x", "base64").text == "x"
    assert decode("Grüße".encode(), "iso-8859-1").text == "GrÃ¼ÃŸe"  # a label that holds is kept


def test_damaged_base64_keeps_what_it_can() -> None:
    assert unpack(b"SGVs\nbG8", "base64").content == b"Hello"
    assert unpack(b"SGVs*bG8=", "base64") == (b"Hello", "base64 is damaged at its line 1", True)
    kept = unpack(b"SGVsbG8=\n_____\nlist footer, here\n", "base64")
    assert kept.content == b"Hello_____\nlist footer, here\n"
    assert not kept.is_loss
    assert unpack(b"Not packed at all.\n", "base64").content == b"Not packed at all.\n"


def test_uuencode() -> None:
    assert unpack(b"begin 644 a.txt\n%2&5L;&\\\n`\nend\n", "uuencode").content == b"Hello"
