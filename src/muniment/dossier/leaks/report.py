"""What a leak check found, in words that do not print what leaked.

>>> find = Find("R-0012", "p/3.html", "byte 1,204", "percent-encoded", 2, is_whole=True)
>>> str(find)
'R-0012 in p/3.html, byte 1,204: percent-encoded, 2 times'
"""

from dataclasses import dataclass, field

WITHHELD = "‹name withheld: it tells a secret›"


@dataclass(frozen=True, slots=True, order=True)
class Find:
    """That a secret stands in a file.

    Attributes:
        secret: its id.
        file: the path inside the folder; withheld, but for its number, where the path tells a secret.
        place: where in the file: the member, the page or field, the byte; of the first occurrence.
        form: how it is written there, in words.
        count: how often in this form, inside this place's text.
        is_whole: whole words; otherwise it is part of a longer word, and a person should look.
    """

    secret: str
    file: str
    place: str
    form: str
    count: int = 1
    is_whole: bool = True

    def __str__(self) -> str:
        times = "" if self.count == 1 else f", {self.count:,} times"
        inside = "" if self.is_whole else ", inside a longer word"
        return f"{self.secret} in {self.file}, {self.place}: {self.form}{inside}{times}"


@dataclass(frozen=True, slots=True, order=True)
class Unopened:
    """That something could not be looked into, where, and why."""

    file: str
    place: str
    why: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.why}"


@dataclass(frozen=True, slots=True)
class Ruled:
    """That a secret was looked for more strictly than everywhere, and the reason."""

    secret: str
    why: str


@dataclass(frozen=True, slots=True)
class LeakReport:
    """What was looked at, what was found, and what could not be looked at.

    Attributes:
        files, size: how many files, and their bytes together.
        secrets: how many were looked for.
        finds: in the order of the files.
        unopened: what could not be looked into.
        ruled: secrets that were looked for by a stricter rule.
        notes: what the check as a whole did not look at.
    """

    files: int
    size: int
    secrets: int
    finds: tuple[Find, ...] = ()
    unopened: tuple[Unopened, ...] = ()
    ruled: tuple[Ruled, ...] = field(default=())
    notes: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Nothing was found. What could not be opened is a question of its own: see `is_complete`."""
        return not self.finds

    @property
    def is_complete(self) -> bool:
        """Everything could be looked into, and every secret could be looked for everywhere."""
        return not self.unopened and not self.ruled and not self.notes

    def __str__(self) -> str:
        lines = [
            f"{_counted(self.secrets, 'secret')} looked for in {_counted(self.files, 'file')}"
            f" ({self.size:,} bytes)."
        ]
        found = {find.secret for find in self.finds}
        if found:
            lines.append(f"Found: {_counted(len(found), 'secret')}. Do not publish this folder.")
            lines += [f"  {find}" for find in self.finds]
        else:
            lines.append("None was found.")
        if self.unopened:
            lines.append("Not looked into:")
            lines += [f"  {one}" for one in self.unopened]
        for why in dict.fromkeys(one.why for one in self.ruled):
            ids = [one.secret for one in self.ruled if one.why == why]
            lines.append(f"{', '.join(ids)}: {why}.")
        return "\n".join([*lines, *self.notes])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
