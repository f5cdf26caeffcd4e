# ruff: noqa: D209, D415 - a docstring here is the message that a user reads
"""What can go wrong when a bundle is sealed or a key is used; see `muniment.errors`.

MunimentError
└── UsageError
    ├── AlreadySealedError
    ├── ContentsError
    ├── NotQuotedError
    ├── NoSuchFileError
    ├── KeyUnreadableError
    ├── KeyExistsError
    └── StampError
"""

from muniment.errors import UsageError


class AlreadySealedError(UsageError):
    """{path} is sealed already: it holds {name}. Publish into an empty folder, and seal that."""


class ContentsError(UsageError):
    """This cannot be sealed: {cause}."""


class NotQuotedError(UsageError):
    """{place} in {text} quotes “{quoted}”, said to be {verdict}; {cited} does not have these words. Correct
    the quotation, or mark it for comparing by eye."""


class NoSuchFileError(UsageError):
    """{path} is no file of this bundle. `manifest.json` lists those that are."""


class KeyUnreadableError(UsageError):
    """The signing key in {path} cannot be used: {cause}"""


class KeyExistsError(UsageError):
    """{path} exists and is not written over: a key that is lost cannot be made again. Give another
    name."""


class StampError(UsageError):
    """The time stamp cannot be used: {cause}"""
