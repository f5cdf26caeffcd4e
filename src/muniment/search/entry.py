"""The entry: one passage as the index sees it. Plain values, written by the case.

Search knows no people, no store and no case: whatever can be searched or counted stands here.

>>> Entry(key=7, exhibit=41, number=98, text="See you at the Anchor", author="Anna Kowal").place
()
"""

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """What the index is told of one passage.

    Attributes:
        key: the passage's own number in the case: unique; it may be sparse, up to 2^63.
        exhibit, number: its citation, `EX-0041 ¶98` as 41 and 98.
        text: its words; they are indexed, not stored.
        kinds: what `kind:` finds it by: the passage's kind and the exhibit's (`message`, `chat`).
        role: `primary` or `account`.
        author: whose words (`from:`); empty when unknown.
        recipients: to whom (`to:`), in one line.
        place: what `in:` finds it by: chat title, names of mailbox, archive and file, `EX-0041`.
        custodian: whose it was.
        epoch: the instant, in seconds since 1970, to sort by; None when undated.
        month: `2022-03`, for counting; empty when undated.
        is_furniture: boilerplate, left out unless a query says `is:boilerplate` or `is:any`.
        wall: what the clock showed where it was written, as seconds since 1970 if it were UTC: the
            dates of a query are compared with it, since it is what a reader sees. None: as `epoch`.
    """

    key: int
    exhibit: int
    number: int
    text: str
    kinds: tuple[str, ...] = ()
    role: str = "primary"
    author: str = ""
    recipients: str = ""
    place: tuple[str, ...] = ()
    custodian: str = ""
    epoch: int | None = None
    month: str = ""
    is_furniture: bool = False
    wall: int | None = None
