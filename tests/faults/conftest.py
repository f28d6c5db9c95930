"""A centre with people for fault tests, and the figures that are told at the end of a run."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre
from tests.faults.work import begin

FIGURE = "figure"

Figure = Callable[..., None]


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Return what tells a figure: its name and what it counts, like ``lost=0, of=400``.

    Figures of the same name are added up.
    """

    def tell(name: str, **counts: int) -> None:
        record_property(FIGURE, (name, counts))

    return tell


@pytest.fixture(scope="session")
def filled_centre(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a centre with some learners."""
    folder = CentreFolder(tmp_path_factory.mktemp("filled"))
    create_centre(folder.root, ProfileDetails(name="ศกร.ตำบลทดสอบ")).close()
    begin(folder.database)
    return folder.database.read_bytes()


@pytest.fixture
def filled(filled_centre: bytes, centre: CentreFolder) -> CentreFolder:
    """Return the folder of a centre with some learners, not open."""
    centre.database.write_bytes(filled_centre)
    return centre


def _figures(reporter: pytest.TerminalReporter) -> Iterator[tuple[str, dict[str, int]]]:
    for reports in reporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                yield from (value for name, value in report.user_properties if name == FIGURE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line a figure."""
    sums: dict[str, Counter[str]] = {}
    for name, counts in _figures(terminalreporter):
        sums.setdefault(name, Counter()).update(counts)
    if sums:
        terminalreporter.section("faults")
    for name, total in sorted(sums.items()):
        said = " ".join(f"{what} {count}" for what, count in total.items())
        terminalreporter.write_line(f"{name}: {said}")
