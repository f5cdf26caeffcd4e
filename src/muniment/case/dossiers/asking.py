"""What may be asked of a case for a dossier: what is taken out, and words beside what they cite."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.case.folder import Folder
from muniment.model.citation import Citation
from muniment.model.passage import Box
from muniment.store.lock import writing
from muniment.store.schema import Transaction

if TYPE_CHECKING:
    from muniment.model.judgement.redaction import Pattern, Policy
    from muniment.model.passage import CitedPassage
    from muniment.model.trace import Match


class OfDossiers:
    """The part of an open case that is about what is published of it."""

    _folder: Folder

    @property
    def dossiers(self) -> Path:
        """The folder in which a person writes what is to be published."""
        return self._folder.path / "dossier"

    def policy(self) -> "Policy":
        """What is taken out of everything that is published, by now."""
        from muniment.case.dossiers import deciding

        return deciding.policy(self._folder)

    def name_pseudonym(self, stand_in: str, names: Iterable[str], why: str = "") -> None:
        """Give a person one stand-in over the whole case, with every name they are known by; no names
        take it back.

        Raises:
            muniment.errors.RedactionError: the stand-in or a name is another person's, or no reason
                is given.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.dossiers import deciding

        with writing(self._folder.lock), Transaction(self._folder.db):
            deciding.name_pseudonym(self._folder, stand_in, list(names), why, self.authors())

    def take_names_back(self, stand_in: str, names: Iterable[str]) -> None:
        """Take single names from a person; with the last of them, the stand-in goes too.

        Raises:
            muniment.errors.RedactionError: nobody has this stand-in, or a name is not theirs.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.dossiers import deciding

        with writing(self._folder.lock), Transaction(self._folder.db):
            deciding.take_names_back(self._folder, stand_in, list(names))

    def black_out_words(self, words: str, why: str = "", *, holds: bool = True) -> None:
        """Black out words wherever they stand in what is published, or take that back.

        Raises:
            muniment.errors.RedactionError: no reason is given, or no words.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.dossiers import deciding

        with writing(self._folder.lock), Transaction(self._folder.db):
            deciding.black_out_words(self._folder, words, why, holds=holds)

    def leave(self, words: str, why: str = "", *, holds: bool = True) -> None:
        """Leave words standing that may name a person who has a stand-in, or take that back.

        Raises:
            muniment.errors.RedactionError: no reason is given, or no words.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.dossiers import deciding

        with writing(self._folder.lock), Transaction(self._folder.db):
            deciding.leave(self._folder, words, why, holds=holds)

    def take_out(self, pattern: "Pattern", why: str = "", *, holds: bool = True) -> None:
        """Take out a sort of detail (phones, addresses …) everywhere, or take that back.

        Raises:
            muniment.errors.RedactionError: no reason is given.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.dossiers import deciding

        with writing(self._folder.lock), Transaction(self._folder.db):
            deciding.take_out(self._folder, pattern, why, holds=holds)

    def black_out(
        self, citation: Citation, words: str = "", why: str = "", *, holds: bool = True
    ) -> int:
        """Black out words of one passage wherever they stand in it, all of it when none are given; or
        take that back. Gives how many places there are.

        Raises:
            muniment.errors.NoSuchPassageError: there is no such passage.
            muniment.errors.RedactionError: the words do not stand in it, or no reason is given.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.dossiers import deciding

        with writing(self._folder.lock), Transaction(self._folder.db):
            return deciding.black_out(self._folder, citation, words, why, holds=holds)

    def cover(self, exhibit: int, box: Box, why: str = "", *, holds: bool = True) -> None:
        """Cover a box on a page of a PDF or on a picture, or take that back.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
            muniment.errors.RedactionError: it is no box, or no reason is given.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.dossiers import deciding

        with writing(self._folder.lock), Transaction(self._folder.db):
            deciding.cover(self._folder, exhibit, box, why, holds=holds)

    def withhold(self, exhibit: int, why: str = "", *, holds: bool = True) -> None:
        """Keep an exhibit from publication, or give it free.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
            muniment.errors.RedactionError: no reason is given.
            muniment.errors.CaseBusyError: another process is writing.
        """
        from muniment.case.dossiers import deciding

        with writing(self._folder.lock), Transaction(self._folder.db):
            deciding.withhold(self._folder, exhibit, why, holds=holds)

    def authors(self) -> list[str]:
        """Everybody who wrote a passage, as the evidence names them."""
        from muniment.search import parse

        counted = self._folder.index().facets(parse("is:any *"), ("author",), 65_000)
        return [name for name, _ in counted["author"] if name]

    def cited(self, citation: Citation, last: int = 0) -> "list[CitedPassage]":
        """The passages that a citation names, up to ¶last when it names several.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
            muniment.errors.NoSuchPassageError: one of them is not there.
        """
        from muniment.case.dossiers import beside

        return beside.cited(self._folder, citation, max(last, citation.number))

    def beside(self, words: str, citation: Citation, last: int = 0) -> "tuple[Match, list[str]]":
        """Words that are given as a quotation beside the passages that are cited for them: the verdict
        with the alignment, and how they differ, in sentences.

        Raises:
            muniment.errors.NoSuchExhibitError: no exhibit has this number.
            muniment.errors.NoSuchPassageError: one of the passages is not there.
        """
        from muniment.case.dossiers import beside

        return beside.beside(self._folder, words, citation, max(last, citation.number))
