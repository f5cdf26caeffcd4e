r"""Normalising: the words of a passage without the accidents of their typing, and the way back.

Two texts that differ only in case, in the shape of quotation marks and dashes, in spaces, in
invisible marks or in how Unicode composes a letter become equal. Each character of the normalised
text knows the span of the original that it stands for, so that whatever is found in the normalised
text can be shown where it really stands.

>>> n = normalise("“Smelly\u00a0 cow” — he said")
>>> n.text
'"smelly cow" - he said'
>>> n.original_span(1, 11)
(1, 12)
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_FOLDS = {
    **dict.fromkeys("‘’‚‛′ʼ´`＇", "'"),
    **dict.fromkeys("“”„‟″«»＂〝〞", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
}
_GAPS = re.compile(" {2,}")
# A letter with the marks that follow it is folded as one, since Unicode composes across them.
_CLUSTER = re.compile(
    r"\s+|\S[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u3099\u309a]*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text with its way back.

    Attributes:
        text: the normalised text.
        starts, ends: for each of its characters, the half-open span of the original, in code points.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a non-empty span of the normalised text stands for."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """The normalised text alone: much faster where the way back is not needed."""
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    return _GAPS.sub(" ", "".join(map(_fold_cluster, _CLUSTER.findall(text)))).strip(" ")


def normalise(text: str) -> Normalised:
    """Normalise a text and keep the way back."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        folded = _fold_cluster(match[0])
        if folded == " " and (not out or out[-1] == " "):
            if out:
                ends[-1] = match.end()
            continue
        for character in folded:
            out.append(character)
            starts.append(match.start())
            ends.append(match.end())
    if out and out[-1] == " ":
        del out[-1], starts[-1], ends[-1]
    return Normalised("".join(out), tuple(starts), tuple(ends))


@lru_cache(maxsize=1 << 16)
def _fold_cluster(cluster: str) -> str:
    if cluster.isspace():
        return " "
    plain = "".join(_FOLDS.get(c, c) for c in unicodedata.normalize("NFC", cluster))
    kept = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    compatible = unicodedata.normalize("NFKC", kept)
    if " " in compatible:  # a free-standing accent: NFKC would make a space out of it
        compatible = kept
    return unicodedata.normalize("NFC", compatible.casefold())
