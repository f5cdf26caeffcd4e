r"""The clock of a header: digits of any script, and words for parts of the day in any language.

A word stands for a span of hours, since not all languages cut the day in two: 下午 is 12 to 24,
晚上 18 to 24, 凌晨 0 to 6. The hour written is moved by twelve hours when that brings it inside.
Checked against the day periods of the Unicode CLDR for 80 languages.

>>> read_clock("9:41:35", day_part("pm"))
'21:41:35'
>>> read_clock("٢:٥٦", day_part("\u00a0م")), read_clock("0:08", day_part("午後"))
('14:56', '12:08')
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

Span = tuple[int, int]
"""Hours of the day, half-open; an end above 24 runs into the next morning."""

MORNING: Span = (0, 12)
AFTERNOON: Span = (12, 24)

_AM = """
am antemeridiem vorm vm fm ap fp dop dopoledne dopoludnia przedpołudniem дп утра öö öğledenönce sabah
ص صباحا قظ قبلازظهر قبلالظهر لפנהצ לפנה״צ לפנהצהריים בבוקר 午前 오전 上午 早上 清晨 早晨 早
ก่อนเที่ยง पूर्वाह्न मपू সকাল পূর্বাহ্ণ முற்பகல் காலை ఉదయం પૂર્વાહ્ન સવારે pg pagi sa sáng πμ de délelőtt
преди препладне преподне прпл претпл претподне prijepodne preprije prepodne priekšp priekšpusdienā
priešpiet asubuhi പൂർവാഹ്നം രാവിലെ ಪೂರ್ವಾಹ್ನ ಬೆಳಿಗ್ಗೆ ਪੂਦੁ ਸਵੇਰੇ පෙව ព្រឹក ກ່ອນທ່ຽງ နံနက် დილა to tongi
тң таңғы өө үө шө ጥዋት ጠዋት paradite eparadites pd dopoldne fh rn goizeko બપોરપહેલાં بن غرممخکې سهار قبلازظهر
hommikul aamupäivä ennenpuolipäivää formiddag förmiddag ochtend mañana manhã matin mattina dimineața
subuh səhər кеңірек ертеңгі կա առավոտ صباحًا проб priekšpusdiena таңкы yb
"""
_PM = """
pm postmeridiem nachm nm em ip ep odp odpoledne popoludní popoludniu popołudniu пп вечера дня öş ös
öğledensonra akşam م مساء بظ بعدازظهر بعدالظهر אחהצ אחה״צ אחרהצהריים אחריהצהריים בערב 午後 오후 下午
หลังเที่ยง अपराह्न मउ বিকাল অপরাহ্ণ পিএম பிற்பகல் மாலை సాయంత్రం અપરાહ્ન બપોરે ptg petang ch chiều
μμ du délután popodne poslijepodne попл поподне следобед слпл попладне pēcp pēcpusdienā popiet jioni
mchana അപരാഹ്നം വൈകുന്നേരം ಅಪರಾಹ್ನ ಸಂಜೆ ਬਾਦੁ ਸ਼ਾਮ පව ល្ងាច ຫຼັງທ່ຽງ ညနေ საღამო tk tushdankeyin тк кечки
үх ከሰዓት ከሰአት pasdite epasdites md popoldne pop eh in arratsaldeko دن لهغرمې õhtul pärastlõunal
iltapäivä jälkeenpuolipäivän eftermiddag ettermiddag middag tarde tardes noche soir aprèsmidi pomeriggio
sore axşam түстенкейін կհ երեկո
مساءً слоб pēcpusd pēcpusdiena түштөнкийинки yh
"""
_PARTS = {
    (0, 6): "凌晨 ভোররাত dinihari 새벽 madrugada",
    (11, 15): "中午 正午 noon mediodía meiodia midi trưa siang เที่ยง tengahhari दोपहर দুপুর دوپہر",
    (18, 30): "晚上 夜晚 晚間 夜 रात রাত இரவு రాత్రి രാത്രി ರಾತ್ರಿ રાત્રે malam 밤 đêm tối رات tengahmalam",
}
_SPACES = re.compile(r"[\s,،、]+")


def fold(word: str) -> str:
    """A word for comparison: its letters and their signs only (`a. m.` and `AM` are one word)."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LM" or c == "״")


_KNOWN: dict[str, Span] = {
    **{fold(word): span for span, words in _PARTS.items() for word in words.split()},
    **{fold(word): AFTERNOON for word in _PM.split()},
    **{fold(word): MORNING for word in _AM.split()},
}
_LETTERS: dict[str, Span] = {"a": MORNING, "p": AFTERNOON}  # only where nothing else can stand


@lru_cache(maxsize=4096)
def words_of(between: str) -> tuple[str, ...]:
    """What stands between or after the numbers, as folded words; the whole of it comes first."""
    parts = [fold(part) for part in _SPACES.split(between)]
    return tuple(dict.fromkeys(word for word in (fold(between), *parts) if word))


@lru_cache(maxsize=4096)
def day_part(between: str, *, is_tail: bool = False) -> Span | None:
    """The part of the day that the words name; None when they name none that is known."""
    for word in words_of(between):
        span = _KNOWN.get(word) or (_LETTERS.get(word) if is_tail else None)
        if span:
            return span
    return None


def read_clock(written: str, span: Span | None) -> str | None:
    """`HH:MM` or `HH:MM:SS` of a 24-hour clock; None when there is no such time of day."""
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    hour = numbers[0]
    if span and hour <= 12:
        hours = (hour % 12, hour % 12 + 12)
        inside = [h for h in hours if span[0] <= h < span[1] or span[0] <= h + 24 < span[1]]
        if not inside and span[0] >= 18:  # "night" in a language that lets it begin earlier
            inside = [hours[1]]
        hour = inside[0] if inside else hour
    if hour > 23 or max(numbers[1:]) > 59:
        return None
    return ":".join(f"{n:02d}" for n in (hour, *numbers[1:]))


def learn_day_parts(stamps: Iterable[tuple[str, str, str]]) -> dict[str, Span]:
    """Morning and afternoon in a language that is not known, from the order of a day's messages.

    Args:
        stamps: date, clock and words of headers in the order of the file.

    Returns:
        The span for each of two words, when every hour is at most 12, exactly two words alternate,
        and within one day the one comes before the other, 10 times to 1; empty otherwise.
    """
    seen: dict[str, None] = {}
    turns: dict[tuple[str, str], int] = {}
    last = ("", "")
    for date, written, between in stamps:
        word = next(iter(words_of(between)), "")
        hour = re.match(r"\d+", written)
        if not word or not hour or int(hour[0]) > 12:
            return {}
        seen[word] = None
        if last[0] == date and last[1] != word:
            turns[last[1], word] = turns.get((last[1], word), 0) + 1
        last = (date, word)
    if len(seen) != 2 or not turns:
        return {}
    (early, late), count = max(turns.items(), key=lambda turn: turn[1])
    if sum(turns.values()) - count > count // 10:
        return {}
    return {early: MORNING, late: AFTERNOON}
