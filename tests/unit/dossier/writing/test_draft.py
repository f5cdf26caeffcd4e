"""A draft is taken apart as its author means it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.dossier.writing.draft import Compared, Excerpt, Picture, Prose, Verdicts, parse
from muniment.dossier.writing.quoting import quoted
from muniment.errors import BadHeaderError

DRAFT = """\ufeff---
title: The winter gate
by: The desk
context: 3
whole: EX-0016, EX-0018
---

Hask wrote “be *helpful*” and "slowly"
[EX-0002 ¶4411–4413]. See [EX-0009].

[EX-0002 ¶4409-4413]

```
[EX-0002 ¶1]

“no quotation” [EX-0002 ¶2]
```

![The hinge](EX-0031)

[quotes EX-0012]

[copying EX-0012, EX-0013,EX-0012]

> set apart
> in two lines
> [EX-0002 ¶7]
"""


def test_each_block_is_what_it_looks_like() -> None:
    draft = parse(DRAFT)
    assert (draft.title, draft.by, draft.context, draft.whole) == (
        "The winter gate",
        "The desk",
        3,
        (16, 18),
    )
    assert [type(b) for b in draft.blocks] == [
        Prose,
        Excerpt,
        Prose,
        Picture,
        Verdicts,
        Compared,
        Prose,
    ]
    first, excerpt, fenced, _, _, compared, apart = draft.blocks
    assert isinstance(first, Prose)
    assert first.line == 8
    assert [str(r) for r in first.references] == ["EX-0002 ¶4411–4413", "EX-0009"]
    assert isinstance(excerpt, Excerpt)
    assert (excerpt.reference.last, excerpt.line) == (4413, 11)
    assert isinstance(fenced, Prose)
    assert quoted(fenced) == []
    assert isinstance(compared, Compared)
    assert compared.exhibits == (12, 13)
    assert isinstance(apart, Prose)
    assert [(q.words, str(q.reference)) for q in quoted(apart)] == [
        ("set apart\nin two lines", "EX-0002 ¶7")
    ]
    assert [(q.words, str(q.reference)) for q in quoted(first)] == [
        ("be *helpful*", "EX-0002 ¶4411–4413"),
        ("slowly", "EX-0002 ¶4411–4413"),
    ]


@pytest.mark.parametrize(
    "header", ["colour: red", "nonsense", "context: many", "context: 5000", "context: -1"]
)
def test_a_header_that_is_not_understood_is_refused(header: str) -> None:
    with pytest.raises(BadHeaderError):
        parse(f"---\n{header}\n---\n\nText.\n")


def test_a_header_that_does_not_end_is_refused() -> None:
    with pytest.raises(BadHeaderError):
        parse("---\ntitle: x\n\nText.\n")
    with pytest.raises(BadHeaderError, match="a second line of ---"):
        parse("---\ntitle: x\n# Text\n")


@given(st.text())
def test_whatever_is_written_is_taken_apart(written: str) -> None:
    try:
        draft = parse(written)
    except BadHeaderError:
        return
    for block in draft.blocks:
        if isinstance(block, Prose):
            for one in quoted(block):
                assert 0 <= one.start <= one.end <= len(block.text)
