"""The gate: nothing passes that tells a secret.

with Gate(all_sought(case, concealing), folder, stages) as gate:
    gate.pass_texts(site)          # before the papers are made, which takes longest
    gate.pass_files(set_here)      # all that was made
    gate.pass_seal(before)         # what came to it with the seal
"""

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Self

from muniment.dossier.leaks import LeakReport, Looker
from muniment.dossier.publishing.site import Site
from muniment.dossier.publishing.stages import Stages
from muniment.dossier.publishing.stopping.early import texts_of, write_texts
from muniment.dossier.publishing.stopping.sought import Sought
from muniment.dossier.publishing.stopping.telling import tell
from muniment.errors import EarlyLeakError, LeakError


class Gate:
    """Where publishing stops at a find, with what its author can do.

    Args:
        sought: the secrets.
        folder: in which the bundle is made.
        stages: how far publishing has come.
    """

    def __init__(self, sought: list[Sought], folder: Path, stages: Stages) -> None:
        self._sought, self._folder, self._stages = sought, folder, stages
        self._looker = Looker([one.secret for one in sought])
        self.reports: list[LeakReport] = []

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the processes that look."""
        self._looker.__exit__(*error)

    def pass_texts(self, site: Site) -> None:
        """Look in the texts alone: a find there comes in seconds. They are looked at again in what is made.

        Raises:
            muniment.errors.EarlyLeakError: one tells a secret.
        """
        self._stages.begin("Looking in the texts")
        texts, folder = texts_of(site), self._folder / "texts"
        write_texts(texts, folder)
        report = self._looker.look(folder, with_drawn=False)
        if not report.is_clean:
            raise EarlyLeakError(report=tell(report, self._sought, folder, texts))
        shutil.rmtree(folder)

    def pass_files(self, set_here: Collection[Path]) -> None:
        """Look in every byte that was made.

        Args:
            set_here: files that were set from text; what was drawn anew, from evidence, is read as a reader
                would see it.

        Raises:
            muniment.errors.LeakError: one tells a secret.
        """
        told = self._stages.begin_files("Looking in every file")
        self._keep(self._looker.look(self._folder, as_text=set_here, told=told))

    def pass_seal(self, before: Collection[Path]) -> None:
        """Look in what the seal brought.

        Raises:
            muniment.errors.LeakError: it tells a secret.
        """
        told = self._stages.begin_files("Looking in the seal")
        self._keep(self._looker.look(self._folder, without=before, told=told))

    def _keep(self, report: LeakReport) -> None:
        if not report.is_clean:
            raise LeakError(
                folder=self._folder, report=tell(report, self._sought, self._folder, {})
            )
        self.reports.append(report)
