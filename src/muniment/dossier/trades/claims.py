"""Reviews of claims for search engines: schema.org ClaimReview as JSON-LD.

The rating that readers of ClaimReview ask for has only a name here, the reviewer's own words: Muniment
gives no grade, and nothing between true and false is made up.
"""

from collections.abc import Iterable

from muniment.dossier.trades.published import PublishedClaim
from muniment.dossier.trades.writing import as_json


def claim_reviews(claims: Iterable[PublishedClaim]) -> bytes:
    """A graph with one ClaimReview for each claim."""
    return as_json({"@context": "https://schema.org", "@graph": [_review(c) for c in claims]})


def _review(claim: PublishedClaim) -> dict[str, object]:
    reviewed: dict[str, object] = {"@type": "Claim"}
    if claim.claimant:
        reviewed["author"] = {"@type": "Thing", "name": claim.claimant}
    if claim.claimed_at:
        reviewed["datePublished"] = claim.claimed_at
    if claim.appearance:
        reviewed["appearance"] = [{"@type": "CreativeWork", "url": url} for url in claim.appearance]
    return {
        "@type": "ClaimReview",
        "url": claim.place,
        "datePublished": claim.reviewed_at,
        "author": {"@type": "Organization", "name": claim.reviewer},
        "claimReviewed": claim.claimed,
        "itemReviewed": reviewed,
        "reviewRating": {"@type": "Rating", "alternateName": claim.finding},
    }
