"""Laws of the reader of WhatsApp exports: a chat written in any locale is read back; a locator gives
back its passage whatever the bytes; and where the blocks of the file end changes nothing."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluation.chat_locales.render import LOCALES, Locale, Said, expected, render
from muniment.errors import UnreadableError
from muniment.intake.chats.header import ANY, shape_of, tailor
from muniment.intake.chats.messages import LONGEST, Raw, split
from muniment.intake.chats.recognise import is_whatsapp
from muniment.intake.readers import whatsapp
from muniment.model.passage import Passage
from muniment.model.reading import Source

UNDERSTOOD = [locale for locale in LOCALES if "unknown" not in locale.name]

letters = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"])
names = st.text(letters.filter(lambda c: c not in ':"“„«「『‹”»」』›~'), min_size=1, max_size=20)
bodies = st.text(st.one_of(letters, st.sampled_from(" \n:,-[]")), min_size=1, max_size=60)


@st.composite
def chats(draw: st.DrawFn) -> list[Said]:
    """Forty messages, seven hours apart, so that days above 12 occur; nobody quotes a header."""
    senders = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    start = datetime(2022, 1, 5, 0, 3, 9) + timedelta(days=draw(st.integers(0, 700)))  # noqa: DTZ001
    said = []
    for i in range(40):
        text = draw(bodies) if i % 8 == 0 else f"number {i}"
        assume(not any(ANY.match("\n" + line) for line in text.split("\n")))
        said.append(Said(start + timedelta(hours=7 * i), draw(st.sampled_from(senders)), text))
    return said


def read(data: bytes) -> tuple[list[Passage], str]:
    """The passages and the text, or nothing for what cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "_chat.txt"
        path.write_bytes(data)
        source = Source(path, path.name)
        try:
            passages = [p for p in whatsapp.read(source) if isinstance(p, Passage)]
        except UnreadableError:
            passages = []
        return passages, dict(whatsapp.texts(source))["chat"]


def keeps_the_law(data: bytes) -> bool:
    passages, text = read(data)
    ends = [0, *(p.locator.end for p in passages)]
    return all(
        text[p.locator.start : p.locator.end] == p.text
        and p.locator.start >= end
        and len(p.text) <= LONGEST
        for p, end in zip(passages, ends, strict=False)
    )


@settings(max_examples=40, deadline=None)
@given(chats(), st.sampled_from(UNDERSTOOD))
def test_a_chat_of_any_locale_is_read_back(chat: list[Said], locale: Locale) -> None:
    text = render(chat, locale)
    passages, _ = read(text.encode())
    ours = [(p.moment and p.moment.local, p.author, p.text) for p in passages]
    assert [o[:2] for o in ours] == [e[:2] for e in expected(chat, locale)]
    assert [o[2].split() for o in ours] == [e[2].split() for e in expected(chat, locale)]
    assert is_whatsapp(text)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda t: t.encode())))
def test_arbitrary_bytes_keep_the_law_of_locators(data: bytes) -> None:
    assert keeps_the_law(data)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(LOCALES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=6)), max_size=9),
)
def test_a_damaged_export_keeps_the_law_of_locators(
    locale: Locale, edits: list[tuple[float, int, bytes]]
) -> None:
    start = datetime(2022, 3, 1, 9, 30)  # noqa: DTZ001
    chat = [Said(start + timedelta(hours=i), "Mara", "\u200eimage omitted") for i in range(12)]
    data = render(chat, locale).encode()
    for place, cut, put in edits:
        at = int(place * len(data))
        data = data[:at] + put + data[at + cut :]
    assert keeps_the_law(data)


PATTERN = tailor(shape_of(ANY.match("\n1/2/22, 10:00 - Anna: Hi")))  # type: ignore[arg-type]
lines = st.lists(
    st.sampled_from(
        ["1/2/22, 10:00 - Anna: Hi", "1/2/22, 10:01 - Bob left", "more", "", "x" * 21_000, "a b " * 6_000]
    ),
    max_size=12,
).map("\n".join)  # fmt: skip


def obvious(text: str) -> list[tuple[int, str, int]]:
    """The slow twin: all the text at once, and no parts."""
    found = list(PATTERN.finditer("\n" + text))
    ends = [one.start() - 1 for one in found] + [len(text)]
    result = [(0, text[: max(ends[0], 0)], 0)]
    for one, end in zip(found, ends[1:], strict=True):
        skip = one.end() - one.start(PATTERN.groups) if one[PATTERN.groups] else 0
        result.append((one.end() - 1 - skip, text[one.end() - 1 - skip : end], skip))
    return result


@settings(max_examples=100, deadline=None)
@given(lines, st.lists(st.integers(1, 5_000), min_size=1, max_size=5))
def test_where_blocks_end_changes_nothing(text: str, sizes: list[int]) -> None:
    blocks, at = [], 0
    while at < len(text):
        size = sizes[len(blocks) % len(sizes)]
        blocks.append(text[at : at + size])
        at += size
    pieces = list(split(blocks, PATTERN))
    assert pieces == list(split([text], PATTERN))
    whole: list[Raw] = []
    for raw in pieces:
        if raw.part > 1:
            whole[-1] = whole[-1]._replace(text=whole[-1].text + raw.text)
        else:
            whole.append(raw)
    twin = [one for one in obvious(text) if one[1] or one[0]]
    assert [(r.at, r.text, r.skip) for r in whole if r.groups or r.text] == twin
