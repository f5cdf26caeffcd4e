"""Signs that stand for one thing: addresses of e-mail, phones, accounts, URLs, numbers of files.

>>> [(f.kind.value, f.reason) for f in find_codes("Pay GB33 BUKB 2020 1555 5555 55, ref. no. 77120")]
[('account number', 'an IBAN whose check digits agree'), ('code', 'a number after “no”')]

Where a sign has check digits they are computed: IBAN by ISO 13616 (ISO 7064 mod 97-10), cards by
ISO/IEC 7812 (Luhn). All patterns are bounded, so that no text takes more than linear time.
"""

import re
from collections.abc import Callable, Iterator

from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.proposal import Find, Kind, Rank, Strength
from muniment.dossier.proposing.tokens import fold

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_TOP = (
    "com|org|net|info|eu|uk|de|fr|es|pl|at|ch|it|nl|be|ie|us|io|co|me|tv|news|gov|edu|ru|se|no|tr"
)
_URL = re.compile(
    r"(?<![\w@.-])(?:(?:https?|ftp|file)://[^\s<>\"”“]{1,2000}"
    rf"|(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?:{_TOP})(?![\w.-]\w)(?:/[^\s<>\"”“]{{0,1000}})?)"
)
_HANDLE = re.compile(r"(?<![\w@/.])@[A-Za-z_][\w.]{1,30}(?<!\.)|(?<![\w/])/?u/[\w-]{3,20}(?!\w)")
_IBAN = re.compile(
    r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Za-z0-9]{4}){2,7}(?:[ \u00a0-]?[A-Za-z0-9]{1,3})?(?!\w)"
)
_CARD = re.compile(r"(?<![\w.,])\d{4}(?:[ \u00a0-]?\d{2,6}){2,5}(?![\w])")
_SORT = re.compile(r"(?<![\w-])\d{2}[- ]\d{2}[- ]\d{2}(?![\w-])")
_PHONE = re.compile(r"(?<![\w+/.,])(?:\+|\(|00)?\d(?:[ \u00a0().\-/]{0,2}\d){6,16}(?![\w/])")
_IP = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
_HEX = re.compile(
    r"(?<!\w)(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,128})(?!\w)", re.IGNORECASE
)
_FILED = re.compile(
    r"(?<![\w/.,])[A-Za-z]{0,4}[-‑]?\d{1,7}[A-Za-z]{0,2}(?:/[A-Za-z0-9.]{1,9}){1,5}(?<!\.)(?![\w/])"
)
_MIXED = re.compile(
    r"(?<![\w/#@.-])(?=[A-Za-z–‑-]{0,24}\d)[A-Za-z0-9]{1,24}(?:[-–‑][A-Za-z0-9]{1,24}){0,5}(?![\w@])"
)
_PLATE = re.compile(
    r"(?<![\w-])[A-Z]{2}\d{2} ?[A-Z]{3}(?![\w-])|(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{2,4}(?![\w-])"
)
_INSURED = re.compile(r"(?<![\w-])[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D](?![\w-])")
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?!\w)")
_NUMBERED = re.compile(
    r"(?<!\w)([^\W\d_]{1,14})(?:\.|:|\s?#|º|°)?\s?(?:is |was |: ?)?(?=[\w(-]{0,6}\d)"
)
_NUMBER = re.compile(r"[A-Za-z]{0,4}[-–‑ ]?\d[\w/.\-–‑]{0,30}(?<![.\-–‑])(?: ?§ ?\d{1,4})?")
_FEWEST_IN_NEXT_CELL = 3
"""Digits of a number that belongs to a word at the end of the line before: in a table a “no” stands above a day."""
_NEXT = re.compile(r"(?:,| and| &| or| to|,? y| und| et| oraz)\s(?=\d)")
_PHONE_CUE = re.compile(
    r"(?:tel|phone|mobile|cell|call|ring|whatsapp|fax|sms|text|handy|móvil|teléfono)\W{0,3}(?:\w+\W{1,2}){0,2}$",
    re.IGNORECASE,
)
_FILE_BEFORE = re.compile(
    r"(?<![^\W_])(?:scan|im(?:g|age)|dsc[nf]?|pic(?:ture)?|photo|screenshot|vid(?:eo)?|mov|doc(?:ument)?)([-_ ])\Z",
    re.IGNORECASE,
)
_FILE_BEHIND = re.compile(r"\.[A-Za-z]\w{2,3}\b")
_SORT_CUE = re.compile(r"sort\W{0,2}code\W{0,4}(?:\w+\W){0,1}$", re.IGNORECASE)
_ACCOUNT_CUE = re.compile(
    r"\b(?:account|acct|a/c|konto|cuenta)\W{0,3}(?:number|no|nr|num)?\W{0,4}(?:is\W)?$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?<![\w-])\d{6,14}(?![\w-])")
_DATED = re.compile(
    r"(?:[0-3]?\d[/.-][01]?\d[/.-](?:19|20)?\d\d|(?:19|20)\d\d[/.-]\d\d?(?:[/.-]\d\d?)?)$"
)
_LOOKBACK = 40
_PHONE_DIGITS = (8, 15)  # ITU-T E.164: at most fifteen digits


def find_codes(text: str) -> list[Find]:
    """All signs of a text; of two at one place both, the likelier ranked higher."""
    ways: list[Callable[[str], Iterator[Find]]] = [
        _emails, _urls, _ibans, _cards, _banks, _phones, _nets, _numbered, _filed, _mixed, _postcodes
    ]  # fmt: skip
    return [find for way in ways for find in way(text)]


def has_iban_digits(words: str) -> bool:
    """Whether the check digits of an IBAN agree.

    >>> has_iban_digits("GB33BUKB20201555555555"), has_iban_digits("GB34BUKB20201555555555")
    (True, False)
    """
    signs = re.sub(r"[^A-Za-z0-9]", "", words).upper()
    if not 15 <= len(signs) <= 34 or not signs[2:4].isdigit() or not signs.isascii():
        return False
    return int("".join(str(int(c, 36)) for c in signs[4:] + signs[:4])) % 97 == 1


def has_luhn_digit(words: str) -> bool:
    """Whether the last digit of a card's number agrees with the others.

    >>> has_luhn_digit("4111 1111 1111 1111"), has_luhn_digit("4111 1111 1111 1112")
    (True, False)
    """
    digits = [int(c) for c in words if c in "0123456789"]
    doubled = [sum(divmod(2 * d, 10)) for d in digits[-2::-2]]
    return 13 <= len(digits) <= 19 and (sum(digits[::-2]) + sum(doubled)) % 10 == 0


def _find(start: int, words: str, kind: Kind, reason: str, **more: object) -> Find:
    key = (re.sub(r"[^\w@.:/]", "", fold(words)).strip("./:"),)
    find = Find(start, start + len(words), kind, Strength.DIRECT, reason, Rank.ACCOUNT, key)
    for name, value in more.items():
        setattr(find, name, value)
    return find


def _emails(text: str) -> Iterator[Find]:
    for m in _EMAIL.finditer(text):
        yield _find(m.start(), m[0].rstrip("."), Kind.EMAIL, "an address of e-mail")


def _urls(text: str) -> Iterator[Find]:
    for m in _URL.finditer(text):
        words = m[0].rstrip(".,;:!?)]'’")
        yield _find(m.start(), words, Kind.HANDLE, "an address on the web", strength=Strength.QUASI)
    for m in _HANDLE.finditer(text):
        yield _find(m.start(), m[0], Kind.HANDLE, "a handle: a name after “@” or “u/”")


def _ibans(text: str) -> Iterator[Find]:
    for m in _IBAN.finditer(text):
        words = m[0]
        while len(words) > 14 and not has_iban_digits(words):
            cut = re.search(r"[ \u00a0-][A-Za-z0-9]+$", words)
            words = words[: cut.start()] if cut else ""
        if words:
            yield _find(m.start(), words, Kind.ACCOUNT, "an IBAN whose check digits agree")
        elif re.search(r"iban\W{0,4}$", text[max(0, m.start() - 10) : m.start()], re.IGNORECASE):
            yield _find(
                m.start(), m[0], Kind.ACCOUNT, "after “IBAN”", is_doubtful=True,
                doubt="its check digits do not agree: mistyped, or not an IBAN",
            )  # fmt: skip


def _cards(text: str) -> Iterator[Find]:
    for m in _CARD.finditer(text):
        if has_luhn_digit(m[0]):
            yield _find(m.start(), m[0], Kind.ACCOUNT, "a card's number whose check digit agrees")


def _banks(text: str) -> Iterator[Find]:
    for m in _SORT.finditer(text):
        if _SORT_CUE.search(text[max(0, m.start() - _LOOKBACK) : m.start()]):
            yield _find(m.start(), m[0], Kind.ACCOUNT, "six digits after “sort code”")
    for m in _ACCOUNT.finditer(text):
        if _ACCOUNT_CUE.search(text[max(0, m.start() - _LOOKBACK) : m.start()]):
            yield _find(m.start(), m[0], Kind.ACCOUNT, "digits after “account”")


def _phones(text: str) -> Iterator[Find]:
    least, most = _PHONE_DIGITS
    for m in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", m[0])
        if not least <= len(digits) <= most or _DATED.match(m[0].strip()):
            continue
        before = text[max(0, m.start() - _LOOKBACK) : m.start()]
        is_grouped = len(re.findall(r"\d+", m[0])) > 1
        if not is_grouped and _counts_files(before, text, m.end()):
            continue
        if m[0][0] in "+(" or m[0].startswith("00") or (m[0][0] == "0" and len(digits) > 8):
            reason = "digits that begin and run on as a phone number does"
        elif _PHONE_CUE.search(before):
            reason = "digits after a word for a telephone"
        elif m[0][0] != "0" and is_grouped and re.fullmatch(r"\d{3}[-. ]\d{3}[-. ]\d{3,4}", m[0]):
            reason = "digits in groups, as phone numbers are written"
        else:
            continue
        yield _find(m.start(), m[0], Kind.PHONE, reason, key=(digits[-9:],))


def _counts_files(before: str, text: str, end: int) -> bool:
    """Whether digits number a file, as machines name them: `scan-0041234567.pdf`."""
    led = _FILE_BEFORE.search(before)
    return led is not None and (led[1] != " " or bool(_FILE_BEHIND.match(text, end)))


def _nets(text: str) -> Iterator[Find]:
    for m in _IP.finditer(text):
        if all(int(part) < 256 for part in m[0].split(".")):
            yield _find(m.start(), m[0], Kind.CODE, "an address of a computer (IP)")
    for m in _HEX.finditer(text):
        if re.search(r"\d", m[0]) and re.search(r"[a-fA-F]", m[0]):
            yield _find(m.start(), m[0], Kind.CODE, "a long number in hexadecimal signs")


def _numbered(text: str) -> Iterator[Find]:
    """What follows *no.*, *ref.*, *case* and so on; a list of such numbers as well."""
    words = lexicon()
    before = ("", 0)
    for cue in _NUMBERED.finditer(text):
        word = fold(cue[1])
        previous, before = before, (word, cue.end())
        if word not in words.code_cues:
            continue
        led = text[max(0, cue.start() - 20) : cue.start()].split()
        is_law = bool(led) and fold(led[-1].strip("(")) in words.law_cues
        is_law = is_law or (previous[0] in words.law_cues and previous[1] == cue.start())
        if is_law:
            continue
        place: int | None = cue.end()
        while place is not None and (m := _NUMBER.match(text, place)):
            if "\n" in cue[0] and sum(c.isdigit() for c in m[0]) < _FEWEST_IN_NEXT_CELL:
                break
            yield _find(m.start(), m[0], Kind.CODE, f"a number after “{cue[1]}”", rank=Rank.CODE)
            after = _NEXT.match(text, m.end())
            place = after.end() if after else None


def _filed(text: str) -> Iterator[Find]:
    for m in _FILED.finditer(text):
        if sum(c.isdigit() for c in m[0]) >= 3 and not _DATED.match(m[0]):
            yield _find(
                m.start(),
                m[0],
                Kind.CODE,
                "numbers and a slash, as files are numbered",
                rank=Rank.CODE,
            )


def _mixed(text: str) -> Iterator[Find]:
    for m in _MIXED.finditer(text):
        signs = re.sub(r"[^A-Za-z0-9]", "", m[0])
        digits = sum(c.isdigit() for c in signs)
        capitals = sum(c.isupper() for c in signs)
        if digits >= 3 and capitals and len(signs) >= 5 and (digits + capitals == len(signs)):
            yield _find(
                m.start(), m[0], Kind.CODE, "capital letters and digits in one sign", rank=Rank.CODE
            )


def _postcodes(text: str) -> Iterator[Find]:
    for m in _PLATE.finditer(text):
        yield _find(m.start(), m[0], Kind.CODE, "signs as on the plate of a car")
    for m in _INSURED.finditer(text):
        yield _find(m.start(), m[0], Kind.CODE, "signs as in a British National Insurance number")
    for m in _POSTCODE.finditer(text):
        if " " in m[0] or len(m[0]) > 5:
            yield _find(
                m.start(), m[0], Kind.ADDRESS, "a British postcode", strength=Strength.QUASI
            )
