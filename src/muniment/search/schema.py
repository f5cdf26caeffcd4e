"""The shape of the index: which value of an entry stands in which field.

Words are made by `words`, separated by spaces, so tantivy only splits at spaces: there is one
definition of a word, and it is ours. Nothing is stored: what a result needs stands in columns
(*fast fields*), the text stays in the case.

| field | holds | for |
| --- | --- | --- |
| words | folded words | plain words, NEAR, prefixes, fuzzy words, regular expressions |
| exact | exact words, only of texts that have accents | quoted phrases |
| changed | the folded words that had accents | knowing when `words` is exact enough |
| author, recipients, place, custodian | folded words | `from:` `to:` `in:` `custodian:` |
| kind, role, month, author_name, place_name, custodian_name | whole values | counting |
| wall | the clock on the wall | dates |
| forward, backward, cited | sort keys, each unique | walking through results in order |
| turn | a number for each entry, growing | telling apart what has the same time |

>>> moment_keys(0, 1)[0] < moment_keys(0, 2)[0] < moment_keys(60, 1)[0] < moment_keys(None, 1)[0]
True
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from muniment.search import words
from muniment.search.entry import Entry

if TYPE_CHECKING:
    import tantivy

VERSION: Final = 3

_WORD_FIELDS = ("words", "exact", "author", "recipients", "place", "custodian")
_NAME_FIELDS = ("kind", "role", "month", "author_name", "place_name", "custodian_name")
_COLUMNS = ("turn", "forward", "backward", "cited")

# 34 bits of seconds from the year 1700 on reach the year 2244; times outside are sorted at the
# ends. 30 bits tell apart a thousand million passages of the same second, by the turn in which they
# were added: keys may be sparse and would not fit.
_TURN_BITS: Final = 30
_UNDATED: Final = (1 << 34) - 1
_FROM_1700: Final = 8_520_336_000
_LABEL = re.compile(r"EX-\d+", re.IGNORECASE)


def build_schema() -> "tantivy.Schema":
    """The fields of the index."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in _WORD_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("changed", tokenizer_name="whitespace", index_option="basic")
    for name in _NAME_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_unsigned_field("exhibit", indexed=True)
    for name in _COLUMNS:
        builder.add_unsigned_field(name, fast=True)
    builder.add_integer_field("wall", fast=True)
    builder.add_boolean_field("furniture", indexed=True)
    return builder.build()


def moment_keys(epoch: int | None, turn: int) -> tuple[int, int]:
    """Sort keys, both ascending: by time, and by time from the latest on; undated ones last.

    Entries of the same second are told apart by their turn, so that no two are equal.
    """
    tail = turn & ((1 << _TURN_BITS) - 1)
    if epoch is None:
        return _UNDATED << _TURN_BITS | tail, _UNDATED << _TURN_BITS | tail
    seconds = min(max(epoch + _FROM_1700, 0), _UNDATED - 1)
    return seconds << _TURN_BITS | tail, (_UNDATED - 1 - seconds) << _TURN_BITS | tail


def epoch_of(forward: int) -> int | None:
    """The seconds since 1970 in a sort key by time; None when undated.

    >>> epoch_of(moment_keys(-5, 9)[0]), epoch_of(moment_keys(None, 9)[0])
    (-5, None)
    """
    seconds = forward >> _TURN_BITS
    return None if seconds == _UNDATED else seconds - _FROM_1700


def describe_entry(entry: Entry, turn: int) -> str:
    """An entry as a JSON object of field values; what is empty is left out. `turn` counts the entries
    ever added.

    Written by hand: words hold nothing that JSON would escape, and what the passages of one exhibit
    share is written once.
    """
    plain, exact, changed = words.index_forms(entry.text)
    forward, backward = moment_keys(entry.epoch, turn)
    cited = cited_key(entry.exhibit, entry.number)
    dated = ""
    if entry.epoch is not None:
        wall = entry.epoch if entry.wall is None else entry.wall
        dated = f',"wall":{wall}{_month(entry.month)}'
    return (
        f'{{"words":"{plain}","key":{entry.key},"turn":{turn},"exhibit":{entry.exhibit},'
        f'"forward":{forward},"backward":{backward},"cited":{cited}'
        f"{_sort(entry.role, entry.kinds)}{_places(entry.place)}"
        f"{_person('custodian', entry.custodian)}"
        f"{_person('author', entry.author)}{_recipients(entry.recipients)}{dated}"
        f"{_ACCENTED.format(exact, changed) if changed else ''}"
        f"{_FURNITURE if entry.is_furniture else ''}}}"
    )


_ACCENTED = ',"exact":"{}","changed":"{}"'
_FURNITURE = ',"furniture":true'


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


@lru_cache(maxsize=256)
def _sort(role: str, kinds: tuple[str, ...]) -> str:
    """Of what sort a passage is: a few sorts in a whole case."""
    values: dict[str, Any] = {"role": role}
    if kinds:
        values["kind"] = [kind.lower() for kind in kinds]
    return f",{_json(values)[1:-1]}"


@lru_cache(maxsize=256)
def _places(place: tuple[str, ...]) -> str:
    """Where a passage lies, which all passages of an exhibit have in common."""
    if not place:
        return ""
    values = {
        "place": [_spaced(label) for label in place],
        "place_name": [encodable(p) for p in place if not _LABEL.fullmatch(p)],
    }
    return f",{_json(values)[1:-1]}"


@lru_cache(maxsize=256)
def _month(written: str) -> str:
    return f',"month":{_json(written)}'


@lru_cache(maxsize=4096)
def _person(field: str, name: str) -> str:
    if not name:
        return ""
    return f',"{field}":"{_spaced(name)}","{field}_name":{_json(encodable(name))}'


@lru_cache(maxsize=4096)
def _recipients(named: str) -> str:
    return f',"recipients":"{_spaced(named)}"' if named else ""


def cited_key(exhibit: int, number: int) -> int:
    """The sort key of a citation: exhibit first, then passage."""
    return exhibit << 32 | number


def _spaced(text: str) -> str:
    return " ".join(words.folded(text))


def encodable(text: str) -> str:
    """A whole value, safe to hand over: lone surrogates cannot be written as UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
