"""Where the rest of a mail is an earlier one: dividers and blocks of printed header lines.

>>> lines = ["See below.", "", "-----Original Message-----", "From: Bo Lind", "Subject: The bus"]
>>> begins_earlier_mail(lines, 2)
True
>>> header_author(lines[2:])
'Bo Lind'
"""

import re

_DIVIDER = re.compile(
    r"[\s>]*(?:[-_=*]{2,}\s*(?:(?:Original|Forwarded|Reply|Replied)\s+(?:Message|Mail|Appointment)|"
    r"Forwarded by .{1,200}|Forwarded message from .{1,200}|"
    r"Urspr(?:ü|ue|u)ngliche (?:Nachricht|Mail|E-Mail)|Weitergeleitete Nachricht|"
    r"Message (?:d'origine|d’origine|transf[ée]r[ée]|original|reenviado)|Mensa(?:je|gem) original|"
    r"Messaggio (?:originale|inoltrato)|Oorspronkelijk bericht|Doorgestuurd bericht|"
    r"Originalmeddelelse|Oprindelig meddelelse|Opprinnelig melding|Ursprungligt meddelande|"
    r"Ursprungligt brev|Vidarebefordrat meddelande|Alkuperäinen viesti|Välitetty viesti|"
    r"Wiadomość oryginalna|Oryginalna wiadomość|Původní (?:zpráva|e-mail)|Pôvodná správa|"
    r"Eredeti üzenet|Mesaj original|Исходное сообщение|Пересылаемое сообщение|Оригинальное сообщение|"
    r"Пересланное сообщение|Вихідне повідомлення|Αρχικό μήνυμα|Özgün İleti|Orijinal Mesaj|"
    r"原始邮件|原始郵件|转发邮件|元のメッセージ|원본 메시지)\b.{0,80}|"
    r"Begin forwarded message\s*:|Anfang der weitergeleiteten (?:E-Mail|Nachricht)\s*:|"
    r"Début du (?:message|courriel) (?:transféré|réexpédié)\s*:|Inizio messaggio inoltrato\s*:|"
    r"Inicio del mensaje reenviado\s*:|Início da mensagem (?:reencaminhada|encaminhada)\s*:|"
    r"Start av videresendt melding\s*:|Vidarebefordrat brev\s*:|Begin doorgestuurd bericht\s*:)\s*\Z",
    re.IGNORECASE,
)
_NAMES = {
    "from": "from|von|de|da|van|fra|från|lähettäjä|od|feladó|от|від|από|kimden|发件人|寄件者|差出人|보낸 사람|"
    "expéditeur|remitente|mittente|afzender|absender|dari|מאת",
    "date": "date|sent|datum|gesendet|envoyé|enviado|enviado el|enviado em|data|inviato|verzonden|sendt|skickat|"
    "lähetetty|wysłano|odesláno|odoslané|elküldve|trimis|отправлено|дата|надіслано|ημερομηνία|"
    "gönderme tarihi|gönderildi|tarih|发送时间|寄件日期|日期|送信日時|日時|보낸 날짜|fecha|dato|päivämäärä",
    "to": "to|an|à|a|para|aan|til|till|vastaanottaja|do|komu|címzett|către|кому|προς|kime|收件人|宛先|받는 사람|"
    "pour|destinatario|empfänger|per",
    "subject": "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět|"
    "predmet|tárgy|subiect|тема|θέμα|konu|主题|主旨|件名|제목|re",
    "cc": "cc|kopie|kopia|copie|bcc|reply-to|antwort an|importance|attachments?|anlagen?|organization|"
    "копия|抄送|newsgroups|message-id|in-reply-to|references|x-mailer|list-[a-z]+|via",
}
_FIELD = re.compile(
    r"[\s>*_]{0,12}(?:"
    + "|".join(f"(?P<{key}>{names})" for key, names in _NAMES.items())
    + r")[*_]{0,2}\s{0,9}[:：][*_]{0,2}(?:\s+(?P<value>.*)|\s*)\Z",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[_-]{8,}\s*\Z")
_OPENERS = {name for key in ("from", "date", "subject") for name in _NAMES[key].split("|")}
_RULED = "-_=*"
_RULERS = tuple(_RULED)
_AROUND_NAME = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0>*_"
_BEFORE_DIVIDER = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0>"

_FIRST = frozenset(_BEFORE_DIVIDER + _RULED)


def field_of(line: str) -> tuple[str, str]:
    """Which field a printed header line is, and its value; empty when it is none."""
    may_be = len(line) <= 2000 and (":" in line[:60] or "：" in line[:60])
    match = _FIELD.match(line) if may_be else None
    if not match:
        return "", ""
    return next(key for key in _NAMES if match[key] is not None), (match["value"] or "").strip()


def is_divider(line: str) -> bool:
    """Whether a line says that an earlier mail follows (`-----Original Message-----`)."""
    start = line.lstrip(_BEFORE_DIVIDER)
    if len(line) >= 400 or not start.strip(_RULED):
        return False
    return (start[0] in _RULED or line.rstrip()[-1:] == ":") and _DIVIDER.match(line) is not None


def header_block(lines: list[str], at: int) -> int:
    """How many lines from `at` on are a block of printed header lines; 0 when there is none.

    A block opens with its sender or its date, has both or one of them and two more fields, and may
    have a blank line between two fields and fields folded over lines.
    """
    first = lines[at]
    written = first.replace("：", ":").partition(":")[0].strip(_AROUND_NAME).lower()
    if written not in _OPENERS or field_of(first)[0] not in {"from", "date", "subject"}:
        return 0
    seen: list[str] = []
    length = 0
    blanks = 0
    for offset, line in enumerate(lines[at : at + 40]):
        key = field_of(line)[0] if line.strip() else ""
        if key:
            if key in seen and key != "cc":
                break
            seen.append(key)
            length, blanks = offset + 1, 0
        elif not line.strip():
            blanks += 1
            if blanks > 1 or len(set(seen)) >= 3:
                break
        elif blanks or offset - length > 8 or not seen or seen[-1] not in {"to", "cc", "from"}:
            break
    known = set(seen)
    if "from" not in known or len(known) < 3 or not known & {"date", "to"}:
        return 0
    return length


def may_begin_earlier_mail(line: str) -> bool:
    """A first look, without patterns, at whether an earlier mail may begin with a line."""
    start = line.lstrip(_BEFORE_DIVIDER)
    if start[:1] in _RULERS:
        return True
    if ":" not in start and "：" not in start:
        return False
    written = start.replace("：", ":").partition(":")[0]
    return written.strip(_AROUND_NAME).lower() in _OPENERS or start.rstrip().endswith(":")


def earlier_mails_may_begin(lines: list[str]) -> list[int]:
    """The lines of which `may_begin_earlier_mail` is true: asked of every line there is."""
    return [
        at
        for at, line in enumerate(lines)
        if (":" in line or line[:1] in _FIRST or "：" in line) and may_begin_earlier_mail(line)
    ]


def begins_earlier_mail(lines: list[str], at: int) -> bool:
    """Whether everything from line `at` on is an earlier mail, by a divider or a header block."""
    if is_divider(lines[at]):
        return True
    if lines[at].lstrip()[:1] in ("-", "_") and _RULE.match(lines[at]):
        following = next((i for i in range(at + 1, min(at + 3, len(lines))) if lines[i].strip()), 0)
        return bool(following) and header_block(lines, following) > 0
    return header_block(lines, at) > 0


def header_author(lines: list[str]) -> str:
    """Who sent the earlier mail, by its printed `From` line; empty when none is near the top."""
    for at, line in enumerate(lines[:12]):
        key, value = field_of(line)
        if key == "from" and value:
            if value.lower().endswith("on behalf of") and at + 1 < len(lines):
                value = f"{value} {lines[at + 1].strip()}"
            shown = re.sub(r"\s*\[(?:mailto:)?\s*([^\]\s]+@[^\]\s]+)\s*\]", r" <\1>", value)
            shown = re.sub(r"^.{0,150}\bOn Behalf Of\s+", "", shown, flags=re.IGNORECASE)
            return shown[:200].strip(" *_")
    return ""
