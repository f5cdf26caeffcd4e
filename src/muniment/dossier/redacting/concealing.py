"""Concealing: a text without what the policy takes out, and what stood where.

What is concealed in a text is what the leak check would find in it (docs/method/leak-check.md): the two
share their folding and their patterns, so that what is hidden is what is looked for afterwards.

>>> from muniment.model.judgement.redaction import Pseudonym
>>> policy = Policy(pseudonyms=(Pseudonym("Official A", ("Anna Kowal",), "a source"),))
>>> Concealing(policy).conceal("Ask A. Kowal, or #annakowal.").text
'Ask Official A, or #Official A.'
"""

import html
import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from muniment.dossier.leaks.dates import is_date
from muniment.dossier.leaks.patterns import Match, Patterns, compile_patterns
from muniment.dossier.leaks.secret import Secret
from muniment.dossier.redacting.cells import (
    has_border,
    name_in_parts,
    parts_in_cells,
    stands_alone,
    within_cells,
)
from muniment.dossier.redacting.gap import Gap
from muniment.dossier.redacting.initials import tell_time
from muniment.dossier.redacting.naming import (
    Doubt,
    Told,
    bare_parts,
    everyone,
    not_hidden,
)
from muniment.dossier.redacting.patterns import details
from muniment.model.citation import Citation
from muniment.model.judgement.redaction import BAR, Blackout, Policy

_ENCODED = re.compile(r"\S*(?:%[0-9A-Fa-f]{2}|&#?\w+;|\\u[0-9A-Fa-f]{4})\S*")
_OPENING, _CLOSING = "([{<\"'“„‘«*#@", ".,;:!?…)]}>\"'”’»*"
_ENTITY = re.compile(r"&#?\w+;\Z")
_INITIALS_BEFORE = re.compile(r"(?<![^\W_])(?:[^\W\d_a-z]\.[ \u00a0-]?){1,4}\Z")
_WORD_BEHIND = re.compile(r"\s+[^\W_]")
_INITIALS_BEHIND = re.compile(
    r"(?:,\s?|(?<=[^\W\d_a-z])\.[ \u00a0-]?)(?:[^\W\d_a-z]\.[ \u00a0-]?){1,3}(?<!\s)"
)
_CODE_BEFORE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)(?:\d{1,3}[ .-]{0,2})?)?(?:\(?0\)?[ .-]{0,2}|\()?\Z"
)
_ENDING = re.compile(r"(?!ʼ?s\b)[^\W\d_]{1,2}\b", re.IGNORECASE)
_OWNS = re.compile(r"[’'`´ʼ]s\b", re.IGNORECASE)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:|\n][\s\"“”‘’'()\[\]]*)\Z")


@dataclass(frozen=True, slots=True)
class Concealed:
    """A text as it may be published, and what was taken out of it, in order."""

    text: str
    gaps: tuple[Gap, ...] = ()


@dataclass(slots=True)
class Concealing:
    """A policy, made ready.

    Attributes:
        policy: what is taken out.
        others: names of people in the case who have no stand-in.
        under: stretches of passages that lie under boxes on their pages.
        told: the words by which people with a stand-in may be told.
        doubts: words in doubt that were met, with how often each was left standing.
    """

    policy: Policy
    others: tuple[str, ...] = ()
    under: tuple[Blackout, ...] = ()
    told: list[Told] = field(default_factory=list)
    doubts: dict[Told, int] = field(default_factory=dict)
    _patterns: Patterns = field(default_factory=Patterns)
    _kept: Patterns = field(default_factory=Patterns)
    _by_id: dict[str, list[Told]] = field(default_factory=dict)
    _in_parts: dict[frozenset[str], str] = field(default_factory=dict)
    _stretches: dict[Citation, list[Blackout]] = field(default_factory=dict)
    _known: dict[tuple[str, Citation | None], tuple[Concealed, list[Told]]] = field(
        default_factory=dict, repr=False
    )

    def __post_init__(self) -> None:
        """Make the patterns of all names and words."""
        self.told = everyone(self.policy, self.others)
        for one in self.told:
            self._by_id.setdefault(f"name {one.words.casefold()}", []).append(one)
            if one.is_given and len(parts := name_in_parts(one.words)) > 1:
                self._in_parts.setdefault(parts, one.stand_in)
        secrets = [Secret(id_, told[0].words) for id_, told in self._by_id.items()]
        secrets += [Secret(f"words {n}", w.words) for n, w in enumerate(self.policy.words)]
        self._patterns = compile_patterns(secrets)
        given = {one.stand_in: list[str]() for one in self.told}
        for one in self.told:
            given[one.stand_in] += [one.words] if one.is_given else []
        whole = {
            n
            for name in not_hidden(self.others, given.values())
            for n in (name.partition("<")[0], " ".join(bare_parts(name)))
        }
        self._kept = compile_patterns(Secret(n, n) for n in map(str.strip, whole) if " " in n)
        for stretch in self.stretches:
            self._stretches.setdefault(stretch.citation, []).append(stretch)

    @property
    def stretches(self) -> tuple[Blackout, ...]:
        """What is blacked out of single passages."""
        return (*self.policy.blackouts, *self.under)

    def conceal(self, text: str, citation: Citation | None = None) -> Concealed:
        """A text without what is taken out.

        Args:
            text: as the evidence or the author has it.
            citation: the passage whose text it is; None when it is none's.
        """
        # The same words stand in a passage, in lists, in titles; what was left standing counts each time.
        key = (text, citation if citation in self._stretches else None)
        if key not in self._known:
            left = list[Told]()
            self._known[key] = (self._concealed(*key, left), left)
        concealed, left = self._known[key]
        for one in left:
            self.doubts[one] = self.doubts.get(one, 0) + 1
        return concealed

    def _concealed(self, text: str, citation: Citation | None, left: list[Told]) -> Concealed:
        gaps = [
            Gap(b.start, min(b.end, len(text)), BAR, b.why)
            for b in (self._stretches.get(citation, ()) if citation else ())
        ]
        gaps += self._named(text, left)
        gaps += self._over_cells(text)
        gaps += details(text, self.policy.patterns)
        gaps += self._encoded(text)
        if not gaps:
            return Concealed(text)
        return _without(text, list(_apart(gaps)))

    def author(self, name: str) -> str:
        """Who wrote something, as it may be published: a person with a stand-in is that alone."""
        concealed = self.conceal(name)
        people = [g.instead for g in concealed.gaps if g.instead != BAR]
        return people[0] if people else concealed.text

    def _named(self, text: str, left: list[Told]) -> Iterator[Gap]:
        """Names and words, in every spelling. What is only made of a name and stands in the full name of
        somebody else is theirs, and stays; what is in doubt goes to `left`.
        """
        kept = [
            (m.start, m.end)
            for m in self._kept.matches(text, is_readable=True)
            if not has_border(text, m.start, m.end)
        ]
        for id_, start, end, is_whole in self._met(text):
            kind, _, rest = id_.partition(" ")
            if kind == "words":
                why = self.policy.words[int(rest)].why
                yield from (Gap(*cell, BAR, why) for cell in within_cells(text, start, end))
                continue
            told = self._by_id[id_]
            first = told[0]
            is_theirs = any(a <= start and end <= b for a, b in kept)
            if is_theirs and not (first.is_given and is_whole):
                continue
            if first.is_month and is_date(text, start, end):
                left.append(replace(first, doubt=Doubt.MONTH))
                continue
            if first.doubt is Doubt.EVERYDAY and _opens_sentence(text, start, end):
                left.append(first)
                continue
            is_thing = first.doubt is Doubt.LETTERS and not stands_alone(text, start, end)
            if is_thing and tell_time(text, start, end):
                continue
            if is_thing and "." not in text[start:end]:
                left.append(first)
                continue
            instead = BAR if first.doubt is Doubt.SHARED or is_thing else first.stand_in
            start, end = _with_initials(text, start, _with_ending(text, end))
            start, end = _with_code(text, start, end)
            why = self._why(first.stand_in)
            yield from (Gap(*cell, instead, why) for cell in within_cells(text, start, end))

    def _over_cells(self, text: str) -> Iterator[Gap]:
        """Names that stand in several cells of a row, one part in each, though a part is too short to tell."""
        names = list(self._in_parts)
        for start, end, number in parts_in_cells(text, names):
            stand_in = self._in_parts[names[number]]
            yield Gap(start, end, stand_in, self._why(stand_in))

    def _met(self, text: str) -> Iterator[tuple[str, int, int, bool]]:
        """Where names and words stand: of two that overlap the one with more letters, and of two with as
        many the one in its own order (in `Anna Kowal, Anna Marsh` there is no `Kowal, Anna`).
        """
        found = [
            (-len(m.pattern.letters), m.pattern.form, m.start, m.end, m.pattern.secret, m.is_whole)
            for m in self._patterns.matches(text, is_readable=True)
            if self._is_told(m, text)
        ]
        for id_, one in _whole_words(self._patterns, text):
            found.append((-len(one[0]), "", *one.span(), id_, True))
        taken: list[tuple[int, int]] = []
        for _, _, start, end, id_, is_whole in sorted(found):
            at = bisect(taken, (start, end))
            if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end):
                continue
            taken.insert(at, (start, end))
            yield id_, start, end, is_whole

    def _is_told(self, found: Match, text: str) -> bool:
        """Whether letters are the words of a name: an initial is one only by itself and as a capital
        (`Anna K.` in `Anna knew`, or in `Anna a lot`, is none; `K., Anna` has a comma).
        """
        told = self._by_id.get(found.pattern.secret, [])
        if not any(one.has_initials for one in told):
            return True
        words, first, last = told[0].words, text[found.start], text[found.end - 1]
        if told[0].is_all_initials:
            return found.is_whole and first.isupper() and last.isupper()
        if "., " in words and not found.pattern.form and "," not in text[found.start : found.end]:
            return False
        is_first_name = text[found.end - 2 : found.end - 1] in {" ", "\u00a0"}
        is_word = last in "AI" and _WORD_BEHIND.match(text, found.end) is not None
        return found.is_whole and not (is_first_name and (not last.isupper() or is_word))

    def _encoded(self, text: str) -> Iterator[Gap]:
        """Runs of signs in which a name is encoded. They go whole: an address with `Anna%20Kowal` is barred,
        since a stand-in for all of it would say that it is one; `Anna&nbsp;Kowal` is just the name.
        """
        for run in _ENCODED.finditer(text):
            start, end = _without_marks(run)
            plain = html.unescape(unquote(unquote(text[start:end])))
            if not next(self._met(plain), None):
                continue
            named = [gap for gap in self._named(plain, []) if _is_all(plain, gap)]
            yield Gap(start, end, named[0].instead if named else BAR, "a name is encoded in it")

    def _why(self, stand_in: str) -> str:
        return next(p.why for p in self.policy.pseudonyms if p.stand_in == stand_in)


def _without_marks(run: re.Match[str]) -> tuple[int, int]:
    """The span of a run of signs without the marks of the sentence around it; what belongs to it stays."""
    signs = run[0]
    start, end = len(signs) - len(signs.lstrip(_OPENING)), len(signs.rstrip(_CLOSING))
    is_open = signs.count("(", start, end) > signs.count(")", start, end)
    if _ENTITY.search(signs, start, end + 1) or (is_open and signs.startswith(")", end)):
        end += 1
    return run.start() + start, run.start() + end


def _is_all(text: str, gap: Gap) -> bool:
    """Whether a text says nothing but what is taken out of it."""
    return not any(c.isalnum() for c in text[: gap.start] + text[gap.end :])


def _opens_sentence(text: str, start: int, end: int) -> bool:
    """Whether an everyday word may be just the first of a sentence: it owns nothing, and more follows."""
    opens = _OPENS_SENTENCE.search(text[max(0, start - 40) : start])
    return bool(opens) and not _OWNS.match(text, end) and not stands_alone(text, start, end)


def _with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the initials before it, or behind it after a comma: what is left of them would tell."""
    before = _INITIALS_BEFORE.search(text, max(0, start - 16), start)
    behind = _INITIALS_BEHIND.match(text, end)
    return before.start() if before else start, behind.end() if behind else end


def _with_code(text: str, start: int, end: int) -> tuple[int, int]:
    """A telephone number with the rest of it that stands before: `+44`, `00`, `(0)`; and its bracket behind.

    >>> [_with_code(t, t.index("7700"), len(t)) for t in ("on +44 7700 9", "on (0) 7700 9", "44 7700 9")]
    [(3, 13), (3, 13), (3, 9)]
    """
    if any(c.isalpha() for c in text[start:end]):
        return start, end
    before = _CODE_BEFORE.search(text, max(0, start - 16), start)
    start = before.start() if before else start
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return start, end + (is_open and text.startswith(")", end))


def _with_ending(text: str, end: int) -> int:
    """Behind the ending of an inflected name (`Kowalem`), which would tell something of it. An English *s*
    stays, as in *the Official As*.
    """
    ending = _ENDING.match(text, end) if text[end - 1 : end].isalpha() else None
    return ending.end() if ending else end


def _whole_words(patterns: Patterns, text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Short and everyday words, which count only as whole words in their own capitals."""
    for first, sought in patterns.words.items():
        if first not in text:
            continue
        for id_, exactly in sought:
            for found in exactly.finditer(text):
                yield id_, found


def _apart(gaps: Iterable[Gap]) -> Iterator[Gap]:
    """Gaps that do not overlap: the earliest and longest first, and one that covers parts of two both."""
    last: Gap | None = None
    for gap in sorted(gaps, key=lambda g: (g.start, -g.end, g.instead == BAR)):
        if last is None or gap.start >= last.end:
            if last:
                yield last
            last = gap
        elif gap.end > last.end:
            last = Gap(last.start, gap.end, last.instead, last.why)
    if last:
        yield last


def _without(text: str, gaps: list[Gap]) -> Concealed:
    out, at = [], 0
    for gap in gaps:
        out += [text[at : gap.start], gap.instead]
        at = gap.end
    return Concealed("".join([*out, text[at:]]), tuple(gaps))
