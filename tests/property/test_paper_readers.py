"""Laws of the readers of paper, over broken files: a locator gives back its passage, nothing longer
than the limit is yielded, and no exception but `UnreadableError` leaves a reader."""

import io
import tempfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import UnreadableError
from muniment.intake.paper.decode import decode_head, detect
from muniment.intake.paper.paragraphs import LIMIT, cut_long, split_paragraphs, split_parts
from muniment.intake.readers import opendocument, pdf, plain, rtf, word
from muniment.model.reading import Member, Passage, Source
from tests.golden._make.office_writer import write_zip

GOLDEN = Path(__file__).parents[1] / "golden"
READERS = {"pdf": pdf, "word": word, "opendocument": opendocument, "rtf": rtf, "plain": plain}
SAMPLES = [
    (reader, path.read_bytes())
    for name, reader in READERS.items()
    for path in sorted((GOLDEN / name).iterdir())
    if path.suffix in {".pdf", ".docx", ".odt", ".rtf", ".txt", ".md"}
]
XML = [(r, data) for r, data in SAMPLES if r in (word, opendocument)]

edits = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from(["cut", "put", "swap", "end", "twice"]),
        st.binary(max_size=8),
    ),
    min_size=1,
    max_size=8,
)


def mutate(data: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    for share, change, put in changes:
        place = int(share * len(data))
        match change:
            case "cut":
                data = data[:place] + data[place + len(put) + 1 :]
            case "put":
                data = data[:place] + put + data[place:]
            case "swap":
                data = data[:place] + put + data[place + len(put) :]
            case "end":
                data = data[: max(place, len(data) // 2)]
            case "twice":
                data = data[:place] + data[max(0, place - 200) : place] + data[place:]
    return data


def check(reader: ModuleType, data: bytes, **settings: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(data)
        source = Source(path, "x", settings=settings, format="markdown" if b"\n# " in data else "")
        passages = []
        try:
            for piece in reader.read(source):
                if isinstance(piece, Passage):
                    passages.append(piece)
                elif isinstance(piece, Member) and not isinstance(piece.content, bytes):
                    piece.content.read()
        except UnreadableError:
            return
        texts = dict(reader.texts(source))
    for p in passages:
        assert texts[p.locator.text][p.locator.start : p.locator.end] == p.text
        assert 0 < len(p.text) <= LIMIT
        p.text.encode("utf-8")  # no lone surrogates


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SAMPLES), edits)
def test_a_broken_file_is_read_or_refused(
    sample: tuple[ModuleType, bytes], changes: list[tuple[float, str, bytes]]
) -> None:
    check(sample[0], mutate(sample[1], changes))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(XML), st.floats(0, 1), edits)
def test_a_broken_part_of_an_office_file_is_read_or_refused(
    sample: tuple[ModuleType, bytes], share: float, changes: list[tuple[float, str, bytes]]
) -> None:
    with zipfile.ZipFile(io.BytesIO(sample[1])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = [*parts][int(share * 0.999 * len(parts))]
    parts[name] = mutate(parts[name], changes)
    check(sample[0], write_zip(dict(parts)))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "utf-16", "cp1251", "nonsense"]))
def test_any_bytes_are_text(data: bytes, encoding: str) -> None:
    check(plain, data, encoding=encoding)
    detect(data)
    decode_head(data).encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab .:-|#`\t\n\r\f\x85\x1c1[]^=~\0é"), max_size=300))
def test_any_lines_are_read(text: str) -> None:
    check(plain, text.encode())
    check(plain, ("\n# \n" + text).encode())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["{", "}", "\\par ", "\\'e9", "\\u-10179?", "\\u8217 ", "\\cell ", "\\row ", "\\intbl ", "x", "\\*", "{\\footnote ", "{\\*\\shpinst ", "\\v ", "\\deleted ", "\\bin3 ", "\\uc2 ", "\\s1", "\\page", "{\\info{\\title ", "{\\stylesheet{\\s1 heading 1"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_any_order_of_control_words_is_read(words: list[str]) -> None:
    check(rtf, ("{\\rtf1 " + "".join(words)).encode())


@given(st.text("ab \n\r", max_size=400), st.integers(1, 60), st.integers(3, 50))
def test_parts_join_to_the_text_and_cuts_keep_every_word(text: str, step: int, limit: int) -> None:
    blocks = [text[n : n + step] for n in range(0, len(text), step)]
    assert "".join(split_parts(blocks, limit)) == text
    kept = [text[start:end] for start, end in cut_long(text, 0, len(text), limit)]
    assert "".join("".join(kept).split()) == "".join(text.split())
    spans = [text[span.start : span.end] for span in split_paragraphs(text)]
    assert "".join("".join(spans).split()) == "".join(text.split())


@pytest.mark.slow
@settings(max_examples=5_000, deadline=None)
@given(st.sampled_from(SAMPLES), edits)
def test_many_broken_files_are_read_or_refused(
    sample: tuple[ModuleType, bytes], changes: list[tuple[float, str, bytes]]
) -> None:
    check(sample[0], mutate(sample[1], changes))
