"""Are readers' comments found, and kept out of the article? By hand-marked segments."""

import json
from pathlib import Path

from evaluation.article_body.task import own_text, read, unpacked
from muniment.model.passage import Passage, PassageKind

NEEDS = "html-segments-comments"


def measure(corpus: Path) -> dict[str, float]:
    """Recall of comment segments (of all, and of those that are in the page at all), leak, claims."""
    gold = json.loads((corpus / "segments.json").read_text("utf-8"))
    found = leaked = present = total = claimed = silent = comments = authors = moments = 0
    with unpacked(corpus) as folder:
        for page in gold.values():
            segments = [segment for segment in page.get("comments", []) if segment.strip()]
            pieces = read(folder / page["file"])
            passages = [p for p in pieces if isinstance(p, Passage)]
            said = [p for p in passages if p.kind is PassageKind.COMMENT]
            text = own_text(pieces)
            for segment in segments:
                total += 1
                present += any(segment in p.text for p in passages)
                found += any(segment in p.text for p in said)
                leaked += segment in text
            silent += not segments
            claimed += bool(said) and not segments
            comments += len(said)
            authors += sum(bool(p.author) for p in said)
            moments += sum(p.moment is not None for p in said)
    return {
        "recall": found / total,
        "recall_of_present": found / present,
        "leak_max": leaked / total,
        "claimed_without_gold_max": claimed / silent,
        "comments_with_author": authors / comments,
        "comments_with_moment": moments / comments,
    }
