"""One search: everything that a leak check knows while it goes from file to file.

What was looked at in a file in which there is nothing is not looked at again in the next one: pages of one
site carry the same words, which come to the same bytes. It is known by its digest and by how deep it was
packed, so that nothing is passed over that might have been too deep, and only where the whole file had no
find, nothing that stayed shut and no picture.
"""

import hashlib
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from muniment.dossier.leaks.encodings.runs import Remembered, runs
from muniment.dossier.leaks.encodings.sieve import Sieve
from muniment.dossier.leaks.encodings.streams import base64_streams
from muniment.dossier.leaks.encodings.unwrapping import prose_of, singly, unwrap_all
from muniment.dossier.leaks.inside.drawn import read_all_drawn
from muniment.dossier.leaks.inside.opening import SIGNS, is_known_file, open_packed
from muniment.dossier.leaks.inside.paper import count_pages, drawn_pages
from muniment.dossier.leaks.inside.parts import Limits, Part, Shut, Words
from muniment.dossier.leaks.inside.pictures import is_picture, is_recording
from muniment.dossier.leaks.patterns import Match, Patterns
from muniment.dossier.leaks.report import WITHHELD, Find, LeakReport, Ruled, Unopened
from muniment.dossier.leaks.secret import Rule
from muniment.dossier.leaks.texts import Text, plain, read_bytes

_SEAM = 1 << 16
_MOST_RUNS = 20_000
_MOST_CLEAN = 1 << 18
_PLAINLY = "as it is written"
_OTHERWISE = "with other capitals, accents or signs"

Place = tuple[str, ...]
Finds = dict[tuple[str, str, str, str], tuple[int, bool]]


@dataclass(slots=True)
class Search:
    """Everything that one check knows; `file`, `is_set_here`, `seen`, `tried` and `room` are of the file it is at."""

    patterns: Patterns
    written: set[tuple[str, str]] = field(repr=False)
    limits: Limits
    with_drawn: bool = True
    program: str | None = None
    finds: Finds = field(default_factory=dict)
    unopened: dict[Unopened, None] = field(default_factory=dict)
    told: dict[str, bool] = field(default_factory=dict, repr=False)
    counts: Counter[str] = field(default_factory=Counter)
    file: str = ""
    is_set_here: bool = False
    seen: dict[bytes, int] = field(default_factory=dict, repr=False)
    tried: set[int] = field(default_factory=set, repr=False)
    room: int = 0
    clean: set[tuple[bytes, int]] = field(default_factory=set, repr=False)
    remembered: Remembered = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.remembered = Remembered(Sieve(self.patterns.rings, SIGNS), is_known_file)

    def take(self) -> tuple[Finds, dict[Unopened, None]]:
        """What was found since this was asked last, and what stayed shut."""
        taken = self.finds, self.unopened
        self.finds, self.unopened = {}, {}
        return taken

    def look_at(self, path: Path, relative: str, number: int) -> None:
        """One file: its path, then its bytes."""
        name = relative.encode("utf-8", "replace").decode("utf-8")
        self.file = f"{WITHHELD} (file {number:,} by path)" if self.tells(relative) else name
        self.seen, self.tried, self.room = {}, set(), self.limits.total
        drawn = self.not_letters()
        self.look_at_text(plain(relative), ("its name",), (), 0, Counter())
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            target = str(path.readlink())
            self.look_at_text(plain(target), ("where the link leads",), (), 0, Counter())
            self.shut((), "it is a link, and was not followed")
        elif stat.S_ISREG(status.st_mode):
            self.counts["files"] += 1
            self.counts["bytes"] += status.st_size
            self.read(path, status.st_size)
        elif not stat.S_ISDIR(status.st_mode):
            self.shut((), "it is no file that can be read")
        if not self.finds and not self.unopened and self.not_letters() == drawn:
            if len(self.clean) > _MOST_CLEAN:
                self.clean.clear()
            self.clean.update(self.seen.items())

    def not_letters(self) -> int:
        """How many pictures, pages and recordings were met by now: each of them is counted."""
        return self.counts["pictures"] + self.counts["pages"] + self.counts["recordings"]

    def read(self, path: Path, size: int) -> None:
        """The bytes of a file, at once or in pieces that overlap."""
        try:
            with path.open("rb") as source:
                if size <= self.limits.member:
                    self.look_at_bytes(source.read(), (), (), 0)
                    return
                self.shut((), "it is too long to be unpacked; its bytes were looked at in pieces")
                at, piece = 0, source.read(self.limits.member)
                while piece:
                    self.room = self.limits.total
                    place = (f"piece from byte {at:,}",)
                    self.look_at_bytes(piece, place, (), 0, is_piece=True)
                    seam = piece[-_SEAM:]
                    more = source.read(self.limits.member - _SEAM)
                    at += len(piece) - len(seam)
                    piece = seam + more if more else b""
        except OSError as error:
            self.shut((), f"it could not be read ({error.strerror})")

    def look_at_bytes(
        self,
        data: bytes,
        place: Place,
        forms: Place,
        depth: int,
        *,
        at: Callable[[], str] | None = None,
        is_piece: bool = False,
    ) -> None:
        """Bytes in every way of reading them, then what is packed in them; `at` says where they stand."""
        digest = hashlib.blake2b(data, digest_size=16).digest()
        self.room -= len(data)
        if not data or digest in self.seen:
            return
        self.seen[digest] = depth
        if (digest, depth) in self.clean and not is_piece:
            return
        if self.room < 0 or depth > self.limits.depth:
            why = (
                "more is packed in it than is unpacked"
                if self.room < 0
                else "it is packed too deep"
            )
            self.shut(place, why)
            return
        most: Counter[tuple[str, str]] = Counter()
        for text in read_bytes(data, wide=self.patterns.is_wide):
            if at:
                text.label = _always(at)
            self.look_at_text(text, place, forms, depth, most)
        self.look_at_streams(data, place, forms, at, most)
        if is_piece:
            return
        if not forms or depth:
            self.look_at_drawn(data, place, forms)
        for piece in open_packed(data, self.limits):
            inside = (*place, at(), piece.name) if at else (*place, piece.name)
            if isinstance(piece, Shut):
                self.shut(inside, piece.why)
            elif isinstance(piece, Words):
                self.look_at_text(piece.text, inside, forms, depth + 1, Counter())
            else:
                self.look_at_part(piece, inside, forms, depth)

    def look_at_part(self, part: Part, inside: Place, forms: Place, depth: int) -> None:
        """Bytes that came out of a packed file."""
        more = (*forms, part.form) if part.form else forms
        if part.is_dots:
            self.look_at_dots(part.data, inside, more, depth + 1)
        else:
            self.look_at_bytes(part.data, inside, more, depth + 1)

    def look_at_dots(self, data: bytes, place: Place, forms: Place, depth: int) -> None:
        """Dots of a picture: their bytes as letters. What is drawn with them is seen on the page."""
        digest = hashlib.blake2b(data, digest_size=16).digest()
        self.room -= len(data)
        if self.room < 0 or digest in self.seen:
            return
        self.seen[digest] = depth
        for match in self.patterns.matches(data, is_readable=False):
            said = (*forms, *filter(None, [match.pattern.form]))
            where = (*place, f"byte {match.start:,}")
            self.keep(match.pattern.secret, where, said, 1, is_whole=match.is_whole)

    def look_at_text(
        self, root: Text, place: Place, forms: Place, depth: int, most: Counter[tuple[str, str]]
    ) -> None:
        """A text, what comes out of it when encodings are undone, and what stands in it as base64 or hex.

        `most` says how often each secret was found already in other readings of the same bytes: what
        every reading shows is told of the first.
        """
        if root.is_prose:
            self.look_for_words(prose_of(root), place, forms)
        number = 0
        for text in unwrap_all(root, self.limits.texts):
            self.look_for_letters(text, place, forms, most)
            if text.hides:
                self.shut(place, "more encodings are inside each other than are undone")
            if not (root.is_readable or text is not root or root.depth):
                continue
            for run in runs(text.content, self.tried, self.remembered):
                number += 1
                if number > _MOST_RUNS:
                    self.shut(place, "it has more runs of base64 or hex than are looked at")
                    return
                more = (*forms, *text.forms, run.form)
                at = partial(text.where, run.start)
                self.look_at_bytes(run.data, place, more, depth + 1, at=at)

    def look_for_letters(
        self, text: Text, place: Place, forms: Place, most: Counter[tuple[str, str]]
    ) -> None:
        """All secrets but the short ones."""
        first, counts = self.found(text)
        for key, count in counts.items():
            if count > most[key]:
                most[key] = count
                match = first[key]
                alone = next((t for t in singly(text) if self.found(t)[1][key] >= count), text)
                if alone is not text:
                    match = self.found(alone)[0][key]
                self.note(alone, match, count, place, forms)

    def found(self, text: Text) -> tuple[dict[tuple[str, str], Match], Counter[tuple[str, str]]]:
        """For each secret and the order of its letters: the best match, and how many there are."""
        first: dict[tuple[str, str], Match] = {}
        counts: Counter[tuple[str, str]] = Counter()
        for match in self.patterns.matches(text.content, is_readable=text.is_readable):
            key = (match.pattern.secret, match.pattern.form)
            if self.patterns.is_dated(key[0], text.content, match.start, match.end):
                continue
            counts[key] += 1
            if key not in first or (match.is_whole and not first[key].is_whole):
                first[key] = match
        return first, counts

    def note(self, text: Text, match: Match, count: int, place: Place, forms: Place) -> None:
        """A find, in words."""
        secret, turned = match.pattern.secret, match.pattern.form
        standing = text.content[match.start : match.end]
        said = [*forms, *text.forms, *([turned] if turned else [])]
        if (secret, standing) not in self.written and not turned:
            said.append("in UTF-16" if "\0" in standing else _OTHERWISE)
        self.keep(secret, (*place, text.where(match.start)), said, count, is_whole=match.is_whole)

    def look_for_words(self, text: Text, place: Place, forms: Place) -> None:
        """Short secrets and common words, in what a reader sees."""
        for secret, start, count in self.patterns.word_matches(text.content):
            said = [*forms, *text.forms]
            self.keep(secret, (*place, text.where(start)), said, count, is_whole=True)

    def look_at_streams(
        self,
        data: bytes,
        place: Place,
        forms: Place,
        at: Callable[[], str] | None,
        most: Counter[tuple[str, str]],
    ) -> None:
        """The bytes as if they were base64 from beginning to end."""
        if len(data) < 8:
            return
        for stream, back in base64_streams(data):
            for match in self.patterns.matches(stream, is_readable=False):
                key = (match.pattern.secret, "in base64")
                if not most[key]:
                    most[key] = 1
                    where = at() if at else f"byte {back(match.start):,}"
                    said = [*forms, "in base64", *filter(None, [match.pattern.form])]
                    self.keep(key[0], (*place, where), said, 1, is_whole=match.is_whole)

    def look_at_drawn(self, data: bytes, place: Place, forms: Place) -> None:
        """Codes in pictures and on pages, and words where a program can read them; else they are counted."""
        if is_recording(data):
            self.counts["recordings"] += 1
        if is_picture(data):
            what, number = "pictures", 1
            drawn: Iterator[tuple[str, bytes]] = iter([("", data)])
        elif data[:1024].find(b"%PDF-") >= 0:
            what, number = "pages", count_pages(data)
            drawn = drawn_pages(data)
        else:
            return
        self.counts[what] += number
        if self.is_set_here:
            self.counts[f"{what} set here"] += number
            return
        if self.program is None:
            self.counts[f"{what} not read"] += number
        if not self.with_drawn:
            return
        for name, seen in read_all_drawn(self.program, drawn):
            inside = (*place, name)
            if seen.words is None or seen.codes is None:
                self.shut(inside, "what is drawn in it could not be read")
            if seen.words:
                drawn_forms = (*forms, "drawn in a picture")
                self.look_at_text(plain(seen.words), inside, drawn_forms, 0, Counter())
            for code in seen.codes or ():
                self.look_at_bytes(code.data, inside, (*forms, f"in a {code.kind}"), 0)

    def tells(self, name: str) -> bool:
        """Whether a name cannot be printed, since a secret stands in it."""
        if name not in self.told:
            root = plain(name)
            self.told[name] = (
                any(True for _ in self.patterns.word_matches(prose_of(root).content))
                or any(self.found(text)[1] for text in unwrap_all(root, self.limits.texts))
                or any(
                    self.found(plain(_loose(run.data)))[1]
                    for run in runs(name, set(), self.remembered)
                )
            )
        return self.told[name]

    def told_place(self, place: Place) -> str:
        """A place in words that print no secret."""
        shown = [WITHHELD if self.tells(part) else _printable(part) for part in place if part]
        return ", ".join(shown)

    def shut(self, place: Place, why: str) -> None:
        """Something could not be looked into."""
        self.unopened[Unopened(self.file, self.told_place(place), why)] = None

    def keep(
        self, secret: str, place: Place, forms: Iterable[str], count: int, *, is_whole: bool
    ) -> None:
        """A secret was found."""
        form = ", ".join(dict.fromkeys(filter(None, forms))) or _PLAINLY
        key = (secret, self.file, self.told_place(place), form)
        before, whole = self.finds.get(key, (0, False))
        self.finds[key] = (max(before, count), whole or is_whole)

    def report(self, secrets: int) -> LeakReport:
        """What was found and what was not looked at."""
        finds = (Find(*key, *value) for key, value in self.finds.items())
        everywhere = {Rule.SHAPE, Rule.AMPLE}
        rules = self.patterns.rules.items()
        return LeakReport(
            self.counts["files"],
            self.counts["bytes"],
            secrets,
            tuple(finds),
            tuple(self.unopened),
            tuple(
                Ruled(secret, rule.value)
                for secret, rule in sorted(rules, key=lambda r: r[0])
                if rule not in everywhere
            ),
            tuple(self.notes()),
        )

    def notes(self) -> Iterator[str]:
        """What the check did not look at."""
        if told := self._counted("not read"):
            yield f"Words drawn in pictures were not looked at ({told}): tesseract is not installed."
        if not self.with_drawn and (self.counts["pictures"] or self.counts["pages"]):
            yield "QR codes and bar codes were not looked at."
        if told := self._counted("set here"):
            yield f"What Muniment set itself was looked at as text, and not as it is drawn ({told})."
        if self.counts["recordings"]:
            yield f"Sound and film were not listened to ({self.counts['recordings']:,} files)."

    def _counted(self, which: str) -> str:
        numbers = [(self.counts[f"{what} {which}"], what) for what in ("pictures", "pages")]
        return ", ".join(f"{n:,} {what if n != 1 else what[:-1]}" for n, what in numbers if n)


def _always(words: Callable[[], str]) -> Callable[[int], str]:
    return lambda _: words()


def _loose(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _printable(name: str) -> str:
    shown = "".join(c if c.isprintable() else "�" for c in name[:200])
    return shown + ("…" if len(name) > 200 else "")
