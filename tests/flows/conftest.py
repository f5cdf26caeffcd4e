"""Evidence for the flows: a handful of invented files, written where a test wants them."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.case import Case

CHAT = """\
06/05/2021, 22:45 - Anna Kowal: everyone silent and grey faced
06/05/2021, 22:46 - Ben Marsh: The result was the opposite to what we worked for
06/05/2021, 22:47 - Anna Kowal: the ferry contract again
two lines, in fact
13/05/2021, 08:01 - Ben Marsh: <Media omitted>
"""

MAIL = """\
From: Anna Kowal <anna@harbour.example>
To: Ben Marsh <ben@harbour.example>
Subject: The ferry contract
Date: Fri, 7 May 2021 09:15:00 +0100
Message-ID: <one@harbour.example>

Ben, nobody signed the ferry contract before the ballot closed, whatever they say.
"""

REPLY = """\
From: Ben Marsh <ben@harbour.example>
To: Anna Kowal <anna@harbour.example>
Subject: Re: The ferry contract
Date: Fri, 7 May 2021 10:00:00 +0100
Message-ID: <two@harbour.example>
In-Reply-To: <one@harbour.example>

Then who did?

On Fri, 7 May 2021 at 09:15, Anna Kowal <anna@harbour.example> wrote:
> Ben, nobody signed the ferry contract before the ballot closed, whatever they say.
"""


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """A folder as a source might hand it over: a chat, two mails, a note, a zip with a chat in it."""
    folder = tmp_path / "evidence"
    (folder / "mail").mkdir(parents=True)
    (folder / "WhatsApp Chat with Jetty Group.txt").write_text(CHAT, "utf-8")
    (folder / "mail" / "1.eml").write_text(MAIL, "utf-8")
    (folder / "mail" / "2.eml").write_text(REPLY, "utf-8")
    (folder / "note.txt").write_text("Ask Ben about the ferry.\n\nAnd about the ballot.\n", "utf-8")
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr("WhatsApp Chat with Night Shift.txt", CHAT.replace("ferry", "tug"))
        archive.writestr("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 not really a picture")
    return folder


@pytest.fixture
def make_case(tmp_path: Path) -> Callable[[str], Case]:
    """A new case beside the evidence."""
    return lambda name="case": Case.make(tmp_path / name, who="tester")


@pytest.fixture
def case(make_case: Callable[[str], Case]) -> Case:
    """A new, empty case."""
    return make_case("case")
