"""Every form in which something already found may stand elsewhere: the surname alone, inflected, glued.

>>> book = Formbook()
>>> book.add_person(("anna", "kowal"))
>>> sheet = read(Text("a", "KOWAL! Kowal's mail; from Kowala. See akowal.pdf, #annakowal, K o w a l"))
>>> [sheet.text.words[f.start:f.end] for f in book.find(sheet)]
['KOWAL', 'Kowal', 'Kowala', 'akowal.pdf', '#annakowal', 'K o w a l']
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.names import gender_of
from muniment.dossier.proposing.proposal import Find, Kind, Rank, Strength, Text
from muniment.dossier.proposing.runs import Sheet, read
from muniment.dossier.proposing.tokens import Token, fold

__all__ = ["Formbook", "Text", "read"]

_SHORTEST_STEM = 4
_SHORTEST_GLUED = 6
_LONGEST_ENDING = 4
_LONGEST_NAME = 6
_COMPOUND = re.compile(r"(?<![^\s\"“”„(\[<,;])[\"'(]?([#@]?[^\s\"“”„()\[\]<>,;]{4,400})")
_SPACED = re.compile(r"(?<!\w)\w(?:[ .\-_*·]{1,3}\w){2,40}(?!\w)")
_OWNER = re.compile(r"['’]s\Z", re.IGNORECASE)
_HYPHENED = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)+")
_SIGNS = re.compile(r"[_@#/\\.=&?+%-]|\d|[a-zà-ÿ][A-ZÀ-Þ]")


@dataclass(slots=True)
class Formbook:
    """What was found so far, in a shape in which more of it is found quickly.

    Attributes:
        parts: parts of names of persons, folded → whether something says that they are a name.
        stems: such parts without a last vowel → the part, for languages that inflect names.
        phrases: names of bodies, places and so on, folded → how they were found.
        lengths: first word → the numbers of words of the phrases that begin with it.
        glued: names without blanks → parts of the name, or the group of what is known.
        prefixes: first letters of the glued names.
    """

    parts: dict[str, bool] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], Find] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)
    glued: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)

    def add_person(self, parts: tuple[str, ...], group: str = "", *, is_sure: bool = True) -> None:
        """Take up a person's name by its folded parts."""
        full = [p for p in parts if len(p) > 1]
        for part in full:
            self.parts[part] = self.parts.get(part, False) or is_sure
            if is_sure and len(part) >= _SHORTEST_STEM:
                self.stems.setdefault(part, part)
                if part[-1] in "aeo" and len(part) > _SHORTEST_STEM:
                    self.stems.setdefault(part[:-1], part)
        if not is_sure or not full:
            return
        if len(full) > 1:
            first, last = full[0], full[-1]
            for words in ("".join(full), first + last, last + first, first[0] + last):
                self._glue(words, (first, last), group)
        if len(full[-1]) >= _SHORTEST_GLUED:
            self._glue(full[-1], (full[-1],), group)

    def add_phrase(self, find: Find) -> None:
        """Take up the name of a body, a place or the like."""
        if find.key:
            self.phrases.setdefault(find.key, find)
            self.lengths.setdefault(find.key[0], set()).add(len(find.key))

    def add_handle(self, words: str, group: str) -> None:
        """Take up a handle that belongs to somebody known."""
        self._glue(re.sub(r"[\W_]", "", fold(words)), (), group, shortest=4)

    def _glue(self, words: str, parts: tuple[str, ...], group: str, shortest: int = 5) -> None:
        glued = re.sub(r"[\W_]", "", words)
        if len(glued) >= shortest and not (
            glued in lexicon().common or glued in lexicon().ordinary
        ):
            self.glued.setdefault(glued, (parts, group))
            self.prefixes.add(glued[:4])

    def find(self, sheet: Sheet) -> list[Find]:
        """All further places in a text where something of the book stands, in order."""
        found = [
            *self._persons(sheet),
            *self._others(sheet),
            *self._compounds(sheet.text.words),
            *self._spaced(sheet.text.words),
        ]
        return sorted(found, key=lambda f: (f.start, -f.end))

    def _persons(self, sheet: Sheet) -> Iterator[Find]:
        tokens, place = sheet.tokens, 0
        while place < len(tokens):
            end, parts = place, list[str]()
            while end < min(len(tokens), place + _LONGEST_NAME):
                if end > place and tokens[end].gap not in {" ", "\u00a0", "  "}:
                    break
                part = self._part(tokens[end])
                if not part:
                    break
                parts.append(part)
                end += 1
            if parts and (find := self._person(sheet, place, end, tuple(parts))):
                yield find
            place = max(end, place + 1)

    def _part(self, token: Token) -> str:
        """The part of a name of which a word is a form; empty when it is of none."""
        if token.fold in self.parts:
            return token.fold
        if not token.is_capital or token.fold in lexicon().given or token.fold in lexicon().common:
            return ""
        for count in range(1, min(_LONGEST_ENDING, len(token.fold) - _SHORTEST_STEM) + 1):
            stem, ending = token.fold[:-count], token.fold[-count:]
            if stem in self.stems and ending in lexicon().inflections:
                return self.stems[stem]
        return ""

    def _person(self, sheet: Sheet, start: int, end: int, parts: tuple[str, ...]) -> Find | None:
        """A person's name that is known from elsewhere, with its title and initials."""
        tokens, words = sheet.tokens, lexicon()
        many = end - start
        run = tokens[start:end]
        is_small = not any(t.is_capital for t in run)
        is_ordinary = all(p in words.ordinary | words.common for p in parts)
        first = start
        while first and start - first < 4 and _precedes(tokens, first - 1):
            first -= 1
        if is_small and not all(self.parts[p] for p in parts):
            return None
        if is_small and many == 1:
            is_cued = first > 0 and tokens[first - 1].fold in words.cues
            if (is_ordinary and not is_cued) or not _may_be_small(parts[0], is_ordinary):
                return None
        doubt = ""
        if is_small and many == 1:
            doubt = "it is in small letters"
        elif is_ordinary and many == 1 and run[0].is_first and first == start:
            doubt = "it is an ordinary word too, and begins a sentence"
        initials = tuple(t.fold for t in tokens[first:start] if len(t.text) == 1)
        reason = "a name that stands elsewhere too"
        find = Find(
            tokens[first].start,
            run[-1].end,
            Kind.PERSON,
            Strength.DIRECT if many + len(initials) > 1 else Strength.QUASI,
            reason,
            Rank.GUESS if doubt or not any(self.parts.get(p) for p in parts) else Rank.NAME,
            initials + parts,
            is_doubtful=bool(doubt),
            doubt=doubt,
        )
        find.gender = gender_of(tokens[first:end], find.key)
        return find

    def _others(self, sheet: Sheet) -> Iterator[Find]:
        """Bodies, places and so on that are known from elsewhere."""
        tokens, place = sheet.tokens, 0
        while place < len(tokens):
            step = 1
            for many in sorted(self.lengths.get(tokens[place].fold, ()), reverse=True):
                run = tokens[place : place + many]
                model = self.phrases.get(tuple(t.fold for t in run))
                if model and (find := _again(run, model)):
                    yield find
                    step = many
                    break
            place += step

    def _compounds(self, text: str) -> Iterator[Find]:
        """Names inside URLs, addresses of e-mail, hashtags, names of files."""
        if not self.glued:
            return
        for m in _COMPOUND.finditer(text):
            words = _OWNER.sub("", m[1].rstrip(".:!?'’"))
            if not _SIGNS.search(words) or fold(words) in self.parts:
                continue
            found = self._inside(words)
            if found:
                parts, group, name = found
                kind = _kind_of(words)
                rank = Rank.NAME if kind is Kind.PERSON else Rank.KNOWN
                yield Find(
                    m.start(1), m.start(1) + len(words), kind, Strength.DIRECT,
                    f"the name “{name}” is in it", rank,
                    parts, group=group,
                )  # fmt: skip

    def _inside(self, words: str) -> tuple[tuple[str, ...], str, str] | None:
        """The name that is glued into a compound: its parts, its group, and as it is spelt."""
        squeezed = re.sub(r"[\W_]", "", fold(words))
        best: tuple[tuple[str, ...], str, str] | None = None
        for place in range(len(squeezed) - 3):
            if squeezed[place : place + 4] not in self.prefixes:
                continue
            for many in range(min(40, len(squeezed) - place), 3, -1):
                glued = squeezed[place : place + many]
                if glued in self.glued and (not best or many > len(best[2])):
                    best = (*self.glued[glued], glued)
                    break
        return best

    def _spaced(self, text: str) -> Iterator[Find]:
        """Names spelt out letter by letter."""
        for m in _SPACED.finditer(text):
            word = re.sub(r"[\W_]", "", fold(m[0]))
            parts, group = self.glued.get(word, ((), ""))
            if not parts and self.parts.get(word) and len(word) >= _SHORTEST_STEM:
                parts = (word,)
            if parts or group:
                yield _person_at(m.start(), m.end(), parts, group, "a name spelt letter by letter")


def _person_at(start: int, end: int, parts: tuple[str, ...], group: str, reason: str) -> Find:
    strength = Strength.DIRECT if len(parts) != 1 else Strength.QUASI
    return Find(start, end, Kind.PERSON, strength, reason, Rank.ACCOUNT, parts, group=group)


def _precedes(tokens: list[Token], place: int) -> bool:
    """Whether the token at a place is a title or an initial of the name behind it."""
    token, behind = tokens[place], tokens[place + 1]
    if not token.is_capital or behind.gap not in {" ", ". ", ".", "\u00a0"}:
        return False
    words = lexicon()
    is_title = token.fold in words.titles and token.fold not in words.common
    return is_title or (len(token.text) == 1 and behind.gap[:1] == ".")


def _may_be_small(part: str, is_ordinary: bool) -> bool:  # noqa: FBT001 - one question, asked in one place
    """Whether a name in small letters is told from an ordinary word."""
    words = lexicon()
    lists = (
        words.professions | words.roles | words.kin | words.heads | words.public | words.illnesses
    )
    return is_ordinary or (
        len(part) >= _SHORTEST_STEM and part not in lists and part not in words.titles
    )


def _again(run: list[Token], model: Find) -> Find | None:
    """The name of a body or place once more, if these words may be it."""
    words = lexicon()
    if not (run[0].is_capital or len(run) > 2 or model.group):
        return None
    if (
        len(run) == 1
        and model.key[0].upper() == run[0].text
        and len(run[0].text) < 3
        and run[0].is_shouted
    ):
        return None
    is_doubtful = len(run) == 1 and run[0].is_first and run[0].fold in words.common | words.ordinary
    if is_doubtful and run[0].fold in words.common:
        return None
    return Find(
        run[0].start,
        run[-1].end,
        model.kind,
        model.strength,
        model.reason if model.group else "it stands elsewhere too: " + model.reason,
        model.rank,
        model.key,
        is_doubtful=model.is_doubtful or is_doubtful,
        doubt=model.doubt or ("it is an ordinary word too" if is_doubtful else ""),
        group=model.group,
    )


def _kind_of(words: str) -> Kind:
    """What words are in which a name is glued: with hyphens alone they are words (*Kowalewicz-led*)."""
    if _HYPHENED.fullmatch(words):
        return Kind.PERSON
    if "@" in words[1:]:
        return Kind.EMAIL
    end = words.rsplit(".", 1)[-1].casefold()
    return Kind.MISC if end in lexicon().file_ends and "://" not in words else Kind.HANDLE


def learn(book: Formbook, finds: Iterable[Find]) -> None:
    """Take up what was found in a text, so that it is found wherever else it stands."""
    for find in finds:
        if find.kind is Kind.PERSON:
            if any(len(p) > 1 for p in find.key):
                book.add_person(find.key, is_sure=not find.is_doubtful)
            else:
                book.add_phrase(find)
        elif find.rank in {Rank.NAME, Rank.PLACE, Rank.GUESS} and find.kind:
            book.add_phrase(find)
