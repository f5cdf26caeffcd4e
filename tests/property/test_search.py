"""The index answers like its slow twin, and every query reads back as itself."""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import QueryError
from muniment.search import Entry, SearchIndex, describe, highlight, parse, words
from muniment.search.grammar import tree
from muniment.search.grammar.dates import beginning, covered, normalise
from tests.property.search_twin import answers, holds, in_text

VOCABULARY = [
    "bus",
    "bars",
    "bar",
    "bas",
    "sub",
    "Müller",
    "muller",
    "Mueller",
    "MULLER",
    "us",
    "US",
    "U.S.",
    "u.s.",
    "don't",
    "don’t",
    "e",
    "é",
    "É",
    "é",
    "東京",
    "京都",
    "x",
    "😂",
    "1,000",
    "key",
    "keys",
    "Straße",
    "strasse",
    "ไทย",
]
NAMES = ("Anna Kowal", "Ben Ochieng", "Åsa Müller", "")
PLACES = (("Night Shift", "EX-0001"), ("night bus",), ("inbox", "EX-0002", "EX-0003"), ())
DAY = 86_400


def make_entries(count: int, seed: int) -> list[Entry]:
    rng = random.Random(seed)
    entries = []
    for key in range(1, count + 1):
        chosen = rng.choices(VOCABULARY, k=rng.randrange(9))
        text = "".join(word + rng.choice((" ", " ", ", ", "-", "; ", "\n")) for word in chosen)
        epoch = rng.choice((None, covered("2022-03-18")[0] + rng.randrange(-40, 40) * DAY // 2))
        entries.append(
            Entry(
                key,
                1 + key % 7,
                key,
                text,
                rng.choice((("message", "chat"), ("body", "mail"), ("comment", "article"))),
                rng.choice(("primary", "account")),
                rng.choice(NAMES),
                rng.choice(NAMES),
                rng.choice(PLACES),
                rng.choice(NAMES),
                epoch,
                "",
                rng.random() < 0.15,
                wall=None if epoch is None else epoch + rng.choice((0, 5)) * 3_600,
            )
        )
    return entries


ENTRIES = make_entries(700, seed=5)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    texts = {entry.key: entry.text for entry in ENTRIES}
    made = SearchIndex.create(
        tmp_path_factory.mktemp("index") / "i", lambda keys: [(key, texts[key]) for key in keys]
    )
    with made.writer() as writer:
        for start in range(0, len(ENTRIES), 250):  # several segments
            writer.add(ENTRIES[start : start + 250])
            writer.commit()
    return made


def phrases(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(words, min_size=1, max_size=3).map(" ".join)


single = st.sampled_from(VOCABULARY)
stems = st.sampled_from(["b", "ba", "bu", "mül", "MU", "u", "don't", "é", "京", "x", "st", "U.S"])
fuzzy_words = st.sampled_from(["bus", "bars", "muller", "é", "strase", "ubs", "x"])
patterns = st.sampled_from(["b.s", "ba(r|s)+", "[a-m].*", "m[^a]+er", r"\d+", "k?eys?", "u{1,2}s"])
leaves = st.one_of(
    single.map(tree.Word),
    stems.map(tree.Prefix),
    st.builds(tree.Fuzzy, fuzzy_words, st.sampled_from([1, 2])),
    patterns.map(tree.Pattern),
    phrases(single).map(tree.Phrase),
    single.map(tree.Verbatim),
    phrases(single).map(lambda text: tree.Verbatim(text, is_quoted=True)),
)
beside = st.one_of(
    single.map(tree.Word),
    single.map(tree.Word),
    stems.map(tree.Prefix),
    st.builds(tree.Fuzzy, fuzzy_words, st.just(1)),
    patterns.map(tree.Pattern),
    phrases(single).map(tree.Phrase),
    single.map(tree.Verbatim),
)
sides = st.one_of(
    beside, st.lists(beside, min_size=2, max_size=3).map(lambda parts: tree.Or(tuple(parts)))
)
nears = st.builds(tree.Near, sides, sides, st.integers(1, 6))
names = st.sampled_from(["anna", "Kowal", "Åsa", "asa", "Müller", "night", "in", "EX-0001", "ex-2"])


def combine(parts: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda found: tree.And(tuple(found))),
        several.map(lambda found: tree.Or(tuple(found))),
        parts.map(tree.Not),
    )


values = st.one_of(
    names.map(tree.Word),
    st.sampled_from(["an", "Å", "nig"]).map(tree.Prefix),
    st.sampled_from(["Anna Kowal", "kowal anna", "night shift"]).map(tree.Phrase),
    st.builds(tree.Fuzzy, st.sampled_from(["ana", "nigth"]), st.just(1)),
)
kinds = st.sampled_from(["message", "Mail", "chat", "none"]).map(tree.Word)
dates = st.sampled_from(
    ["2022", "2022-03", "2022-03-18", "2022-03-18T12:00", "2022-03-12T12:00:00"]
)
filters = st.one_of(
    st.builds(
        tree.Scope,
        st.sampled_from(["from", "to", "in", "custodian"]),
        st.recursive(values, combine, max_leaves=3),
    ),
    st.builds(tree.Scope, st.just("kind"), st.recursive(kinds, combine, max_leaves=3)),
    st.sampled_from(["primary", "account", "boilerplate", "any"]).map(tree.Is),
    st.integers(1, 8).map(tree.InExhibit),
    st.builds(
        lambda relation, date: tree.When(relation, date, *covered(date)),
        st.sampled_from(["after", "before", "on"]),
        dates,
    ),
    st.just(tree.Everything()),
)
roots = st.recursive(st.one_of(leaves, leaves, nears, filters), combine, max_leaves=5)
queries = roots.map(tree.Query)


@settings(max_examples=600, deadline=None)
@given(query=queries)
def test_the_index_answers_like_its_twin(index: SearchIndex, query: tree.Query) -> None:
    wanted = answers(ENTRIES, query)
    results = index.search(query, limit=len(ENTRIES))
    assert {found.key for found in results.results} == wanted
    assert results.total == len(wanted)


@settings(max_examples=500, deadline=None)
@given(query=queries)
def test_a_query_reads_back_as_itself(query: tree.Query) -> None:
    assert parse(str(query)) == query
    assert describe(query).endswith(").")


@settings(max_examples=1000, deadline=None)
@given(st.text(alphabet='ab OR-"()=*~/:.5NEAR12“”é東\n\x00{[]}|\\,', max_size=40))
def test_any_text_is_a_query_or_an_error_that_points_into_it(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as caught:
        error = caught
    else:
        assert parse(str(query)) == query
        return
    start, end = error.values["start"], error.values["end"]
    assert 0 <= start <= end <= len(text) + 1
    assert str(error)


@settings(max_examples=300, deadline=None)
@given(leaf=st.one_of(leaves, nears), entry=st.sampled_from(ENTRIES))
def test_something_is_marked_exactly_where_a_part_holds(leaf: tree.Node, entry: Entry) -> None:
    query = tree.Query(leaf)
    snippet = highlight(entry.text, query, 0)
    if in_text(leaf, entry.text):
        assert snippet.spans
    elif not isinstance(leaf, tree.Near):
        assert not snippet.spans
    for start, end in snippet.spans:
        assert entry.text[start:end].strip() == entry.text[start:end] != ""


@given(
    text=st.text(max_size=300),
    query=queries.filter(lambda query: isinstance(query.root, tree.Node)),
    width=st.integers(1, 120),
)
def test_a_snippet_is_a_stretch_of_the_text(text: str, query: tree.Query, width: int) -> None:
    snippet = highlight(text, query, width)
    assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
    assert len(snippet.text) <= width
    ends = [end for span in snippet.spans for end in span]
    assert ends == sorted(ends)
    assert all(snippet.start <= end <= snippet.start + len(snippet.text) for end in ends)


@settings(deadline=None, max_examples=60)
@given(query=queries, sort=st.sampled_from(["relevance", "time", "time-desc", "citation"]))
def test_pages_join_without_gap_or_double(index: SearchIndex, query: tree.Query, sort: str) -> None:
    keys = [key for page in walk(index, query, sort, 37) for key in page]
    assert len(keys) == len(set(keys))
    assert set(keys) == answers(ENTRIES, query)


def walk(index: SearchIndex, query: tree.Query, sort: str, limit: int) -> Iterator[list[int]]:
    cursor = ""
    while True:
        page = index.search(query, sort, limit, cursor)
        yield [found.key for found in page.results]
        cursor = page.cursor
        if not cursor:
            return


@given(st.datetimes())
def test_a_date_covers_the_moment_it_names(moment: object) -> None:
    written = str(moment)[:19]
    if written[:4] < "0001":
        return
    canonical = normalise(written)
    stretches = [covered(canonical[:cut]) for cut in (4, 7, 10, 16, 19)]
    for cut in (4, 7, 10, 16, 19):
        assert beginning(canonical[:cut]) == covered(canonical[:cut])[0]
    for (first, last), (inner_first, inner_last) in pairwise(stretches):
        assert first <= inner_first < inner_last <= last


@settings(max_examples=15, deadline=None)
@given(removed=st.sets(st.integers(1, 7), max_size=4))
def test_what_is_taken_out_is_not_found(
    tmp_path_factory: pytest.TempPathFactory, removed: set[int]
) -> None:
    index = SearchIndex.create(tmp_path_factory.mktemp("removal") / "i")
    with index.writer() as writer:
        writer.add(ENTRIES[:100])
        writer.commit()
        for exhibit in removed:
            writer.remove_exhibit(exhibit)
    left = [e for e in ENTRIES[:100] if e.exhibit not in removed]
    found = index.search(parse("is:any"), limit=200)
    assert {f.key for f in found.results} == {e.key for e in left}
    assert index.count() == len(left)


def test_the_twin_sees_what_it_should(tmp_path: Path) -> None:
    entry = Entry(1, 1, 1, "the bus, two three four seats")
    assert holds(parse("bus NEAR/4 seats").root, entry)
    assert not holds(parse("bus NEAR/3 seats").root, entry)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(st.text(), st.text(alphabet=st.characters(min_codepoint=0x80), max_size=60)))
def test_every_way_of_taking_words_is_the_same(text: str) -> None:
    plain, kept, changed = words.index_forms(text)
    spans = words.word_spans(text)
    folded = [words.folded_form(text[start:end]) for start, end in spans]
    assert plain.split() == folded == words.folded(text)
    assert (kept or plain).split() == words.exact(text)
    assert set(changed.split()) <= set(folded)
    assert all(start < end for start, end in spans)
    assert not any(char.isspace() for word in folded for char in word)
    assert all(words.folded(word) for word in folded)
