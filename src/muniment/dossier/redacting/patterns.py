"""Patterns: details that are taken out by their shape alone (phones, e-mail addresses …)."""

import re
from collections.abc import Iterator, Sequence

from muniment.dossier.proposing.codes import find_codes
from muniment.dossier.proposing.proposal import Kind
from muniment.dossier.redacting.gap import Gap
from muniment.model.judgement.redaction import Pattern

_STREETS = (
    "street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|court|ct|crescent|gardens|grove|hill|mews"
    "|parade|park|place|pl|quay|row|square|sq|terrace|view|walk|way|wharf|yard|boulevard|blvd"
)
_STREET = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:[A-Z][\w'’-]{{1,30}} ){{1,3}}(?i:{_STREETS})\b\.?"
    r"(?:,? [A-Z][\w'’-]{2,30}){0,2}(?:,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})?"
    r"|\b[A-Z][a-zäöüß]{2,30}(?:straße|strasse|weg|platz|gasse|allee) \d{1,4}[a-z]?(?:, \d{5} [A-Z][\w-]{2,30})?"
)
"""A house and its street, with the town and the postcode behind it, in English and German."""

_BANK = re.compile(
    r"(?<![\d-])(?P<sorted>\d{2}[- ]\d{2}[- ]\d{2}[,;: ]{1,3}(?:account |a/c )?\d{6,8})(?!\d)"
    r"|(?i:\b(?:account|acct|a/c|konto|sort\Wcode)\b)\W{0,3}(?i:(?:no|number|nr|is)\b\W{0,3}){0,2}"
    r"(?P<told>\d(?:[ -]?\d){5,17})(?!\d)"
)
"""A sort code with its account, and digits that are said to be an account."""

_KINDS = {
    Pattern.PHONE: (Kind.PHONE, "[phone number]"),
    Pattern.EMAIL: (Kind.EMAIL, "[e-mail address]"),
    Pattern.ADDRESS: (Kind.ADDRESS, "[address]"),
    Pattern.ACCOUNT: (Kind.ACCOUNT, "[account number]"),
}
"""What each pattern is called by the room that proposes, and what is published for it."""


def details(text: str, patterns: Sequence[tuple[Pattern, str]]) -> Iterator[Gap]:
    """The details of some patterns in a text.

    Args:
        text: any text.
        patterns: which, each with its reason.
    """
    wanted = {_KINDS[pattern][0]: (_KINDS[pattern][1], why) for pattern, why in patterns}
    if not wanted:
        return
    for find in find_codes(text):
        if find.kind in wanted:
            instead, why = wanted[find.kind]
            yield Gap(find.start, find.end, instead, why)
    if Kind.ACCOUNT in wanted:
        instead, why = wanted[Kind.ACCOUNT]
        for found in _BANK.finditer(text):
            yield Gap(*found.span(found.lastgroup or 0), instead, why)
    if Kind.ADDRESS in wanted:
        instead, why = wanted[Kind.ADDRESS]
        for found in _STREET.finditer(text):
            yield Gap(*found.span(), instead, why)
