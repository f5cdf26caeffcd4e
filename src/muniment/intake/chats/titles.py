"""The name of a chat, from the name of its file or of the archive it came in.

An iPhone packs `_chat.txt` into `WhatsApp Chat - Anna.zip`; an Android phone writes
`WhatsApp Chat with Anna.txt`. Both are translated, and some languages put the name first.

>>> title_of("WhatsApp-Chat mit Anna Berg.txt", ())
('Anna Berg', 'the file name “WhatsApp-Chat mit Anna Berg.txt”')
>>> title_of("_chat.txt", ("leak.tar", "WhatsApp Chat - Team North (2).zip"))[0]
'Team North'
"""

import re
from collections.abc import Sequence

_EXTENSION = re.compile(r"(?:\.(?:txt|zip|gz|html?))+\Z", re.IGNORECASE)
_COPY = re.compile(r"\s*\(\d{1,3}\)\Z")
_NAMED = re.compile(
    "|".join(
        (
            r".{0,40}WhatsApp.{0,40}? [-–—] (?P<dash>.+)",
            r"(?P<turkish>.+) (?:ile|adlı kişiyle) (?:olan )?WhatsApp.*",
            r"WhatsApp.*?käyttäjän (?P<finnish>.+) kanssa",
            r"(?P<korean>.+)님과(?:의|\s).{0,3}WhatsApp.*|WhatsApp.{0,12}? (?P<korean2>.+)님과의? (?:대화|채팅)",
            r"(?P<japanese>.+?)\s*(?:さん)?との\s*WhatsApp.*|WhatsApp.*?[\s_](?P<japanese2>.+?)\s*との.*",
            r"(?:与|與|和|跟)\s*(?P<chinese>.+?)\s*的\s*WhatsApp.*|WhatsApp.{0,8}(?:与|與|和|跟)\s*(?P<chinese2>.+?)\s*的.*",
            r"(?P<hindi>.+) के साथ (?:हुई )?WhatsApp.*|WhatsApp.*?[-–] ?(?P<hindi2>.+) के साथ.*",
            r"WhatsApp.{0,40}?(?:-csevegés|-beszélgetés)\s*(?:a következővel:|vele:|ezzel:)\s*(?P<hungarian>.+)",
            r".{0,24}?WhatsApp.{0,24}?\s(?:with|mit|con|avec|com o grupo|com|amb|met|med|mei|z użytkownikiem|z|ze|s|so|sa|se|so kontaktom|"
            r"с участием|с|со|з|із|cu|me|met|dengan|bersama|na|với|do|עם|مع|با|کے ساتھ|με(?: τον/την)?|con el grupo|kun|"
            r"gyda|le|su|ar|kasutajaga|ကို|กับ|em|von|de|di|ng|kay|kanssa)\s(?P<rest>.+)",
        )
    ),
    re.IGNORECASE | re.DOTALL,
)


def title_of(name: str, ancestors: Sequence[str]) -> tuple[str, str]:
    """The chat's name and how it is known; two empty texts when no name tells."""
    for candidate in (name, *reversed(ancestors)):
        stem = _COPY.sub("", _EXTENSION.sub("", candidate.rsplit("/", 1)[-1])).strip()
        if stem.casefold() in ("_chat", "chat") or "whatsapp" not in stem.casefold():
            continue
        found = _NAMED.fullmatch(stem[:300])
        title = next((part for part in found.groups() if part), "") if found else ""
        if title.strip():
            return title.strip(), f"the file name “{candidate}”"
    return "", ""
