"""What the workbench shows of dossiers: the list, the preview, the queue of what may have to go."""

from collections import Counter

from muniment.case import Case
from muniment.dossier.publishing import building
from muniment.dossier.publishing.keeping import draft_of, names
from muniment.dossier.publishing.proposals import proposed
from muniment.dossier.publishing.publish import concealing_for, text_of
from muniment.dossier.writing.checking import check
from muniment.errors import DossierError
from muniment.model.judgement.redaction import Pattern
from muniment.pages.publishing import DossierPage, DossiersPage, Written
from muniment.pages.redacting import RedactionsPage, blacked_out

_ON_A_PAGE = 50


def dossiers_page(case: Case) -> DossiersPage:
    """The dossiers of a case, each with how much must be mended."""
    return DossiersPage(
        title="Dossiers",
        folder=str(case.dossiers),
        dossiers=tuple(_written(case, name) for name in names(case)),
    )


def _written(case: Case, name: str) -> Written:
    try:
        draft = draft_of(case, name)
    except DossierError:
        return Written(name, name, 1)  # its page says what is wrong
    fatal = sum(p.is_fatal for p in check(case, draft).problems)
    return Written(name, draft.title or name, fatal)


def preview_page(case: Case, name: str, *, as_published: bool) -> DossierPage:
    """A dossier as it stands, with what is wrong with it; or as it would be published.

    Raises:
        muniment.errors.DossierError: there is none, or its header is not understood.
    """
    draft = draft_of(case, name)
    checked = check(case, draft)
    if as_published:
        return text_of(case, name, draft, checked, concealing_for(case)).page
    return building.dossier_page(case, name, draft, checked)


def redactions_page(
    case: Case, dossier: str = "", after: int = 0, kind: str = ""
) -> RedactionsPage:
    """What is taken out, and what is proposed for a dossier: all of it, or one kind.

    Raises:
        muniment.errors.DossierError: there is no such dossier.
    """
    found = proposed(case, draft_of(case, dossier), concealing_for(case)) if dossier else []
    kinds = dict(Counter(one.kind for one in found))
    kind = kind if kind in kinds else ""  # the last of a kind may just have been decided
    shown = [one for one in found if not kind or one.kind == kind]
    after = min(after, max(len(shown) - 1, 0)) // _ON_A_PAGE * _ON_A_PAGE
    policy = case.policy()
    return RedactionsPage(
        title="What is taken out",
        policy=policy,
        blackouts=blacked_out(case, policy.blackouts),
        dossier=dossier,
        proposed=tuple(shown[after : after + _ON_A_PAGE]),
        kinds=kinds,
        kind=kind,
        total=len(shown),
        after=after,
        more=after + _ON_A_PAGE if after + _ON_A_PAGE < len(shown) else 0,
        patterns=tuple(Pattern),
    )
