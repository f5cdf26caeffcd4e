"""The sample case: a wholly fictional leak, built from the story in `sample/story/`.

    python -m sample.build demo/evidence     write the evidence, the same bytes every time
    python -m sample.build --truth           write sample/truth.json anew from sample/truth/*.toml

`sample/README.md` tells the story and says what is planted where.
"""

import argparse
import sys
from datetime import date
from functools import cache
from pathlib import Path

from sample.making.chats import Chat, read_chat, write_android, write_ios
from sample.making.mails import Mail, Post, read_mails, read_people, routine, write_mbox
from sample.making.noise import Gram, Talk, Voice, grams, read_exchanges, read_slots, with_noise
from sample.making.packing import pack
from sample.making.pages import write_pdf
from sample.making.report import report
from sample.making.sheets import bank_ledger, complaints_register, workbook, write_xlsx
from sample.making.words import write_docx, write_odt, write_rtf

HERE = Path(__file__).parent
STORY = HERE / "story"
CORRIDOR_TOTAL, SLIP_TOTAL, MAILBOX_TOTAL = 5_700, 4_300, 62
TITLE, AUTHOR = "The Conduct of the Office", "Saskia Whitlow"
_ALWAYS = (date(2023, 1, 1), date(2030, 1, 1))
_CORRIDOR = [
    Voice("Dot", *_ALWAYS, "stop"),
    Voice("Hask", *_ALWAYS, "lower"),
    Voice("Priya", *_ALWAYS),
    Voice("Lionel", *_ALWAYS, "stop"),
    Voice("Bernie", date(2023, 1, 1), date(2024, 1, 15), "bang"),
    Voice("Owen", date(2023, 7, 4), date(2030, 1, 1)),
    Voice("Den", date(2023, 7, 4), date(2030, 1, 1)),
]
_SLIP = [
    Voice("Jory", *_ALWAYS),
    Voice("Owen", *_ALWAYS),
    Voice("Lise", *_ALWAYS, "lower"),
    Voice("Petros", *_ALWAYS, "lower"),
    Voice("Wilf", *_ALWAYS, "stop"),
    Voice("Hask", *_ALWAYS, "lower"),
]


@cache
def hand_mails() -> list[Mail]:
    """The mails written by hand, with the register attached where it belongs."""
    mails = read_mails(STORY / "mails.txt")
    for mail in mails:
        mail.attachments = [
            (name, complaints_register() if text == "@complaints" else text)
            for name, text in mail.attachments
        ]
    return mails


@cache
def planted_grams() -> frozenset[Gram]:
    """Every four words in a row of what was written by hand: noise may hold none of them."""
    found: set[Gram] = set()
    for path in sorted(STORY.rglob("*")):
        if path.is_file() and not path.name.startswith(("smalltalk", "slots", "routine")):
            for line in path.read_text("utf-8").splitlines():
                found.update(grams(line, 4))
    return frozenset(found)


def _talk(name: str) -> Talk:
    """Small talk with the planted words forbidden."""
    slots = read_slots(STORY / "slots.txt")
    return Talk(read_exchanges(STORY / name), slots, set(planted_grams()))


@cache
def chats() -> tuple[Chat, Chat]:
    """Both chats in full: the senior officers' and the crews'."""
    corridor = read_chat(STORY / "top-corridor.txt")
    slip = read_chat(STORY / "gate-and-slip.txt")
    return (
        with_noise(corridor, _talk("smalltalk-corridor.txt"), _CORRIDOR, CORRIDOR_TOTAL, 1871),
        with_noise(slip, _talk("smalltalk-slip.txt"), _SLIP, SLIP_TOTAL, 1953),
    )


def _paragraphs(name: str) -> list[str]:
    """A statement's paragraphs."""
    text = (STORY / name).read_text("utf-8")
    return [" ".join(p.split()).removeprefix("# ") for p in text.split("\n\n") if p.strip()]


def mailbox() -> list[Mail]:
    """The mails of the mailbox, routine ones included."""
    kept = [m for m in hand_mails() if "file" not in m.head]
    senders = ["dot", "hask", "lionel", "priya", "bernie", "owen"]
    talk = _talk("smalltalk-corridor.txt")
    return kept + routine(
        STORY / "routine-mails.txt", talk, MAILBOX_TOTAL - len(kept), senders, 611
    )


def evidence() -> dict[str, bytes]:
    """Every file of the sample case, by its path."""
    corridor, slip = chats()
    ios, media = write_ios(corridor, "Top Corridor")
    blocks = report(STORY, corridor)
    people = read_people(STORY / "addresses.txt")
    box = mailbox()
    post = Post([*hand_mails(), *(m for m in box if m not in hand_mails())], people)
    files = {
        "chats/WhatsApp Chat - Top Corridor.zip": pack([("_chat.txt", ios.encode()), *media]),
        "chats/WhatsApp Chat with Gate & Slip 🌊.txt": write_android(slip).encode(),
        "mail/vellacott.mbox": write_mbox(box, post, people),
        "report/The Conduct of the Office.docx": write_docx(blocks, TITLE, AUTHOR),
        "report/The Conduct of the Office.pdf": write_pdf(blocks, TITLE, AUTHOR),
        "statements/Statement of J Tranter.odt": write_odt(_paragraphs("statement-tranter.md")),
        "statements/Statement of B Koss.rtf": write_rtf(_paragraphs("statement-koss.md")),
        "money/bank-ledger-presence.csv": bank_ledger().encode(),
        "money/Lady Pamela workbook.xlsx": write_xlsx(workbook()),
        "notes/reading-notes.md": (STORY / "reading-notes.md").read_bytes(),
    }
    files |= {f"mail/{m.head['file']}": post.write(m) for m in hand_mails() if "file" in m.head}
    files |= {f"press/{p.name}": p.read_bytes() for p in sorted((STORY / "articles").iterdir())}
    return files


def build(out: Path) -> int:
    """Write the evidence under `out` and return how many files it has."""
    files = evidence()
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


def write_dossier(folder: Path) -> None:
    """Write the dossier on the sample case into the folder of its dossiers, which is made."""
    folder.mkdir(exist_ok=True)
    for draft in sorted((HERE / "dossier").glob("*.md")):
        (folder / draft.name).write_bytes(draft.read_bytes())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m sample.build", description=__doc__.split("\n")[0]
    )
    parser.add_argument("out", nargs="?", type=Path, help="the folder to write the evidence into")
    parser.add_argument("--truth", action="store_true", help="write sample/truth.json anew")
    given = parser.parse_args()
    if given.truth:
        from sample.making.truth import truth_json  # the evidence is built without it

        (HERE / "truth.json").write_text(truth_json(), "utf-8")
    if given.out:
        sys.stdout.write(f"{build(given.out)} files in {given.out}\n")
    if not given.truth and not given.out:
        parser.error("name a folder, or give --truth")


if __name__ == "__main__":
    main()
