"""Any bytes at all are a mail: nothing is raised, and every locator gives back its passage."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import UnreadableError
from muniment.intake.mime.charsets import decode
from muniment.intake.mime.dates import mail_moment
from muniment.intake.mime.headers import decode_text, parameters
from muniment.intake.mime.html_text import text_of
from muniment.intake.readers import mail, mailbox
from muniment.intake.replies.split import split
from muniment.model.reading import Member, Passage, Source
from muniment.passages.threads import letter

GOLDENS = Path(__file__).parents[1] / "golden" / "mail"
SEEDS = [p.read_bytes() for p in sorted(GOLDENS.glob("*.eml"))]
BITS = st.sampled_from(
    [b"\n", b"\n\n", b"\r", b"--x\n", b"--x--\n", b"Content-Type: multipart/mixed; boundary=x\n",
     b"Content-Type: text/html; charset=utf-7\n", b"Content-Transfer-Encoding: base64\n",
     b"Content-Transfer-Encoding: uuencode\n", b"=?utf-8?b?", b"?=", b"=?x?q?=zz?=", b"\xff", b"\0",
     b"\xed\xa0\x80", b"+2AA-", b"From a@b Mon Mar  7 10:00:00 2022\n", b"> ", b"On 1:1 2022, x wrote:\n",
     b"<blockquote>", b"</", b"Date: 99 Foo 20222 99:99\n", b"From: <<>>,;:(\"\\\n", b"begin 644 x\n",
     b"filename*0*=a'b'%zz; filename*9=", b"Subject: (was: Re: x\n", b"-----Original Message-----\n"]
)  # fmt: skip


@st.composite
def broken_mails(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            data = data[:at] + draw(BITS) + data[at:]
        elif kind == 1:
            data = data[:at] + data[at + draw(st.integers(1, 200)) :]
        elif kind == 2:
            data = data[:at] + draw(st.binary(max_size=8)) + data[at:]
        else:
            data = data[:at]
    return data


def _read(reader: object, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.eml"
        path.write_bytes(data)
        source = Source(path, "a.eml")
        try:
            pieces = list(reader.read(source))  # type: ignore[attr-defined]
        except UnreadableError:
            assert not data.strip()
            return
        texts = dict(reader.texts(source))  # type: ignore[attr-defined]
    for piece in pieces:
        if isinstance(piece, Passage):
            here = piece.locator
            assert texts[here.text][here.start : here.end] == piece.text
            assert piece.text.strip()
            assert len(piece.text) <= mail.PASSAGE_LIMIT
            (piece.text + piece.author).encode("utf-8")
        elif isinstance(piece, Member):
            piece.name.encode("utf-8")
    passages = [p for p in pieces if isinstance(p, Passage)]
    letter(1, [p for p in pieces if type(p).__name__ == "Fact"], passages)  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(broken_mails())
def test_a_broken_mail_is_read(data: bytes) -> None:
    _read(mail, data)


@settings(max_examples=150, deadline=None)
@given(st.lists(BITS | st.binary(max_size=12), max_size=30).map(b"".join))
def test_any_bytes_are_a_mail_and_a_mailbox(data: bytes) -> None:
    _read(mail, data)
    _read(mailbox, data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["a", "\n", "> ", "On 1 May 2022, x@y wrote:", "-- \n", "From: a\n",
                                 "To: b\n", "Date: c\n", "Thanks,\n", "_" * 12, " ", "| "]), max_size=40))  # fmt: skip
def test_the_segments_of_a_text_cover_all_its_words(bits: list[str]) -> None:
    text = "".join(bits)
    segments = split(text, (), "x <x@y>")
    ends = [(s.start, s.end) for s in segments]
    assert ends == sorted(ends)
    assert "".join("".join(text[s:e] for s, e in ends).split()) == "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.binary(max_size=40), st.text(max_size=12))
def test_small_things_never_fail(text: str, data: bytes, label: str) -> None:
    decode_text(text)
    parameters(text)
    mail_moment(text)
    text_of(text)
    decode(data, label).text.encode("utf-8")
