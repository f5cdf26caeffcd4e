"""Do the proposals cover what would tell who somebody is, and do they keep one person one?"""

import hashlib
import json
import lzma
import math
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muniment.dossier.proposing.gathering import propose
from muniment.dossier.proposing.proposal import Proposal, Text

NEEDS = "anonymise-tab"
_DEVELOPMENT = 154
"""Documents whose digest begins with a byte below this (six tenths) are for development."""
_NO_NAME = re.compile(
    r"\b(?:the|a|an|and|or|between|on|to|el|la|los|las|del|de|y|e|o|u)\b", re.IGNORECASE
)
_TOGETHER = (
    "one_entity_one_group",
    "one_person_one_group",
    "one_group_one_entity",
    "precision_words",
    "recall_quasi",
)
"""What may differ when many texts are proposed for at once."""
_SPANISH = {
    "CODE": "code",
    "PER": "person",
    "LOC": "place",
    "ORG": "organisation",
    "DATE": "date",
    "NATIONALITY": "nationality",
    "QUANTITY": "quantity",
}


@dataclass(slots=True)
class Tally:
    """What was counted over documents.

    Attributes:
        entities: by strength, then "all" for the stricter reading: [protected, all].
        kinds: by kind of entity: [protected, all], of those that have to be masked.
        tokens, weighted: of what is proposed: [in something to be masked, all].
        mentions: of entities with two or more: [in the entity's most frequent group, all].
        persons: the same, of persons only.
        whole: of such entities: [with all their mentions in one group, all].
        groups: of those with gold mentions: [with those of one entity only, all].
    """

    entities: dict[str, list[int]] = field(default_factory=dict)
    kinds: dict[str, list[int]] = field(default_factory=dict)
    tokens: list[float] = field(default_factory=lambda: [0.0, 0.0])
    weighted: list[float] = field(default_factory=lambda: [0.0, 0.0])
    mentions: list[int] = field(default_factory=lambda: [0, 0])
    persons: list[int] = field(default_factory=lambda: [0, 0])
    whole: list[int] = field(default_factory=lambda: [0, 0])
    groups: list[int] = field(default_factory=lambda: [0, 0])


def measure(corpus: Path) -> dict[str, float]:
    """Recall by strength, precision of words, consistency of groups; speed; the Spanish part."""
    documents = read_documents(corpus)
    figures: dict[str, float] = {}
    begun, words = time.process_time(), 0
    tallies = {"development": Tally(), "held_out": Tally()}
    weights = weigh(document["text"] for document in documents)
    for document in documents:
        found = propose([Text("text", document["text"])])
        words += len(document["text"].split())
        name = "development" if is_development(document) else "held_out"
        count(tallies[name], document, found, weights)
    figures["words_per_second"] = round(words / (time.process_time() - begun), -2)
    for name, tally in tallies.items():
        figures |= {f"{name}.{figure}": value for figure, value in told(tally).items()}
        part = [d for d in documents if is_development(d) == (name == "development")]
        together = told(count_together(part, weights))
        figures |= {f"{name}.together.{figure}": together[figure] for figure in _TOGETHER}
    return figures | {f"spanish.{n}": v for n, v in measure_spanish(corpus).items()}


def count_together(documents: list[dict[str, Any]], weights: dict[str, float]) -> Tally:
    """A tally of documents that are proposed for together, as the texts of one case are."""
    names = [str(at) for at in range(len(documents))]
    texts = [Text(name, d["text"]) for name, d in zip(names, documents, strict=True)]
    by_text: dict[str, list[Proposal]] = {name: [] for name in names}
    for proposal in propose(texts):
        by_text[proposal.text].append(proposal)
    tally = Tally()
    for name, document in zip(names, documents, strict=True):
        count(tally, document, by_text[name], weights)
    return tally


def read_documents(corpus: Path) -> list[dict[str, Any]]:
    """The annotated documents."""
    with lzma.open(corpus / "tab.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_development(document: dict[str, Any]) -> bool:
    """Whether a document was looked at while the room was built; by a digest of its name."""
    name = str(document["metadata"]["data_id"]).encode()
    return hashlib.sha256(name).digest()[0] < _DEVELOPMENT


def weigh(texts: Iterable[str]) -> dict[str, float]:
    """Bits that a word tells: how rare it is in all texts."""
    counts = Counter(w for text in texts for w in re.findall(r"\w+", text))
    total = sum(counts.values())
    return {word: -math.log2(n / total) for word, n in counts.items()}


def count(
    tally: Tally, document: dict[str, Any], found: list[Proposal], weights: dict[str, float]
) -> None:
    """Add one document to a tally."""
    text = document["text"]
    covered = bytearray(len(text))
    for p in found:
        covered[p.start : p.end] = b"\x01" * (p.end - p.start)
    masked = bytearray(len(text))
    entities: dict[str, list[dict[str, Any]]] = {}
    for mention in document["entities"]:
        entities.setdefault(mention["entity_id"], []).append(mention)
        if mention["identifier_type"] != "NO_MASK":
            start, end = mention["start_offset"], mention["end_offset"]
            masked[start:end] = b"\x01" * (end - start)
    for mentions in entities.values():
        _count_entity(tally, text, mentions, covered)
    for p in found:
        for word in re.finditer(r"\w+", text[p.start : p.end]):
            is_gold = bool(masked[p.start + word.start()])
            weight = weights[word[0]]
            for numbers, amount in ((tally.tokens, 1.0), (tally.weighted, weight)):
                numbers[0] += amount * is_gold
                numbers[1] += amount
    _count_groups(tally, entities, found)


def is_covered(text: str, start: int, end: int, covered: bytearray) -> bool:
    """Whether every letter and digit of a span is covered, words that link dates or names aside."""
    skipped = {
        start + place
        for m in _NO_NAME.finditer(text[start:end])
        for place in range(m.start(), m.end())
    }
    return all(covered[at] or not text[at].isalnum() or at in skipped for at in range(start, end))


def _count_entity(
    tally: Tally, text: str, mentions: list[dict[str, Any]], covered: bytearray
) -> None:
    wanted = [m for m in mentions if m["identifier_type"] != "NO_MASK"]
    if not wanted:
        return
    direct = any(m["identifier_type"] == "DIRECT" for m in wanted)
    strength = "direct" if direct else "quasi"
    hit = [is_covered(text, m["start_offset"], m["end_offset"], covered) for m in wanted]
    every = [is_covered(text, m["start_offset"], m["end_offset"], covered) for m in mentions]
    for name, value in ((strength, all(hit)), (f"{strength}_with_unmasked", all(every))):
        numbers = tally.entities.setdefault(name, [0, 0])
        numbers[0] += value
        numbers[1] += 1
    numbers = tally.kinds.setdefault(wanted[0]["entity_type"].lower(), [0, 0])
    numbers[0] += all(hit)
    numbers[1] += 1


def _count_groups(
    tally: Tally, entities: dict[str, list[dict[str, Any]]], found: list[Proposal]
) -> None:
    """Mentions by the group of the proposal that covers most of them; two gold mentions in one: neither."""
    holders: dict[int, list[tuple[str, str]]] = {}
    for entity, mentions in entities.items():
        for m in mentions:
            at = _holder(found, m["start_offset"], m["end_offset"])
            if at is not None:
                holders.setdefault(at, []).append((entity, found[at].group))
    by_entity: dict[str, Counter[str]] = {}
    by_group: dict[str, set[str]] = {}
    for held in holders.values():
        if len({entity for entity, _ in held}) == 1:
            entity, group = held[0]
            by_entity.setdefault(entity, Counter())[group] += 1
            by_group.setdefault(group, set()).add(entity)
    for entity, groups in by_entity.items():
        if groups.total() > 1:
            tally.whole[0] += len(groups) == 1
            tally.whole[1] += 1
            is_person = entities[entity][0]["entity_type"] == "PERSON"
            for numbers in (tally.mentions, tally.persons)[: 1 + is_person]:
                numbers[0] += max(groups.values())
                numbers[1] += groups.total()
    tally.groups[0] += sum(len(held) == 1 for held in by_group.values())
    tally.groups[1] += len(by_group)


def _holder(found: list[Proposal], start: int, end: int) -> int | None:
    best, most = None, 0
    for at, p in enumerate(found):
        shared = min(end, p.end) - max(start, p.start)
        if shared > most:
            best, most = at, shared
    return best


def told(tally: Tally) -> dict[str, float]:
    """A tally as figures."""
    figures = {f"recall_{name}": a / b for name, (a, b) in sorted(tally.entities.items())}
    figures |= {f"recall_{name}": a / b for name, (a, b) in sorted(tally.kinds.items())}
    figures["precision_words"] = tally.tokens[0] / tally.tokens[1]
    figures["precision_bits"] = tally.weighted[0] / tally.weighted[1]
    figures["one_entity_one_group"] = tally.mentions[0] / tally.mentions[1]
    figures["whole_entities"] = tally.whole[0] / tally.whole[1]
    figures["one_person_one_group"] = tally.persons[0] / tally.persons[1]
    figures["one_group_one_entity"] = tally.groups[0] / tally.groups[1]
    return figures


def measure_spanish(corpus: Path) -> dict[str, float]:
    """Share of Spanish mentions that are covered, by their label; nothing was tuned on them."""
    hits: dict[str, list[int]] = {}
    right = total = 0
    for path in sorted(corpus.glob("ES-manual-*.tsv")):
        text, mentions = rebuild(path.read_text("utf-8"))
        covered = bytearray(len(text))
        for p in propose([Text(path.stem, text)]):
            covered[p.start : p.end] = b"\x01" * (p.end - p.start)
        gold = bytearray(len(text))
        for label, start, end in mentions:
            gold[start:end] = b"\x01" * (end - start)
            if label in _SPANISH:
                numbers = hits.setdefault(_SPANISH[label], [0, 0])
                numbers[0] += is_covered(text, start, end, covered)
                numbers[1] += 1
        for word in re.finditer(r"\w+", text):
            right += bool(covered[word.start()] and gold[word.start()])
            total += bool(covered[word.start()])
    figures = {f"recall_{name}": a / b for name, (a, b) in sorted(hits.items())}
    return figures | {"precision_words": right / total}


def rebuild(rows: str) -> tuple[str, list[tuple[str, int, int]]]:
    """A text from its tokens, one on a line with its label, and the spans that the labels mark."""
    text, mentions, is_glued = "", list[tuple[str, int, int]](), True
    for row in rows.split("\n"):
        token, _, label = row.rpartition(" ")
        if not token:
            text, is_glued = (text + "\n\n" if not text.endswith("\n") else text), True
            continue
        blank = "" if is_glued or token in set(".,;:)]/”") or text.endswith("/") else " "
        start = len(text) + len(blank)
        text += blank + token
        is_glued = token in set("([“")
        if label.startswith("B-") or (label.startswith("I-") and not mentions):
            mentions.append((label[2:], start, len(text)))
        elif label.startswith("I-"):
            mentions[-1] = (mentions[-1][0], mentions[-1][1], len(text))
    return text, mentions


def misses(document: dict[str, Any], found: list[Proposal]) -> Iterator[tuple[str, str, str]]:
    """Mentions to be masked that are not covered, for whoever wants to look: type, strength, words."""
    covered = bytearray(len(document["text"]))
    for p in found:
        covered[p.start : p.end] = b"\x01" * (p.end - p.start)
    for m in document["entities"]:
        start, end = m["start_offset"], m["end_offset"]
        if m["identifier_type"] != "NO_MASK" and not is_covered(
            document["text"], start, end, covered
        ):
            yield m["entity_type"], m["identifier_type"], m["span_text"]
