from pathlib import Path

import pytest

from muniment.errors import UnreadableError
from muniment.intake.readers import mail, mailbox
from muniment.model.passage import PassageKind
from muniment.model.reading import Fact, Member, Passage, Piece, ReadWarning, Source

HEADER = b"From: Anna Vale <anna@h.example>\nTo: bo@h.example\nSubject: Bus\nDate: Mon, 7 Mar 2022 10:15:02 +0100\n"


def _read(
    tmp_path: Path, data: bytes, reader: object = mail, settings: dict[str, str] | None = None
) -> list[Piece]:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    return list(reader.read(Source(path, "a.eml", settings=settings or {})))  # type: ignore[attr-defined]


def _words(pieces: list[Piece]) -> list[str]:
    return [p.text for p in pieces if isinstance(p, Passage) and p.kind is not PassageKind.SUBJECT]


def test_an_empty_file_is_no_mail(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        _read(tmp_path, b" \n")


def test_crlf_and_cr_mails_read_alike(tmp_path: Path) -> None:
    lf = _read(tmp_path, HEADER + b"\nOne.\n\nTwo.\n")
    assert _read(tmp_path, (HEADER + b"\nOne.\n\nTwo.\n").replace(b"\n", b"\r\n")) == lf
    assert _read(tmp_path, (HEADER + b"\nOne.\n\nTwo.\n").replace(b"\n", b"\r")) == lf


def test_the_html_twin_is_not_read_twice(tmp_path: Path) -> None:
    both = (
        b"Content-Type: multipart/alternative; boundary=x\n\n--x\n\nThe bus was late.\n"
        b"--x\nContent-Type: text/html\n\n<p>The bus was <i>late</i>.</p>\n--x--\n"
    )
    assert _words(_read(tmp_path, HEADER + both)) == ["The bus was late."]
    empty = both.replace(b"The bus was late.\n--x", b"\n--x")
    assert _words(_read(tmp_path, HEADER + empty)) == ["The bus was late."]


def _twins(plain: str, html: str) -> bytes:
    return (
        HEADER
        + (
            f"Content-Type: multipart/alternative; boundary=x\n\n--x\n\n{plain}\n"
            f"--x\nContent-Type: text/html; charset=utf-8\n\n{html}\n--x--\n"
        ).encode()
    )


@pytest.mark.parametrize(
    ("plain", "html", "other"),
    [
        ("We did not pay.", "<p>We did pay.</p>", "We did pay."),
        ("We did pay.", "<p>We did <i>not</i> pay.</p>", "We did not pay."),
        ("We paid 100 crowns.", "<p>We paid 900 crowns.</p>", "We paid 900 crowns."),
        ("We pay.", "<p>We pay.</p><p>Not.</p>", "We pay.\n\nNot."),
        ("Wir zahlen.", "<p>Wir zahlen 10 €.</p>", "Wir zahlen 10 €."),
    ],
)
def test_an_html_twin_that_says_something_else_is_read_and_told(
    tmp_path: Path, plain: str, html: str, other: str
) -> None:
    pieces = _read(tmp_path, _twins(plain, html))
    assert _words(pieces) == [plain, other]
    (told,) = [p for p in pieces if isinstance(p, ReadWarning)]
    assert (told.place, told.is_loss) == ("part 2", False)
    assert "does not say what the plain one says" in told.cause


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("The bus was late.", '<img alt="Hohenfels Ferries"><p>The bus was late.</p>'),
        ("The bus was late.\n\nSent with Quay Mail", "<p>The bus was <b>late</b>.</p>"),
        ("See https://h.example/7 and can't.", '<p><a href="https://h.example/8">See</a> and can&#8217;t.</p>'),
        ("[image: quay7.png] The *bus*", "<img alt=quay7.png> The bus"),
    ],
)  # fmt: skip
def test_an_html_twin_that_differs_in_layout_is_not_read(
    tmp_path: Path, plain: str, html: str
) -> None:
    pieces = _read(tmp_path, _twins(plain, html))
    assert not [p for p in pieces if isinstance(p, ReadWarning)]
    assert len({p.locator.text for p in pieces if isinstance(p, Passage)}) == 2  # and the subject


@pytest.mark.parametrize("label", ["", "us-ascii", "x-unknown", "utf-8"])
def test_an_encoding_set_by_hand_reads_what_no_label_explains(tmp_path: Path, label: str) -> None:
    header = HEADER.replace(b"Subject: Bus", b"Subject: " + "Паром".encode("cp1251"))
    kind = f"Content-Type: text/plain; charset={label}\n" if label else ""
    data = header + kind.encode() + b"\n" + "Паром опоздал.\n".encode("cp1251")
    assert _words(_read(tmp_path, data)) != ["Паром опоздал."]
    pieces = _read(tmp_path, data, settings={"encoding": "cp1251"})
    assert _words(pieces) == ["Паром опоздал."]
    assert next(p.text for p in pieces if isinstance(p, Passage)) == "Паром"
    assert "set by hand" in next(p.cause for p in pieces if isinstance(p, ReadWarning))
    path = tmp_path / "a.eml"
    texts = dict(mail.texts(Source(path, "a.eml", settings={"encoding": "cp1251"})))
    assert texts == {"subject": "Паром", "part 1": "Паром опоздал.\n"}


def test_an_encoding_set_by_hand_leaves_a_label_that_holds(tmp_path: Path) -> None:
    data = HEADER + b"Content-Type: text/plain; charset=utf-8\n\n" + "Zoë läuft.\n".encode()
    for name in ("cp1251", "nonsense", "utf-16", "us-ascii"):
        assert _read(tmp_path, data, settings={"encoding": name}) == _read(tmp_path, data)


def test_a_mail_without_a_date_keeps_the_line_of_its_mailbox(tmp_path: Path) -> None:
    line = b"From anna@h.example Mon Mar  7 10:15:02 2022\n"
    undated = b"From: Anna Vale <anna@h.example>\nSubject: Bus\n\nDate: no header.\n"
    members = [
        p.content
        for p in _read(tmp_path, line + undated + b"\n" + line + HEADER + b"\nHi.\n", mailbox)
        if isinstance(p, Member)
    ]
    assert members == [line + undated, HEADER + b"\nHi.\n"]
    assert isinstance(members[0], bytes)
    pieces = _read(tmp_path, members[0])
    (body,) = [p for p in pieces if isinstance(p, Passage) and p.kind is PassageKind.MAIL]
    assert body.moment
    assert body.moment.local == "2022-03-07T10:15:02"
    assert "the time is that of its mbox line" in str(pieces)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("We <s>did not pay</s> never paid.", "struck-through words, which the text has like others: “did not pay”."),
        ("We <del>did <s>not</s> pay</del> never paid.", ": “did not pay”."),
        ("We <span style='text-decoration: line-through'>did not pay</span> never paid.", "struck"),
        ("We <span style='color:red;display:none'>did not pay</span> never paid.", "hidden words"),
        ("We <span hidden>did not pay</span> never paid.", ": “did not pay”."),
    ],
)  # fmt: skip
def test_words_that_are_struck_or_hidden_are_told(tmp_path: Path, html: str, told: str) -> None:
    data = HEADER + f"Content-Type: text/html\n\n<style>p {{}}</style><p>{html}</p>\n".encode()
    pieces = _read(tmp_path, data)
    assert _words(pieces) == ["We did not pay never paid."]
    (warning,) = [p for p in pieces if isinstance(p, ReadWarning)]
    assert told in warning.cause
    assert (warning.place, warning.is_loss) == ("part 1", False)


def test_an_html_twin_with_struck_words_is_read(tmp_path: Path) -> None:
    pieces = _read(tmp_path, _twins("We did not pay.", "<p>We did <s>not</s> pay.</p>"))
    assert _words(pieces) == ["We did not pay."] * 2
    assert "struck-through words" in str(pieces)


def test_mails_nested_200_deep_come_out_one_by_one(tmp_path: Path) -> None:
    data = b""
    for depth in range(200):
        data += b"From: a@h.example\nSubject: %d\nContent-Type: message/rfc822\n\n" % depth
    data += HEADER + b"\nAt the bottom.\n"
    for _ in range(200):
        (inner,) = [p for p in _read(tmp_path, data) if isinstance(p, Member)]
        assert isinstance(inner.content, bytes)
        data = inner.content
    assert _words(_read(tmp_path, data)) == ["At the bottom."]


def test_multiparts_nested_very_deep_lose_nothing(tmp_path: Path) -> None:
    data = HEADER
    for depth in range(500):
        data += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    data += b"\nAt the bottom.\n"
    for _ in range(20):
        pieces = _read(tmp_path, data)
        inner = [p for p in pieces if isinstance(p, Member)]
        if not inner:
            break
        assert isinstance(inner[0].content, bytes)
        data = inner[0].content
    assert _words(pieces) == ["At the bottom."]


def test_a_large_attachment_passes_through(tmp_path: Path) -> None:
    import base64

    content = bytes(range(256)) * 30_000
    data = HEADER + (
        b"Content-Type: application/octet-stream; name=big.bin\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(content)
    )
    path = tmp_path / "big.eml"
    path.write_bytes(data)
    for piece in mail.read(Source(path, "big.eml")):
        if isinstance(piece, Member):
            assert not isinstance(piece.content, bytes)
            assert piece.content.read() == content


def test_an_encrypted_mail_says_what_to_do(tmp_path: Path) -> None:
    data = HEADER + (
        b"Content-Type: multipart/encrypted; protocol=application/pgp-encrypted; boundary=x\n\n"
        b"--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
        b"--x\nContent-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n--x--\n"
    )
    warnings = [p for p in _read(tmp_path, data) if isinstance(p, ReadWarning)]
    assert [w.is_loss for w in warnings] == [True]
    assert warnings[0].step


def test_a_long_body_is_cut_between_paragraphs(tmp_path: Path) -> None:
    data = HEADER + b"\n" + b"\n\n".join(b"word " * 199 + b"%d" % n for n in range(60))
    words = _words(_read(tmp_path, data))
    assert len(words) > 2
    assert max(map(len, words)) <= mail.PASSAGE_LIMIT
    assert "".join("".join(words).split()) == "".join(data.partition(b"\n\n")[2].decode().split())


def test_a_mailbox_gives_its_mails_byte_for_byte(tmp_path: Path) -> None:
    one = HEADER + b"\nOne.\nFrom the depot in 2019 at 3:40 came no answer.\n>From here neither.\n"
    two = HEADER.replace(b"\n", b"\r\n") + b"\r\nTwo.\r\n"
    line = b"From - Mon Mar  7 10:00:00 2022\n"
    pieces = _read(tmp_path, line + one + b"\n" + line + two + b"\r\n" + line + one, mailbox)
    assert [p.content for p in pieces if isinstance(p, Member)] == [one, two, one]
    assert pieces[-1] == Fact("messages", "3", "counted")


def test_a_mailbox_larger_than_a_chunk(tmp_path: Path) -> None:
    line = b"From a@h.example Mon Mar  7 10:00:00 2022\n"
    mails = [
        HEADER + b"\n%d\n" % n + b"x" * 79 + b"\n" + b"word\n" * (n * 37 % 900) for n in range(1500)
    ]
    pieces = _read(tmp_path, b"".join(line + m + b"\n" for m in mails), mailbox)
    assert [p.content for p in pieces if isinstance(p, Member)] == mails


def test_words_before_the_first_mail_are_kept(tmp_path: Path) -> None:
    line = b"From a@h.example Mon Mar  7 10:00:00 2022\n"
    pieces = _read(tmp_path, b"Exported by Postbote\n\n" + line + HEADER + b"\nx", mailbox)
    assert [p.name for p in pieces if isinstance(p, Member)] == [
        "before the first message.txt",
        "message 1.eml",
    ]


def test_a_huge_mail_in_a_mailbox_is_a_stream(tmp_path: Path) -> None:
    line = b"From a@h.example Mon Mar  7 10:00:00 2022\n"
    big = HEADER + b"\n" + b"word\n" * (2 << 20)
    path = tmp_path / "a.mbox"
    path.write_bytes(line + big + b"\n" + line + HEADER + b"\nx")
    sizes = [
        len(p.content if isinstance(p.content, bytes) else p.content.read())
        for p in mailbox.read(Source(path, "a.mbox"))
        if isinstance(p, Member)
    ]
    assert sizes == [len(big), len(HEADER) + 2]
