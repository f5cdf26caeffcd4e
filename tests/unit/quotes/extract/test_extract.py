"""Quotes of small accounts: words, cue, stance, speaker, name, use, time."""

import pytest

from muniment.model.passage import Locator, Passage, PassageKind, Role
from muniment.model.quote import Quote, QuoteKind, Stance, Use
from muniment.quotes.extract import extract

KINDS = {"#": PassageKind.HEADING, "%": PassageKind.COMMENT, "~": PassageKind.BOILERPLATE}


def account(*texts: str) -> list[Passage]:
    """Passages: `#` begins a heading, `%author:` a comment, `~` page furniture."""
    passages = []
    for text in texts:
        kind = KINDS.get(text[0], PassageKind.PARAGRAPH)
        author = ""
        if kind is not PassageKind.PARAGRAPH:
            text = text[1:]
        if kind is PassageKind.COMMENT:
            author, _, text = text.partition(":")
        here = Locator("text", 0, len(text))
        passages.append(Passage(kind, text, here, Role.ACCOUNT, author=author))
    return passages


def quotes(*texts: str, language: str = "en") -> list[Quote]:
    return extract(account(*texts), language)


def one(*texts: str, language: str = "en") -> Quote:
    [quote] = quotes(*texts, language=language)
    return quote


def speaker(*texts: str, language: str = "en") -> str:
    quote = quotes(*texts, language=language)[-1]
    return quote.speaker.text if quote.speaker else ""


def name(*texts: str, language: str = "en") -> str:
    quote = quotes(*texts, language=language)[-1]
    return quote.speaker.name if quote.speaker else ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“It is late,” said Ada Quill.", "Ada Quill"),
        ("“It is late,” Ada Quill said on Monday.", "Ada Quill"),
        (
            "“It is late,” said the director of the museum in a letter.",
            "the director of the museum",
        ),
        ("“It is late,” Ada Quill, 67, a clerk in Leeds, said.", "Ada Quill"),
        ("“Is it late?” Mr. Quill asked.", "Mr. Quill"),
        ("“It is late.” — Ada Quill", "Ada Quill"),
        ("‘It is late.’ Ada Quill", "Ada Quill"),
        ("Ada Quill, a clerk of the court, said: “It is late.”", "Ada Quill"),
        ("On Monday Ada Quill said it was “far too late”.", "Ada Quill"),
        ("At 22:49 Ada Quill wrote: “It is late.”", "Ada Quill"),
        ("Asked on Monday, Ada Quill shook her head and said, “No.”", "Ada Quill"),
        ("According to Ada Quill, “it is late”.", "Ada Quill"),
        ("Ada Quill left, adding that it was “far too late”.", "Ada Quill"),
        ("The report says that it was “far too late”.", "The report"),
        ("Report: “It is late.”", "Report"),
        ("some text: “It is late.”", "some text"),
        ("Some say: “It is late.”", "Some"),
        ("Her answer was “It is late.”", "Her"),
        ("The answer was brutal: “It is late.”", "The answer"),
        ("He was called “far too late” by Ada Quill.", ""),
        ("“It is late.” That's Ada Quill.", "Ada Quill"),
        ("The men who run the harbour said it was “far too late”.", "The men"),
        ("“It is late” because the gate stuck, said Ada Quill.", "Ada Quill"),
        ("Ada Quill did not wait. “It is late and I am going.”", "Ada Quill"),
    ],
)
def test_the_speaker_as_the_account_has_it(text: str, wanted: str) -> None:
    assert speaker(text) == wanted


def test_a_quote_broken_off_by_its_cue_is_one() -> None:
    quote = one("“I went,” she said, “and I saw it.”")
    assert quote.text == "I went, and I saw it."
    assert [tuple(span) for span in quote.spans] == [(1, 1, 8), (1, 21, 34)]


def test_after_a_full_stop_another_quote_begins_and_its_speaker_goes_on() -> None:
    first, second = quotes("“I went,” said Ada Quill. “I saw it.”")
    assert second.speaker == first.speaker
    assert second.cue is None


def test_a_quote_of_several_paragraphs_has_a_span_for_each() -> None:
    quote = one("Ada Quill said: “It was late.", "“Nobody came.”")
    assert quote.text == "It was late.\nNobody came."
    assert [span.passage for span in quote.spans] == [1, 2]


def test_page_furniture_is_passed_over() -> None:
    quote = one("Ada Quill said: “It was late and", "~12", "nobody came.”")
    assert [span.passage for span in quote.spans] == [1, 3]


def test_the_paragraph_before_may_bring_the_words_in() -> None:
    quote = one("Ada Quill wrote:", "“It is late.”")
    assert quote.speaker
    assert quote.speaker.span.passage == 1
    assert quote.cue
    assert quote.cue.text == "wrote"


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("said", Stance.SAYS),
        ("admitted", Stance.ADMITS),
        ("denied", Stance.DENIES),
        ("alleged", Stance.ALLEGES),
        ("dismissed it as", Stance.DISMISSES),
    ],
)
def test_the_stance_of_the_verb_is_kept(verb: str, stance: Stance) -> None:
    cue = one(f"Ada Quill {verb} “a very late hour”.").cue
    assert cue
    assert cue.stance is stance


def test_names_are_filled_up() -> None:
    assert name("Ada Quill came.", "“It is late,” said Ms Quill.") == "Ada Quill"
    assert name("The clerk, Ada Quill, came.", "“It is late,” said the clerk.") == "Ada Quill"
    assert name("“It is late,” said the clerk, Ada Quill.") == "Ada Quill"
    assert name("Anna Quill came. “It is late,” she said.") == "Anna Quill"


def test_where_two_could_be_meant_nobody_is() -> None:
    assert name("Ada Quill met Eva Stone. “It is late,” she said.") == ""
    both = ("A clerk, Ada Quill, met a clerk, Eva Stone.", "“It is late,” said the clerk.")
    assert name(*both) == ""
    assert speaker(*both) == "the clerk"


def test_names_may_be_given() -> None:
    passages = account("“It is late,” wrote dotslip.", "“It is late,” said Quill.")
    found = extract(passages, names={"Ada Quill": ("dotslip", "Quill")})
    assert [q.speaker.name for q in found if q.speaker] == ["Ada Quill", "Ada Quill"]


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("She sings in the musical “Low Water” twice.", Use.TITLE),
        ("A leaflet headed “Open the books, mend the gate” came.", Use.TITLE),
        ("A group of officers called “Top Corridor” met.", Use.TITLE),
        ("It is a so-called “epic”.", Use.TERM),
        ("An “if” has been lost.", Use.TERM),
        ("The “expert” had left again.", Use.SCARE),
        ("He called it “epic”.", Use.SPEECH),
        ("She said it was “late”.", Use.SPEECH),
        ("He was told to be “helpful very slowly”.", Use.SPEECH),
    ],
)
def test_what_the_marks_are_for(text: str, use: Use) -> None:
    assert one(text).use is use


def test_words_that_are_speech_elsewhere_are_speech() -> None:
    found = quotes("#‘Very slowly’", "He said they would be “very slowly” helpful.")
    assert {quote.use for quote in found} == {Use.SPEECH}


def test_headlines_and_comments_are_told() -> None:
    found = quotes("#Minister: ‘We were late’", "%bo:“We were late” he says. Ha.")
    assert [quote.is_in for quote in found] == ["headline", "comment"]


def test_a_comment_that_quotes_another_has_its_author_for_speaker() -> None:
    assert (
        name("%slip2:Ask how many boats were out", "%rope:“how many boats were out” - go on")
        == "slip2"
    )


@pytest.mark.parametrize(
    ("line", "who", "time"),
    [
        ("22:45 ADA QUILL: Half of it is gone", "ADA QUILL", "22:45"),
        ("[18/05/2023, 22:45] Ada Quill: Half of it is gone", "Ada Quill", "2023-05-18T22:45"),
        ("22:03 GATE: DUTY PHONE: Half of it is gone", "GATE: DUTY PHONE", "22:03"),
        ("07:40 [NAME REDACTED]: Half of it is gone", "[NAME REDACTED]", "07:40"),
    ],
)
def test_a_line_of_a_chat_is_an_excerpt(line: str, who: str, time: str) -> None:
    quote = one(line)
    assert quote.kind is QuoteKind.EXCERPT
    assert quote.speaker
    assert (quote.speaker.text, quote.time, quote.text) == (who, time, "Half of it is gone")


def test_a_paragraph_set_apart_is_a_block() -> None:
    assert one("> It was late.\n> Nobody came.").text == "It was late. Nobody came."
    quote = quotes("Ada Quill wrote:", "It was late and nobody came.", "He left.")[0]
    assert quote.kind is QuoteKind.BLOCK
    assert quote.speaker
    assert quote.speaker.text == "Ada Quill"


def test_the_day_of_a_saying_is_kept() -> None:
    assert one("On 4 September 2023 she wrote: “It is late.”").time == "2023-09-04"
    assert one("On September 4, 2023, at 15:30 she wrote: “It is late.”").time == "2023-09-04T15:30"
    assert one("Between 4 May 2023 and 5 May 2023 she wrote: “It is late.”").time == ""


def test_an_inner_quotation_with_a_speaker_is_a_quote_too() -> None:
    found = quotes("“The warden told me, ‘Never open it,’ and left,” said Ada Quill.")
    assert [q.speaker.text for q in found if q.speaker] == ["Ada Quill", "The warden"]


def test_german_needs_nothing_but_its_pack() -> None:
    quote = one("„Das ist falsch“, sagte die Sprecherin Anna Quill am Montag.", language="de")
    assert (quote.text, quote.cue and quote.cue.text) == ("Das ist falsch", "sagte")
    assert quote.speaker
    assert quote.speaker.name == "Anna Quill"
    denied = one("Der Minister bestritt, „davon gewusst“ zu haben.", language="de")
    assert denied.cue
    assert denied.cue.stance is Stance.DENIES


def test_an_account_without_words_has_no_quotes() -> None:
    assert quotes() == []
    assert quotes(" ", "“”", "“ ”") == []


@pytest.mark.parametrize(
    ("office", "wanted"),
    [
        ("Head of Operations Martin Hask", "Martin Hask"),
        ("The head of Governance and Complaints Orla Tench", "Orla Tench"),
        ("Minister for the Harbour Anna van der Berg", "Anna van der Berg"),
        ("The director of Mary Jane Quill", "Mary Jane Quill"),
        ("Friends of Martin Luther Hask", "Martin Luther Hask"),
    ],
)
def test_what_somebody_is_over_is_no_part_of_the_name(office: str, wanted: str) -> None:
    assert name(f"{office} told colleagues: “I'd not ring her”.") == wanted


def test_whoever_holds_two_offices_is_known_by_the_first() -> None:
    told = "The Harbour Secretary and head of the Office is Miss Dorothea Vellacott, whom all call Dot."
    quote = quotes(told, "The Harbour Secretary's reply, at 21:31, was this: “Let her be seen.”")[
        -1
    ]
    assert quote.speaker is not None
    assert quote.speaker.name == "Dorothea Vellacott"
    assert quote.speaker.basis.startswith("introduced in ¶1 as “The Harbour Secretary")
