"""WhatsApp exports: each test's small chat shows one thing that must hold."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from muniment.errors import UnreadableError
from muniment.intake.readers import whatsapp
from muniment.model.passage import Passage, PassageKind
from muniment.model.reading import Fact, Piece, ReadWarning, Source

ANDROID = "1/2/22, 10:00 - "


def read(
    tmp_path: Path, data: str | bytes, name: str = "_chat.txt", **settings: str
) -> list[Piece]:
    path = tmp_path / "export.txt"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    hand = {key.replace("_", "-"): value for key, value in settings.items()}
    source = Source(path, name, ancestors=("WhatsApp Chat - Harbour (2).zip",), settings=hand)
    pieces = list(whatsapp.read(source))
    text = dict(whatsapp.texts(source))["chat"]
    for p in messages(pieces):
        assert text[p.locator.start : p.locator.end] == p.text
    return pieces


def messages(pieces: Iterable[Piece]) -> list[Passage]:
    return [p for p in pieces if isinstance(p, Passage)]


def fact(pieces: Iterable[Piece], name: str) -> Fact:
    return next(p for p in pieces if isinstance(p, Fact) and p.name == name)


def warnings(pieces: Iterable[Piece]) -> str:
    return " | ".join(f"{p.place}: {p.cause}" for p in pieces if isinstance(p, ReadWarning))


def said(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    return [(p.author, p.text) for p in messages(pieces)]


def test_lines_without_a_header_belong_to_the_message_before(tmp_path: Path) -> None:
    chat = f"{ANDROID}Anna: one\n\ntwo\n{ANDROID}Bob: \n{ANDROID}Bob:\n{ANDROID}Anna left\n"
    assert said(read(tmp_path, chat)) == [("Anna", "one\n\ntwo"), ("Bob", ""), ("Bob", ""), ("", "Anna left")]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, newline: str) -> None:
    chat = newline.join([f"{ANDROID}Zoë: naïve – 😊", "x", f"{ANDROID}Bob: ok"])
    pieces = read(tmp_path, chat.encode(encoding))
    assert said(pieces) == [("Zoë", f"naïve – 😊{newline}x"), ("Bob", "ok")]
    assert not any(isinstance(p, ReadWarning) and p.is_loss for p in pieces)


def test_bytes_that_are_no_utf_8_are_told(tmp_path: Path) -> None:
    whole = f"{ANDROID}Zoë: naïve é è ü ö ä\n".encode()
    assert "In 1 place the bytes are not utf-8" in warnings(read(tmp_path, whole + b"\xff"))
    pieces = read(tmp_path, f"{ANDROID}Zoë: naïve\n".encode("cp1252"))
    assert said(pieces) == [("Zoë", "naïve")]
    assert "encoding is a guess" in warnings(pieces)


def test_a_chat_quoted_in_another_format_stays_in_its_message(tmp_path: Path) -> None:
    quoted = "look\n[10:00, 1/2/2022] Carol: never\n[1/2/22, 10:00:00] Carol: ever\n1/2/22, 10:00 call - soon"
    pieces = read(tmp_path, f"{ANDROID}Anna: {quoted}\n{ANDROID}Bob: oh")
    assert said(pieces) == [("Anna", quoted), ("Bob", "oh")]
    assert "3 lines look like the beginning of a message in another format" in warnings(pieces)


def test_names_with_colons(tmp_path: Path) -> None:
    lines = [
        "Dr: Who: hello",
        "Dr: Who: note: buy bread",
        "Anna: Note: bread",
        "Dr: Who: <Media omitted>",
    ]
    pieces = read(tmp_path, "\n".join(ANDROID + line for line in lines))
    assert said(pieces) == [
        ("Dr: Who", "hello"),
        ("Dr: Who", "note: buy bread"),
        ("Anna", "Note: bread"),
        ("Dr: Who", "<Media omitted>"),
    ]


def test_notices_with_colons_have_no_sender(tmp_path: Path) -> None:
    lines = [
        "Anna: hi",
        "Anna changed the subject from “A: B” to “C: D”",
        'Anna created group "Case: North"',
    ]
    pieces = read(tmp_path, "\n".join(ANDROID + line for line in lines))
    assert [p.kind for p in messages(pieces)] == [
        PassageKind.MESSAGE,
        PassageKind.SYSTEM,
        PassageKind.SYSTEM,
    ]
    assert said(pieces)[1] == ("", lines[1])


def test_names_lose_marks_and_keep_the_tilde_of_unsaved_contacts(tmp_path: Path) -> None:
    chat = (
        "[1/2/22, 10:00:00] ~\u202fSam: hi\n[1/2/22, 10:00:01] \u202a+44 7700 900123\u202c: ho\n"
        "[1/2/22, 10:00:02] Sam: no\n[1/2/22, 10:00:03] \u200e~\u00a0Sam: yes"
    )
    pieces = read(tmp_path, chat)
    assert [p.author for p in messages(pieces)][:3] == ["~ Sam", "+44 7700 900123", "Sam"]
    assert set(fact(pieces, "participants").value.split("; ")) == {
        "~ Sam",
        "+44 7700 900123",
        "Sam",
    }


def test_names_of_files_tell_the_order_of_dates(tmp_path: Path) -> None:
    line = "3/4/22, 9:15 PM - Lena: IMG-20220403-WA0001.jpg (file attached)\n"
    pieces = read(tmp_path, line * 4)
    order = fact(pieces, "day-order")
    assert (order.value, order.doubt) == ("day first", "")
    assert order.basis == "4 files are named after the day of the message"
    assert {p.moment.local[:10] for p in messages(pieces) if p.moment} == {"2022-04-03"}
    by_hand = read(tmp_path, line * 4, day_order="month-first")
    assert fact(by_hand, "day-order").value == "month first"
    assert "only if dates are read day first" in warnings(by_hand)
    assert not fact(read(tmp_path, line * 4, day_order="day-first"), "day-order").doubt


def test_names_of_files_from_an_iphone_tell_too(tmp_path: Path) -> None:
    line = "[3/4/22, 21:15:00] Lena: \u200e<attached: 00000007-PHOTO-2022-04-03-21-15-00.jpg>\n"
    same = "[3/3/22, 21:15:00] Lena: \u200e<attached: 00000006-PHOTO-2022-03-03-21-15-00.jpg>\n"
    assert fact(read(tmp_path, same + line), "day-order").value == "day first"


@pytest.mark.parametrize(
    "notice",
    [
        "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
        "Your security code with Tom Arkwright changed. Tap to learn more.",
        "Lena added Tom Arkwright",
        "Lena left",
        "You created this group",
        "Lena changed the subject to “Quay”",
    ],
)
def test_a_known_notice_behind_a_marked_line_is_no_file(tmp_path: Path, notice: str) -> None:
    chat = f"[1/2/22, 10:00:00] Lena: hi\n\u200e[1/2/22, 10:00:01] Quay Group: \u200e{notice}\n"
    last = messages(read(tmp_path, chat))[-1]
    assert (last.kind, last.marks) == (PassageKind.SYSTEM, ())


def test_on_an_iphone_a_notice_keeps_the_name_that_the_file_gives(tmp_path: Path) -> None:
    chat = "[1/2/22, 10:00:00] Harbour: \u200eAnna created this group\n[1/2/22, 10:00:01] Anna: hi"
    pieces = read(tmp_path, chat)
    first = messages(pieces)[0]
    assert (first.kind, first.author) == (PassageKind.SYSTEM, "Harbour")
    assert fact(pieces, "participants").value == "Anna"
    assert fact(pieces, "chat").value == "Harbour"
    assert fact(pieces, "platform").value == "iOS"


def test_text_before_the_first_message_is_kept_and_told(tmp_path: Path) -> None:
    pieces = read(tmp_path, f"\nSent by a friend\n\n{ANDROID}Anna: hi")
    assert [(p.kind, p.text) for p in messages(pieces)] == [
        (PassageKind.BLOCK, "Sent by a friend"),
        (PassageKind.MESSAGE, "hi"),
    ]
    assert "before message 1: Text stands before" in warnings(pieces)


def test_an_ambiguous_order_is_doubted_and_can_be_set_by_hand(tmp_path: Path) -> None:
    chat = "3/4/22, 10:00 - Anna: hi"
    pieces = read(tmp_path, chat)
    assert fact(pieces, "day-order").doubt.startswith("a guess")
    assert "that is not certain" in warnings(pieces)
    by_hand = read(tmp_path, chat, day_order="day-first")
    assert messages(by_hand)[0].moment.local == "2022-04-03T10:00"  # type: ignore[union-attr]
    assert fact(by_hand, "day-order").basis == "set by hand"


def test_a_zone_set_by_hand_gives_offsets_and_says_where_clocks_changed(tmp_path: Path) -> None:
    days = ["25/03/2022, 10:00", "27/03/2022, 02:30", "28/03/2022, 10:00", "30/10/2022, 02:30"]
    chat = "\n".join(f"{day} - Anna: x" for day in days)
    moments = [p.moment for p in messages(read(tmp_path, chat, zone="Europe/Berlin"))]
    assert [m and m.offset for m in moments] == [60, 60, 120, 120]
    assert "did not exist" in moments[1].basis  # type: ignore[union-attr]
    assert "came twice" in moments[3].basis  # type: ignore[union-attr]
    assert {m and m.offset for p in messages(read(tmp_path, chat)) for m in [p.moment]} == {None}


def test_a_date_that_does_not_exist_leaves_the_message(tmp_path: Path) -> None:
    chat = "31/02/2022, 10:00 - Anna: a\n14/02/2022, 25:00 - Anna: b\n15/02/2022, 10:00 - Anna: c"
    pieces = read(tmp_path, chat)
    assert [(p.moment and p.moment.local) for p in messages(pieces)] == [
        None,
        "2022-02-14",
        "2022-02-15T10:00",
    ]
    assert "message 1: The message has a date or time that does not exist" in warnings(pieces)


def test_a_long_message_is_cut_into_parts(tmp_path: Path) -> None:
    pieces = read(tmp_path, f"{ANDROID}Anna: {'word ' * 10_000}\n{ANDROID}Bob: ok")
    parts = messages(pieces)
    assert [p.locator.place for p in parts] == [
        "message 1, part 1",
        "message 1, part 2",
        "message 1, part 3",
        "message 2",
    ]
    assert all(len(p.text) <= 20_000 for p in parts)
    assert "message 1: The message is longer than 20,000" in warnings(pieces)


def test_unknown_words_for_morning_and_afternoon_are_learned(tmp_path: Path) -> None:
    stamps = ["9:10 xav.", "3:10 qub.", "8:00 xav.", "11:00 qub."]
    chat = "\n".join(f"{13 + i // 2}/2/22, {s} - Anna: x" for i, s in enumerate(stamps))
    pieces = read(tmp_path, chat)
    assert [p.moment.local[11:] for p in messages(pieces)] == ["09:10", "15:10", "08:00", "23:00"]  # type: ignore[union-attr]
    assert fact(pieces, "clock").doubt


@pytest.mark.parametrize("data", [b"", b"\n\n", b"hello\nthere", b"\0" * 5000, b"\xff\xfe"])
def test_what_is_no_chat_is_unreadable(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(tmp_path, data)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WhatsApp Chat with Anna Berg.txt", "Anna Berg"),
        ("WhatsApp-Chat mit Anna Berg.txt", "Anna Berg"),
        ("Discussion WhatsApp avec Anna Berg.txt", "Anna Berg"),
        ("Chat de WhatsApp con Anna Berg.txt", "Anna Berg"),
        ("Conversa do WhatsApp com Anna Berg.txt", "Anna Berg"),
        ("Чат WhatsApp с Анна.txt", "Анна"),
        ("Anna Berg ile WhatsApp Sohbeti.txt", "Anna Berg"),
        ("与Anna的 WhatsApp 聊天.txt", "Anna"),
        ("notes.txt", "Harbour"),
    ],
)
def test_the_chat_is_named_after_its_file(tmp_path: Path, name: str, title: str) -> None:
    assert fact(read(tmp_path, f"{ANDROID}Anna: hi", name), "chat").value == title
