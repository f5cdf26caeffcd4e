"""Laws of comparing accounts, and a slow twin of its index."""

from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.quotes.copying import compare, draw
from muniment.quotes.copying.runs import SHINGLE, find_runs
from muniment.quotes.copying.wording import lay_out
from muniment.quotes.words import fold
from tests.unit.quotes.copying.making import account

WORDS = st.sampled_from(["gate", "boat", "tide", "the", "was", "shut", "“", "”", "Hask.", "I'd"])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
CASES = st.lists(st.lists(TEXTS, max_size=3), max_size=5)


@given(CASES)
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_accounts_are_given_changes_nothing(case: list[list[str]]) -> None:
    accounts = [account(n, *texts, outlet=f"Paper {n}") for n, texts in enumerate(case, 1)]
    assert compare(accounts) == compare(accounts[::-1])


@given(CASES)
@settings(max_examples=100, deadline=None)
def test_a_shared_passage_stands_in_both_accounts(case: list[list[str]]) -> None:
    accounts = [account(n, *texts, outlet=f"Paper {n}") for n, texts in enumerate(case, 1)]
    texts = {(a.exhibit, p.key & 0xFFFF): p.text for a in accounts for p in a.passages}
    found = compare(accounts)
    for shared in found.shared:
        for text, places in (
            (shared.text, shared.places),
            (shared.other_text, shared.other_places),
        ):
            cut = [texts[p.citation.exhibit, p.citation.number][p.start : p.end] for p in places]
            assert "\n".join(cut) == text
        assert shared.words <= min(len(fold(shared.text)), len(fold(shared.other_text)))
    assert draw(found).endswith("</svg>")


@given(CASES)
@settings(max_examples=100, deadline=None)
def test_the_index_finds_the_accounts_that_comparing_all_finds(case: list[list[str]]) -> None:
    accounts = [account(n, *texts) for n, texts in enumerate(case, 1)]
    shingles = []
    for one in accounts:
        words = [word for passage in one.passages for word in fold(passage.text)]
        shingles.append({tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)})
    slow = {(a, b) for b in range(len(accounts)) for a in range(b) if shingles[a] & shingles[b]}
    assert set(find_runs(lay_out(accounts))) == slow


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_an_answer(one: str, other: str) -> None:
    accounts = [account(1, one, other, outlet=one[:20]), account(2, other, one, title=other[:50])]
    assert draw(compare(accounts))
