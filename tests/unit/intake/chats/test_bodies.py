"""What a message is besides its words: by structure in any language, by phrases in those we know."""

import pytest

from muniment.intake.chats.bodies import Manner, read_body, repeatable, type_of
from muniment.intake.chats.phrases import phrases
from muniment.model.passage import PassageKind

MARKED = Manner(marked=True)


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ("\u200eimage omitted", "image"),
        ("\u200eobrázek vynechán", "image"),
        ("\u200eстикер не добавлен", "sticker"),
        ("\u200e视频已忽略", "video"),
        ("\u200fتم حذف الملصقات", "sticker"),
        ("\u200eGIF 제외됨", "gif"),
        ("\u200ekontakt nie został dołączony", "contact"),
        ("Plan.pdf • \u200e2 Seiten \u200eDokument weggelassen", "file"),
    ],
)
def test_what_is_left_out(body: str, mark: str) -> None:
    found = read_body(body, line_marked=True, manner=MARKED)
    assert found.marks == ("media", mark, "omitted")


def test_in_a_language_nobody_knows_the_marks_are_enough() -> None:
    left_out = read_body("\u200eqwerty zxcv", line_marked=True, manner=MARKED)
    assert left_out.marks == ("media", "omitted")
    notice = read_body("\u200eqwerty zxcv asdf", manner=MARKED)
    assert notice.kind is PassageKind.SYSTEM
    assert read_body("<qwerty zxcv>", manner=Manner(repeated=frozenset(["qwerty zxcv"]))).marks


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("This message was deleted", ("deleted",)),
        ("Вы удалили данное сообщение", ("deleted",)),
        ("您已删除此消息", ("deleted",)),
        ("Missed voice call", ("call",)),
        ("Verpasster Sprachanruf", ("call",)),
        ("<Mídia oculta>", ("media", "omitted")),
        ("<Без медиафайлов>", ("media", "omitted")),
        ("null", ("media", "omitted")),
        ("Friday then <This message was edited>", ("edited",)),
        ("<Media omitted>\nthe blue one", ("media", "omitted")),
        ("location: https://maps.google.com/?q=51.5,-0.1", ("location",)),
        ("POLL:\nWhere?\nOPTION: Pier (2 votes)\nOPTION: Hall (0 votes)", ("poll",)),
        ("I deleted this message", ()),
        ("see <https://example.org>", ()),
        ("null and void", ()),
    ],
)
def test_without_marks(body: str, marks: tuple[str, ...]) -> None:
    assert read_body(body).marks == marks


@pytest.mark.parametrize(
    ("body", "name", "mark"),
    [
        ("\u200e<attached: 00000035-PHOTO-2022-03-27.jpg>", "00000035-PHOTO-2022-03-27.jpg", "image"),
        ("\u200e<adjunto: 00000042-TR.vcf>", "00000042-TR.vcf", "contact"),
        ("Plan.pdf \u200e<附件：x>\u200e<附件: 00000047-Plan.pdf>", "00000047-Plan.pdf", "file"),
        ("IMG-20220323-WA0002.jpg (archivo adjunto)\nlook", "IMG-20220323-WA0002.jpg", "image"),
        ("\u200eminutes (final).docx (fichier joint)", "minutes (final).docx", "file"),
        ("PTT-20220323-WA0000.opus (qwerty)", "PTT-20220323-WA0000.opus", "audio"),
    ],
)  # fmt: skip
def test_files(body: str, name: str, mark: str) -> None:
    found = read_body(body)
    assert (found.attachments, found.marks) == ((name,), ("media", mark))


def test_what_a_person_may_type_is_not_a_file() -> None:
    assert read_body("see run.py (my old file)").attachments == ()
    assert repeatable("see run.py (my old file)") == "my old file"
    assert type_of("00000043-STICKER-2022-03-27.webp") == "sticker"


def test_notices_on_an_iphone() -> None:
    for text in (
        "\u200eMessages and calls are end-to-end encrypted. No one outside of this chat can read them.",
        "\u200eAnna changed the group icon",
        "\u200eAnna added Bob Callaghan",
        "\u200e\u200eYour security code with Bob changed. \u200eTap to learn more.",
    ):
        assert read_body(text, manner=MARKED).kind is PassageKind.SYSTEM, text
    call = read_body("\u200eMissed video call", manner=MARKED)
    assert (call.kind, call.marks) == (PassageKind.MESSAGE, ("call",))


def test_every_language_has_its_deletion() -> None:
    assert phrases().languages("Hai eliminato questo messaggio")["it"] >= 5
    assert phrases().whole("\u202bتم حذف هذه الرسالة.\u202c") == "deleted"
