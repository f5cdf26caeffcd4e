"""Why a paper cannot be audited or redacted. A class for each cause; its docstring is the message.

>>> str(LockedPaperError())[:36]
'The file asks for a password. Open i'
"""

from muniment.errors import MunimentError


class PaperError(MunimentError):
    """The paper cannot be worked on."""

    exit_code = 2


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
    """The label “{label}” holds a string that is to be removed. Choose another."""
