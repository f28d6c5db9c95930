"""Several papers made in one go, off the main thread; their files appear all together or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, TypeVar

from learnsoc_desktop.core.files import free_path, replacing_all, write_errors
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.paper_files import file_name
from learnsoc_desktop.ui.paper_making import PATIENCE

if TYPE_CHECKING:
    from sqlmodel import Session

    from learnsoc_desktop.core.errors import AppError
    from learnsoc_desktop.core.progress import Progress
    from learnsoc_desktop.reporting.binder import Binder
    from learnsoc_desktop.reporting.document import Report
    from learnsoc_desktop.ui.context import Context
    from learnsoc_desktop.ui.jobs import Job

T = TypeVar("T")
PAPERS = "learnsoc_desktop.reporting.making:make_papers"
BINDER = "learnsoc_desktop.reporting.making:make_binder"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the files, and the letters no typeface has."""

    paths: tuple[Path, ...]
    missing: tuple[str, ...]


def run_papers(
    context: Context,
    question: Callable[[Session], Sequence[Report]],
    folder: Path,
    then: Callable[[Written], None],
    otherwise: Callable[[AppError], None],
) -> Job:
    """Make each paper a PDF of its own in ``folder``; a file that is there is left as it is."""

    def targets(reports: Sequence[Report]) -> list[Path]:
        paths: list[Path] = []
        for report in reports:
            paths.append(free_path(folder, file_name(report.title, ".pdf"), paths))
        return paths

    return _run(context, question, PAPERS, targets, then, otherwise)


def run_binder(
    context: Context,
    question: Callable[[Session], Binder],
    path: Path,
    then: Callable[[Written], None],
    otherwise: Callable[[AppError], None],
) -> Job:
    """Make one PDF of all papers at ``path``."""
    return _run(context, question, BINDER, lambda _binder: [path], then, otherwise)


def _run(
    context: Context,
    question: Callable[[Session], T],
    make: str,
    targets: Callable[[T], Sequence[Path]],
    then: Callable[[Written], None],
    otherwise: Callable[[AppError], None],
) -> Job:
    worker, paper = context.worker, context.settings.paper

    def work(progress: Progress) -> Written:
        asked = context.commands.query(question)
        place = mkdtemp(prefix="learnsoc-")
        try:
            missing = worker.call(make, asked, place, paper, progress=progress, timeout=PATIENCE)
            paths = tuple(targets(asked))
            with replacing_all(paths) as parts:
                for number, (part, path) in enumerate(zip(parts, paths, strict=True)):
                    progress.step(number, len(paths), path.name)
                    with write_errors(path):
                        shutil.copyfile(Path(place) / f"{number}.pdf", part)
        finally:
            rmtree(place, ignore_errors=True)
        return Written(paths, tuple(missing))

    return context.commands.jobs.start(_("Making the papers"), work, then, otherwise)
