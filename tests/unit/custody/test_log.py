"""The custody log: a chain that no change escapes."""

import hashlib
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from muniment.custody.log import Entry, broken_links, hash_of, seal


def _chain(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for n in range(1, length + 1):
        entry = Entry(
            n,
            f"2021-05-02T10:00:{n:02d}Z",
            "anna",
            "taken in",
            n,
            "ab" * 32,
            n,
            f"/evidence/{n}",
            "",
            "muniment 1",
        )
        entries.append(seal(entry, entries[-1].hash if entries else ""))
    return entries


def test_a_chain_as_written_is_whole() -> None:
    assert list(broken_links(_chain(9))) == []
    assert list(broken_links([])) == []


def test_the_hash_can_be_computed_by_hand() -> None:
    """SHA-256 of the fields but the last, as a JSON array without spaces."""
    entry = seal(
        Entry(1, "2021-05-02T10:00:00Z", "ann\u00e9", "made", 0, "", 0, "x", "", "muniment 1"), ""
    )
    written = '[1,"2021-05-02T10:00:00Z","ann\u00e9","made",0,"",0,"x","","muniment 1",""]'
    assert entry.hash == hashlib.sha256(written.encode()).hexdigest()
    assert entry.hash == hash_of(replace(entry, hash="anything"))


@given(
    st.integers(0, 8),
    st.sampled_from(["at", "who", "action", "source", "tool", "digest"]),
    st.text(max_size=9),
)
def test_any_change_of_any_field_is_named(place: int, field: str, value: str) -> None:
    entries = _chain(9)
    changed = replace(entries[place], **{field: value})
    assert changed != entries[place]
    entries[place] = changed
    assert any(f"entry {place + 1} " in told for told in broken_links(entries))


@given(st.integers(0, 7))
def test_dropping_and_swapping_are_named(place: int) -> None:
    entries = _chain(9)
    assert list(broken_links(entries[:place] + entries[place + 1 :]))
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert list(broken_links(entries))


def test_a_change_with_a_new_hash_breaks_the_next_link() -> None:
    entries = _chain(3)
    entries[1] = seal(replace(entries[1], source="elsewhere"), entries[0].hash)
    assert list(broken_links(entries)) == [
        "Custody log: entry 3 does not follow from the one before it."
    ]
