"""A published page: everything of it is concealed, whatever field it stands in; nothing else makes one."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from muniment.dossier.redacting.concealing import Concealing
from muniment.dossier.redacting.published import Published, redact
from muniment.model.citation import Citation, ExhibitId
from muniment.model.judgement.redaction import BAR, Blackout, Policy, Pseudonym
from muniment.model.passage import CitedPassage, Locator, Passage, PassageKind
from muniment.pages.page import Page

CITED = Citation(ExhibitId(4), 2)
POLICY = Policy(
    (Pseudonym("Official A", ("Anna Kowal",), "a source"),),
    blackouts=(Blackout(CITED, 0, 3, "shift"),),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anything(Page):
    name: ClassVar[str] = "anything"
    fields: Any


def test_every_text_at_any_depth_is_concealed() -> None:
    passage = Passage(
        PassageKind.MESSAGE,
        "ten, said Kowal",
        Locator("chat of Anna Kowal", 0, 9, "message 2 of Anna Kowal"),
        author="Anna Kowal <a@x.example>",
        recipients=("Anna Kowal", "Ben"),
        attachments=("Anna Kowal.jpg",),
    )
    fields = [
        {"Anna Kowal": ("x", ["Kowal"])},
        CitedPassage(CITED, passage),
        frozenset({"Kowal"}),
        4,
        None,
    ]
    page = redact(Anything(title="Of Anna Kowal", fields=fields), Concealing(POLICY)).page
    assert "Kowal" not in repr(page)
    found = page.fields[1].passage
    assert found.text == f"{BAR}, said Official A"
    assert (found.author, found.kind) == ("Official A", PassageKind.MESSAGE)
    assert page.fields[1].citation == CITED


def test_what_it_does_not_know_is_not_let_through() -> None:
    with pytest.raises(TypeError, match="cannot be redacted"):
        redact(Anything(title="x", fields=object()), Concealing(POLICY))


def test_nothing_else_makes_a_published_page() -> None:
    with pytest.raises(TypeError, match="only redact"):
        Published(Anything(title="x", fields=()), object())
