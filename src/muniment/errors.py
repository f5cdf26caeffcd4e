"""The error tree. A class per cause; its docstring is the message that a user reads.

    MunimentError
    ├── UsageError            what was asked cannot be done           exit 2
    │   ├── QueryError        with the place in the query
    │   ├── DossierError      what cannot be published like this
    │   ├── PaperError        a file that cannot be audited or made anew
    │   ├── SealError         a bundle, a key or a time stamp
    │   └── RedactionError    what cannot be taken out like this
    ├── CaseError             the case cannot be worked on now        exit 3
    └── UnreadableError       one exhibit cannot be read              (kept with the exhibit)

Every error with its message: docs/reference/errors.md, which is made of this file.
Exit codes of the command are listed in docs/reference/exit-codes.md.
"""

from string import Formatter
from textwrap import fill
from typing import ClassVar


class MunimentError(Exception):
    """Something went wrong."""

    exit_code: ClassVar[int] = 1

    def __init__(self, **values: object) -> None:
        """Fill the docstring's first paragraph with `values`; they stay readable as attributes."""
        template = " ".join((type(self).__doc__ or "").split("\n\n")[0].split())
        wanted = {name for _, name, _, _ in Formatter().parse(template) if name}
        self.values = values
        super().__init__(template.format(**{name: values.get(name, "?") for name in wanted}))


class UsageError(MunimentError):
    """What was asked cannot be done."""

    exit_code = 2


class NoCaseError(UsageError):
    """There is no case in {path}. Make one there with `muniment init`, or name its folder with -C."""


class CaseExistsError(UsageError):
    """{path} already holds a case. Add to it with `muniment add`."""


class NoSuchExhibitError(UsageError):
    """This case has no exhibit {label}. `muniment status --exhibits` lists what it has."""


class NoSuchPassageError(UsageError):
    """{label} has no passage ¶{number}: {extent}."""


class NotACitationError(UsageError):
    """“{written}” is not a citation, or has a number that no exhibit has. Write it like EX-0041,
    “EX-0041 ¶98” or EX-0041:98."""


class NoSuchSettingError(UsageError):
    """“{name}={value}” is no setting of an exhibit. What can stand there: {known}."""


class NoSuchQuoteError(UsageError):
    """{ref} is no quote: {extent}. `muniment quotes {label}` lists those of this exhibit."""


class NotRejectedError(UsageError):
    """“{what}” was put in the place of the verdict, with “{said}”. What is put instead goes with a
    rejection: reject the verdict, or leave that out. Nothing was recorded."""


class NothingToTakeBackError(UsageError):
    """Nobody has judged the verdict on {ref}, or it was taken back already: there is nothing to take
    back."""


class NoSuchTagError(UsageError):
    """“{name}” cannot be a tag or a name. It is one word or a few, {most} letters at most."""


class NoSuchPictureError(UsageError):
    """Page {sheet} of {label} cannot be shown as a picture. {cause}"""


class NothingToShowError(UsageError):
    """{label} cannot be shown as it was received. {cause} Save the original and open it with care."""


class NothingToCheckError(UsageError):
    """Nothing in {path} can be checked. {cause} Give one text, saved page or mail; what lies inside an
    archive, by itself."""


class NotATimeError(UsageError):
    """“{written}” is no date that a source can be held against. Write it like 2023-05-18, 2023-05 or 2023,
    with the time like 2023-05-18T22:45, or the time alone: 22:45."""


class QueryError(UsageError):
    """{cause}

    Attributes of `values`: `query`, and `start` and `end`, the span at fault in code points.
    """

    def __str__(self) -> str:
        """The cause, the query, and a line of carets under the place at fault."""
        query = str(self.values.get("query", ""))
        start, end = int(str(self.values.get("start", 0))), int(str(self.values.get("end", 0)))
        carets = " " * start + "^" * max(1, end - start)
        return f"{self.args[0]}\n  {query}\n  {carets}"


class DossierError(UsageError):
    """This cannot be published."""


class BadHeaderError(DossierError):
    """The header of the dossier has “{line}” where there should be {cause}. It looks like this:
    `---`, then lines such as `title: The winter gate`, then `---`."""


class NoSuchDossierError(DossierError):
    """There is no dossier “{name}” in {folder}. There are: {known}. `muniment dossier new NAME` begins
    one."""


class DossierUnreadableError(DossierError):
    """{path} cannot be read: {cause}. Save it as UTF-8 in your editor."""


class DossierExistsError(DossierError):
    """The dossier “{name}” cannot be begun: {cause}."""


class UnsoundError(DossierError):
    """{name} is not published: {count} to be mended first. `muniment dossier check {name}`
    names them."""


class NotRedactableError(DossierError):
    """{label} cannot be published as the file that it is. {cause} Nothing is published until then; take
    {label} out of “whole:” to publish its passages only."""


class LeakError(DossierError):
    """Something that is taken out stands in what would be published, so nothing is. What was written is
    in {folder}, to be looked at and deleted.

    `report` in `values` names each place and decision, for the eyes of its author.
    """

    def __str__(self) -> str:
        """The cause, and the report below it."""
        return f"{fill(str(self.args[0]), 68)}\n\n{self.values.get('report', '')}"


class EarlyLeakError(LeakError):
    """Something that is taken out stands in the text of what would be published, so nothing is, and
    nothing was written."""


class FolderTakenError(DossierError):
    """{path} is there already. Name another folder with --out, or move this one away."""


class PaperError(UsageError):
    """{cause}"""


class LockedPaperError(PaperError):
    """The file asks for a password. Open it with the password, save a copy without one, add the copy
    to the case, and redact that.
    """


class NotPaperError(PaperError):
    """This is no {kind} that can be read: {cause}. Print it to a new file from the program that opens
    it, and redact that.
    """


class TooLargePaperError(PaperError):
    """The {kind} is too large to be worked on safely: {cause}. Split it, and redact the parts."""


class NoSuchSheetError(PaperError):
    """There is no page {sheet}: the file has {sheets}. Take the box away, or give it the page it is on."""


class BadAreaError(PaperError):
    """The box {area} is none: {cause}. Draw it again."""


class ManyFramesError(PaperError):
    """The picture has {frames} frames, and a box can be drawn on one only. Save each frame as a picture
    of its own, and redact those.
    """


class BadWordError(PaperError):
    """“{word}” cannot be looked for: it has no letter and no figure. Draw a box over it."""


class BadStandInError(PaperError):
    """The label “{label}” holds “{word}”, which is to be removed. Choose another."""


class SealError(UsageError):
    """This cannot be sealed, or opened."""


class AlreadySealedError(SealError):
    """{path} is sealed already: it holds {name}. Publish into an empty folder, and seal that."""


class ContentsError(SealError):
    """This cannot be sealed: {cause}."""


class NotQuotedError(SealError):
    """{place} in {text} quotes “{quoted}”, said to be {verdict}; {cited} does not have these words. Correct
    the quotation, or mark it for comparing by eye."""


class NoSuchFileError(SealError):
    """{path} is no file of this bundle. `manifest.json` lists those that are."""


class KeyUnreadableError(SealError):
    """The signing key in {path} cannot be used: {cause}"""


class KeyExistsError(SealError):
    """{path} exists and is not written over: a key that is lost cannot be made again. Give another
    name."""


class StampError(SealError):
    """The time stamp cannot be used: {cause}"""


class RedactionError(UsageError):
    """This cannot be taken out."""


class NoReasonError(RedactionError):
    """A redaction needs its reason, which is published with it. Give one with --why."""


class NotAStandInError(RedactionError):
    """“{stand_in}” cannot stand for anybody. {cause}. Write something like “Official A” or “[activist]”."""


class NotWordsError(RedactionError):
    """“{words}” is nothing that can be found wherever it stands: {cause}"""


class PseudonymTakenError(RedactionError):
    """“{what}” belongs to the person who is published as “{by}” already. Two people cannot have one
    stand-in, and one name cannot have two: add the name to that person, or choose another."""


class NoSuchWordsError(RedactionError):
    """“{words}” does not stand in {citation}. Copy the words from `muniment show` letter by letter."""


class NoSuchBoxError(RedactionError):
    """{box} is no box on a page. Write PAGE:LEFT,BOTTOM,RIGHT,TOP in points from the lower left
    corner, with LEFT below RIGHT and BOTTOM below TOP."""


class NotTakenOutError(RedactionError):
    """{what} is not taken out, so there is nothing to take back. `muniment redactions list` has
    everything that is, as it has to be named here."""


class NoPagesError(RedactionError):
    """{label} is no PDF and no picture that can be opened, so no box can lie on it. Black out words of a
    passage (`muniment redact passage`), or keep it from publication (`muniment redact withhold`)."""


class BoxOutsideError(RedactionError):
    """The box {box} does not lie on {label}: {extent}. Give the page and the box where it is; a box is
    counted from the lower left corner."""


class CaseError(MunimentError):
    """The case cannot be worked on now."""

    exit_code = 3


class CaseBusyError(CaseError):
    """Another muniment (process {pid}) is writing to this case. Wait until it has ended; searching
    and reading work meanwhile."""


class CaseReadOnlyError(CaseBusyError):
    """The case in {path} cannot be written to: its files belong to somebody else, or lie on a medium that
    is written once. It can be read; to work on it, copy it to where you may write."""


class CaseNotYoursError(CaseError):
    """Files in {path} belong to somebody else, who alone may read them. Ask them to copy the case for you."""


class CaseNewerError(CaseError):
    """This case was made by a newer Muniment (format {found}, this one knows {known}). Update
    Muniment; the case is untouched."""


class NotACaseError(CaseError):
    """{path} cannot be read as a case: {cause}. If it was one, take it from a backup; the originals
    beside it are files of their own and are not touched by this.
    """


class DiskFullError(CaseError):
    """The disk is full: {path}. What was taken in so far is safe. Make room, then give the same
    command again: it goes on where it stopped."""


class StaleIndexError(CaseError):
    """The search index in {path} cannot be used: {cause}. Nothing is lost:
    `muniment add` (without paths) makes it again."""


class StaleCorpusError(CaseError):
    """The words in {path}, in which quotes are looked for, cannot be used: {cause}. Nothing is lost:
    `muniment add` (without paths) makes them again."""


class WorkerError(CaseError):
    """The reading processes cannot be started: {cause}"""


class UnreadableError(MunimentError):
    """{cause}

    Raised by readers. `step` in `values` says what a person can do.
    """

    def __init__(self, cause: str, step: str = "") -> None:
        """Say why nothing can be read from these bytes, and what a person can do."""
        super().__init__(cause=cause, step=step)


class LockedError(UnreadableError):
    """{cause}"""

    def __init__(self, cause: str = "It is protected by a password.") -> None:
        """Say what is locked."""
        super().__init__(
            cause, "Remove the password in the program that made it, and add the copy."
        )
