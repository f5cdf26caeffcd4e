"""Hard mails: fields against another parser's expectations, replies and signatures against gold."""

import json
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from muniment.intake.mime.addresses import mailboxes
from muniment.intake.mime.charsets import decode
from muniment.intake.mime.envelope import Envelope, facts_of, read_envelope
from muniment.intake.mime.headers import unfold
from muniment.intake.mime.html_text import text_of
from muniment.intake.mime.members import name_of
from muniment.intake.mime.parts import Part, parse
from muniment.intake.mime.transfer import unpack
from muniment.intake.readers import mail
from muniment.intake.replies.split import split
from muniment.model.passage import PassageKind
from muniment.model.reading import Passage, Source

NEEDS = "mail-fixtures"

_MAILS = ("rfc", "malformed", "standard_replies", "attachment_emails", "error_emails", "mime_emails",
          "multi_charset", "multipart_report_emails", "plain_emails", "rfc2822", "rfc6532")  # fmt: skip
_HTML_REPLY = "Hi.Iamfine.Thanks,Alex"


def measure(corpus: Path) -> dict[str, float]:
    """Figures by name: shares between 0 and 1, and counts."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for archive in sorted(corpus.glob("*.tar.xz")):
            with tarfile.open(archive) as tar:
                tar.extractall(root, filter="data")
        paths = sorted(p for f in ("rfc", "malformed") for p in (root / f).glob("*.json"))
        fields = {path: list(_fields(path)) for path in paths}
        replies = list(_replies(root))
        signatures = list(_signatures(root))
        read, failed = _read_all(root)
    everywhere = [kept for path in paths for kept in fields[path]]
    return {
        "mails": float(read + failed),
        "exceptions_max": float(failed),
        "fields": float(len(everywhere)),
        "fields_equal": sum(everywhere) / len(everywhere),
        "replies_right": sum(replies) / len(replies),
        "signatures_right": sum(signatures) / len(signatures),
    }


def _read_all(root: Path) -> tuple[int, int]:
    read = failed = 0
    for folder in _MAILS:
        for path in sorted((root / folder).glob("*.eml")):
            source = Source(path, path.name)
            try:
                passages = [p for p in mail.read(source) if isinstance(p, Passage)]
                texts = dict(mail.texts(source))
                held = all(
                    texts[p.locator.text][p.locator.start : p.locator.end] == p.text
                    for p in passages
                )
            except Exception as error:  # noqa: BLE001 - any exception at all is what is counted
                print(f"{path.name}: {error!r}")
                held = False
            read, failed = read + held, failed + (not held)
    return read, failed


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split())


def _boxes(value: Any) -> list[tuple[str, str]]:
    if not isinstance(value, dict):
        return []
    address = value["Address"]
    listed = address.get("List") or [b for g in address.get("Group", []) for b in g["addresses"]]
    return [(b["name"] or "", b["address"] or "") for b in listed]


def _date(value: Any) -> tuple[str, int] | None:
    if not isinstance(value, dict):
        return None
    d = value["DateTime"]
    offset = (d["tz_hour"] * 60 + d["tz_minute"]) * (-1 if d["tz_before_gmt"] else 1)
    local = f"{d['year']:04d}-{d['month']:02d}-{d['day']:02d}T{d['hour']:02d}:{d['minute']:02d}"
    return local, offset


def _named(boxes: list[tuple[str, str]]) -> list[str]:
    """A bare word without an address is a name to one parser and an address to the other."""
    return [_plain(f"{name} {address}") for name, address in boxes]


def _fields(path: Path) -> Iterator[bool]:
    """Whether each field of one mail is what the other parser expects."""
    gold = json.loads(path.read_text("utf-8"))
    data = path.with_suffix(".eml").read_bytes()
    root = parse(data)
    envelope = read_envelope(data, root)
    told = {
        h["name"]: h["value"] for h in gold["parts"][0]["headers"] if isinstance(h["name"], str)
    }
    results: list[tuple[str, Any, Any]] = []
    if isinstance(told.get("subject"), dict):
        results.append(("subject", _plain(envelope.subject), _plain(told["subject"]["Text"])))
    for name in ("from", "to"):
        if isinstance(told.get(name), dict):
            values = envelope.fields.get(name.encode(), [b""])
            ours = [(b.name, b.address) for b in mailboxes(unfold(values[-1]))]
            results.append((name, _named(ours), _named(_boxes(told[name]))))
    if isinstance(told.get("date"), dict):
        moment = envelope.moment
        ours_date = (moment.local[:16], moment.offset or 0) if moment else None
        results.append(("date", ours_date, _date(told["date"])))
    leaves = [part for part in root.leaves() if part.number[-1:].isdigit()]
    texts, files = _leaves(gold)
    more = ("message_id", "in_reply_to", "references", "cc", "reply_to")
    results += [(n, *_other(envelope, n, told[n])) for n in more if isinstance(told.get(n), dict)]
    our_texts = [t for t in map(_words(data), leaves) if t]
    our_files = [f for f in map(_file(data), leaves) if f]
    results += [("text", text if text in our_texts else our_texts, text) for text in texts]
    results += [("file", size if size in our_files else our_files, size) for size in files]
    results.append(("texts too many", len(our_texts) > len(texts), False))
    for name, ours_value, theirs in results:
        if ours_value != theirs:
            print(
                f"{path.parent.name}/{path.name} {name}: {str(ours_value)[:150]} | {str(theirs)[:150]}"
            )
        yield ours_value == theirs


def _other(envelope: Envelope, name: str, value: Any) -> tuple[Any, Any]:
    """One more header field of ours, and what is expected of it."""
    if name in {"cc", "reply_to"}:
        values = envelope.fields.get(name.replace("_", "-").encode(), [b""])
        ours = [(b.name, b.address) for b in mailboxes(unfold(values[-1]))]
        return _named(ours), _named(_boxes(value))
    facts = {fact.name: fact.value for fact in facts_of(envelope)}
    listed = value.get("TextList") or [value["Text"]]
    return facts.get(name.replace("_", "-"), "").split(), listed


def _leaves(gold: dict[str, Any]) -> tuple[list[str], list[tuple[str, int]]]:
    texts, files = [], []
    for part in gold["parts"]:
        kind, value = next(iter(part["body"].items()))
        types = [h["value"]["ContentType"] for h in part["headers"] if h["name"] == "content_type"
                 and isinstance(h["value"], dict)]  # fmt: skip
        is_text = not types or types[0]["c_type"] in {"text", "multipart"}
        if kind in {"Text", "Html"} and is_text:
            texts.append(_plain(value))
        elif kind in {"Binary", "InlineBinary"}:
            files.append(len(value))
    return [t for t in texts if t], files


def _is_text(part: Part) -> bool:
    return part.type.startswith(("text/", "multipart/"))


def _words(data: bytes) -> Any:
    def words(part: Part) -> str:
        if not _is_text(part):
            return ""
        content = unpack(data[part.start : part.end], part.encoding).content
        return _plain(decode(content, part.parameters.get("charset", "")).text)

    return words


def _file(data: bytes) -> Any:
    def size(part: Part) -> int:
        if _is_text(part) or part.type == "message/rfc822":
            return 0
        unpacked = unpack(data[part.start : part.end], part.encoding)
        return 0 if unpacked.trouble or not name_of(part) else len(unpacked.content)

    return size


def _replies(root: Path) -> Iterator[bool]:
    """Whether the words above (or between) the quoted ones are the reply."""
    for path in sorted((root / "standard_replies").glob("*.eml")):
        pieces = list(mail.read(Source(path, path.name)))
        new = [p for p in pieces if isinstance(p, Passage)
               and p.kind in {PassageKind.MAIL, PassageKind.SIGNATURE}]  # fmt: skip
        new = [p for p in new if p.locator.text == new[0].locator.text]  # not of an HTML twin
        text = dict(mail.texts(Source(path, path.name)))[new[0].locator.text] if new else ""
        said = text[new[0].locator.start : new[-1].locator.end] if new else ""
        gold = path.with_name(f"{path.stem}_reply_text")
        yield said == (gold.read_text("utf-8").strip() if gold.exists() else "Hello")
    for path in sorted((root / "html_replies").glob("*.html")):
        made = text_of(path.read_text("utf-8"))
        said = "".join(
            made.text[s.start : s.end] for s in split(made.text, made.quoted) if s.kind != "quoted"
        )
        yield "".join(said.split()) == _HTML_REPLY


def _signatures(root: Path) -> Iterator[bool]:
    for path in sorted((root / "signature" / "emails" / "stripped").glob("*_body")):
        text = path.read_text("utf-8")
        sender = path.with_name(path.name.replace("_body", "_sender")).read_text("utf-8").strip()
        gold = path.with_name(path.name.replace("_body", "_signature")).read_text("utf-8").strip()
        found = [text[s.start : s.end] for s in split(text, (), sender) if s.kind == "signature"]
        yield "\n".join(found) == gold
