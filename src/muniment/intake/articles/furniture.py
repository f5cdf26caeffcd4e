"""Furniture: the lines that a page carries around what it says (begging boxes, link lists, buttons).

The words are few and general, in the languages in which the pages of the method page are written;
they decide nothing alone where a tree or a second sign can be asked.

>>> is_furniture("Sign up for our daily newsletter"), is_furniture("Nobody signed the ledger.")
(True, False)
>>> is_comment_heading("3 Comments"), is_comment_heading("Leave a Reply")
(True, True)
"""

import re

LONGEST = 160
"""Furniture lines are short; a longer line is prose until something else speaks against it."""

_NAME = r"[^\W\d_][\w.'’-]*"

_FURNITURE = re.compile(
    r"""
      (?:downloading\ pdf|please\ wait|loading)\b.*
    | (?:skip|jump)\ to\ (?:main\ |the\ )?(?:content|navigation).* | zum\ inhalt\ (?:springen|wechseln).*
    | this\ (?:article|story|post)\ is\ (?:more\ than|over)\ .{1,40}\ old
    | (?:advertisement|advertising|anzeige|werbung|publicit[ée]|publicidad|pubblicit[àa]|reklama|sponsored)\b.{0,20}
    | (?:read|see|show|load|view)\ (?:more|on|also|next)\b.{0,12} | continue\ reading.{0,60}
    | (?:mehr\ lesen|weiterlesen|mehr\ erfahren|lire\ la\ suite|leer\ m[áa]s|czytaj\ (?:dalej|wi[ęe]cej|te[żz])).{0,60}
    | (?:latest|top|trending|breaking)\ (?:news|stories|articles|posts|headlines)
    | most\ (?:read|popular|viewed|commented|shared) | (?:popular|recent)\ (?:posts|articles|stories|comments)
    | (?:recommended|more)\ (?:for\ you|from\ .{1,40}|stories|articles|news|on\ this\ story)
    | related(?:\ (?:articles|stories|posts|topics|content|links|news))?(?::.*)?
    | (?:[äa]hnliche\ (?:beitr[äa]ge|artikel)|das\ k[öo]nnte\ (?:sie|dich)\ auch\ interessieren|meistgelesen|lesen\ sie\ auch.*)
    | (?:articles\ (?:similaires|li[ée]s)|[àa]\ lire\ aussi.*|sur\ le\ m[êe]me\ sujet|zobacz\ te[żz].*|podobne\ (?:wpisy|artyku[łl]y))
    | (?:notas|noticias|art[íi]culos|contenido)\ relacionad[oa]s?.{0,20} | (?:leia|lea|leggi|lee)\ (?:tamb[ée]m|tambi[ée]n|anche|mais|m[áa]s)\b.{0,120}
    | mehr\ (?:themen|zum\ thema|artikel|von|aus)\b.{0,40} | weitere\ (?:themen|artikel|informationen|beitr[äa]ge|meldungen)\b.{0,50}
    | (?:[äa]hnliche|verwandte|passende)\ (?:themen|links|produkte).{0,30} | (?:sehen|lesen|h[öo]ren)\ sie\ auch\b.{0,120}
    | (?:also|see\ also|see\ more|read\ also|you\ (?:may|might)\ also\ (?:like|enjoy)|don[’']t\ miss|watch(?:\ (?:now|this|more))?|listen|gallery|video|photos?)\s*:?
    | (?:also\ on|see\ (?:also|more)|read\ (?:more|also|next)|related\ (?:post|article|story|video)s?|watch|more|recommended|in\ case\ you\ missed\ it)\s*:.{0,140}
    | [(\[]?(?:(?:photo|foto|image|bild|picture|pic|titelbild|imagem)s?(?:\ (?:credit|by|von|source|via)s?)?|cr[ée]dits?(?:\ photos?)?|source|quelle|fuente|fonte|copyright)\s*:.{0,80}
    | (?:gef[äa]llt\ mir\ )?wird\ geladen.{0,5} | (?:time\ to\ read|reading\ time|tempo\ de\ leitura|lesezeit|temps\ de\ lecture)\b.{0,30} | .{0,12}\bmin(?:utes?|uten?)?\ read
    | follow\ (?:me|him|her|them|the|our|@|\w+\ on)\b.{0,120} | (?:this|the)\ copy\ is\ for\ your\ personal.{0,110} | thank(?:s|\ you)(?:\ for\ (?:signing|subscribing).{0,60})?!?
    | (?:an\ )?error\ (?:has\ )?occurred.{0,60} | get\ .{1,80}\ (?:in(?:to)?|to)\ your\ inbox.{0,60} | like\ this\ (?:story|article|post)\?.{0,60}
    | if\ you\ (?:buy|purchase|click).{1,110}(?:commission|share|cut).{0,40}
    | share\ (?:this|on|via|it|with)\b.{0,60} | share | tweet | pin\ it | print | e-?mail\ this.{0,30}
    | (?:teilen|drucken|merken|diese(?:n)?\ (?:geschichte|beitrag|artikel)\ teilen|partager|compartir|condividi|udost[ęe]pnij)\b.{0,40}
    | (?:follow|like|find|join)\ us\ (?:on|at)\b.{0,60} | folge(?:n\ sie)?\ uns\b.{0,40}
    | sign\ (?:up|in)\b.{0,120} | log\ in\b.{0,60} | subscribe\b.{0,120} | (?:join|get)\ our\ .{0,20}newsletter.{0,60}
    | .{0,60}\b(?:must\ be|not)\ (?:logged|signed)\ in\b.{0,60} | .{0,90}\b(?:eingeloggt|angemeldet)\ sein.{0,60}
    | (?:bitte\ )?(?:anmelden|einloggen|registrieren|login|connectez-vous|inicia\ sesi[óo]n)\b.{0,100}
    | (?:newsletter|jetzt\ abonnieren)\b.{0,60} | register\ (?:now|for\ free)\b.{0,60}
    | support\ us\b.{0,60} | support\ (?:our\ work|independent\ \w+|the\ .{1,40}) | help\ (?:us|fund|keep)\b.{0,80}
    | (?:make\ a\ donation|donate|give\ now|become\ a\ (?:member|supporter|patron|subscriber)|chip\ in)\b.{0,80}
    | (?:just\ )?click\ (?:here|the\ .{1,30}\ (?:button|link))\b.{0,80} | thank\ you\ for\ (?:supporting|reading)\b.{0,60}
    | (?:all\ rights\ reserved|copyright\b|©).{0,100} | (?:privacy|cookie)\ (?:policy|settings|notice|preferences)
    | (?:we|this\ (?:site|website))\ uses?\ cookies.* | (?:accept|reject)\ (?:all|cookies).{0,30}
    | (?:tags?|topics|categories|filed\ under|posted\ in|schlagw[öo]rter|kategorien?|tagi)\s*:.* | permalink | trackback.{0,40}
    | (?:home|menu|search|contact(?:\ us)?|about(?:\ us)?|impressum|datenschutz(?:erkl[äa]rung)?|terms(?:\ of\ (?:use|service))?|sitemap|suche|kontakt|startseite)
    | (?:previous|next|older|newer)(?:\ (?:post|article|story|entry|entries|page))?
    """,
    re.IGNORECASE | re.VERBOSE,
)

_APPEAL = re.compile(
    r"""\b(?: every\ (?:contribution|donation|pound|penny) | (?:smallest|your)\ (?:donation|support|contribution)s?
    | (?:donat(?:e|ing)|subscrib(?:e|ing))\ (?:today|now|to\ us) | fund(?:ed)?\ (?:our|by\ (?:our\ )?readers)
    | readers\ like\ you | keep\ us\ (?:going|online|independent) | independent\ (?:[\w-]{2,20}\ )?(?:journalism|media)\b
    | (?:need|have)\ your\ (?:help|support) | help\ us\ (?:continue|keep|sustain|grow|stay) | corporate\ media
    | in(?:to)?\ your\ inbox | (?:become|becoming)\ (?:a\ member|one\ of\ our) )\b""",
    re.IGNORECASE | re.VERBOSE,
)

_COMMENT_HEADING = re.compile(
    r"""[\W_]*(?:
      (?:\d{1,6}|no|one|all|show|view|hide|read|load|more|latest|reader|readers[’']?|your|top)?[\s:·()]*
      (?:comments?|replies|responses|reactions|thoughts)(?:\ (?:on|to)\b.{0,120}|\ so\ far|\ closed)?[\s:()\d]*
    | (?:leave|post|add|write|submit)\ (?:a|your)?\ ?(?:reply|comment|response).{0,40}
    | want\ to\ join\ the\ discussion\?.{0,60} | join\ the\ (?:conversation|discussion|debate) | have\ your\ say | discussion
    | (?:\d{1,6}|ein|alle|neue|ihre)?[\s:]*(?:kommentare?|leserkommentare?|antworten|meinungen|reaktionen)(?:\ (?:zu|zum|auf)\b.{0,120})?[\s:()\d]*
    | (?:schreibe?n?\ (?:sie\ )?einen\ kommentar|kommentar\ (?:schreiben|verfassen|hinterlassen)).{0,40}
    | (?:\d{1,6}\ )?(?:commentaires?|r[ée]actions)[\s:()\d]* | (?:laisser|ajouter|poster)\ un\ commentaire.{0,40}
    | (?:\d{1,6}\ )?comentarios?[\s:()\d]* | (?:deja|escribe)\ (?:un|tu)\ (?:comentario|respuesta).{0,40}
    | (?:\d{1,6}\ )?(?:commenti|commento)[\s:()\d]* | lascia\ un\ commento.{0,40}
    | (?:\d{1,6}\ )?(?:komentarz[ey]?|komentarzy|komentarze)[\s:()\d]* | (?:dodaj|zostaw)\ komentarz.{0,40}
    | (?:\d{1,6}\ )?(?:reacties?|reageer|geef\ een\ reactie|coment[áa]rios?|kommentarer|комментари[ийев]+)[\s:()\d]*
    )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)

REPLY_BUTTON = re.compile(
    r"[\W_]*(?:reply|respond|antwort(?:en)?|r[ée]pondre|responder|rispondi|odpowiedz|beantwoorden|svara|svar"
    r"|ответить)(?:\s+(?:to|auf|à)\s.{1,60})?[\W_]*",
    re.IGNORECASE,
)
"""A line that is nothing but the button under a comment."""

_BYLINE = re.compile(
    rf"(?:written\s+by|posted\s+by|by|von|par|por|autor(?:ka)?:|author:|text:)\s+"
    rf"({_NAME}(?:\s+(?:{_NAME}|and|und|et|y|&)){{1,6}})\.?",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a whole line is a button, a label, a list's heading or a call for money or clicks."""
    line = line.strip(" \t\r\n•*|>»›→-–—")
    return bool(line) and len(line) <= LONGEST and bool(_FURNITURE.fullmatch(line))


def count_appeals(paragraph: str) -> int:
    """How many of the turns of phrase with which outlets ask for support a paragraph has."""
    return len({match[0].lower() for match in _APPEAL.finditer(paragraph[:2000])})


def is_appeal(paragraph: str) -> bool:
    """Whether a paragraph begs: two turns of phrase do, one may be chance."""
    return count_appeals(paragraph) >= 2


def is_comment_heading(line: str) -> bool:
    """Whether a line opens the readers' comments, or the form in which to write one."""
    line = line.strip()
    return bool(line) and len(line) <= LONGEST and bool(_COMMENT_HEADING.fullmatch(line))


def byline_of(line: str) -> str:
    """The names in a line that is nothing but a byline (`By Ada Marsh and Tom Reed`); else empty.

    Each name begins with a capital: “by and large” is not one.
    """
    line = line.strip()
    match = _BYLINE.fullmatch(line) if len(line) <= LONGEST else None
    if not match:
        return ""
    words = match[1].split()
    named = [w for w in words if w[:1].isupper()]
    small = [w for w in words if not w[:1].isupper()]
    joins = {"and", "und", "et", "y", "&", "de", "van", "von", "der", "den", "la", "del", "di"}
    return match[1] if len(named) >= 2 and joins.issuperset(small) else ""
