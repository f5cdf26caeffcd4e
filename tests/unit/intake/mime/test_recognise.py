from io import BytesIO

import pytest

from muniment.intake.mime.recognise import SEEN_FOR_MBOX, is_mail, is_mbox

FROM = b"From bo@hohenfels.example Mon Mar  7 10:00:00 2022\n"
MAIL = b"From: bo@hohenfels.example\nSubject: Bus\n\nLate.\n\n"


@pytest.mark.parametrize(
    "head",
    [
        MAIL,
        FROM + MAIL,
        b"\xef\xbb\xbf\r\n" + MAIL,
        b"X-Odd: 1\nX-Odder: 2\nReturn-Path: <a@b>\nReceived: from x\n\n",
        b"Received: by x\nbroken line\nFrom: a@b\nTo: c@d\nDate: now\n\n",
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n',
        b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHi",
    ],
)
def test_a_mail_is_known_by_its_header(head: bytes) -> None:
    assert is_mail(head)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Note: see page 3\n\nThe bus was late.\n",
        b"Title: The bus\nDate: 7 March 2022\nAuthor: Bo\n\nIt was late.",
        b"From: the desk of the chairman\n\nDear all,",
        b"Subject: Buses\n\nWords.",
        b"<html>\nFrom: a@b\nTo: c@d\n",
        b"name,From: x,To: y\n",
        b"[07/03/2022, 10:00:00] Anna: From: x\nTo: y\nSubject: z\n",
        b"\0\1\2\3",
    ],
)
def test_other_things_are_no_mail(head: bytes) -> None:
    assert not is_mail(head)


def test_a_mailbox_has_a_second_mail() -> None:
    assert is_mbox(FROM + MAIL + FROM + MAIL)
    assert not is_mbox(FROM + MAIL)
    assert not is_mbox(FROM + MAIL + b"From the depot at 10:15 in 2022 came no answer.\n\n")
    assert not is_mbox(MAIL + FROM + MAIL)


def test_a_head_that_is_filled_by_one_mail_counts_as_a_mailbox() -> None:
    assert is_mbox((FROM + MAIL + b"word\n" * 20_000)[:65_536])


def test_a_long_mail_with_a_from_line_is_a_mailbox_only_when_another_follows() -> None:
    for length in (65_536, 65_540, 80_000, 300_000, 327_700):
        long = FROM + MAIL + b"word\n" * (length // 5)
        whole = BytesIO(long)
        assert not is_mbox(whole.read(65_536), whole.read)
        whole = BytesIO(long + b"\n" + FROM + MAIL)
        assert is_mbox(whole.read(65_536), whole.read)


def test_a_mail_too_long_to_look_through_counts_as_a_mailbox() -> None:
    endless = BytesIO(FROM + MAIL + b"word\n" * (SEEN_FOR_MBOX // 4))
    assert is_mbox(endless.read(65_536), endless.read)
