"""A centre with people for fault tests, and the figures that are told at the end of a run."""

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
    """Return what tells a figure: its name and what it counts, like ``lost=0, of=400``."""

    def tell(name: str, **counts: int) -> None:
        said = " ".join(f"{what} {count}" for what, count in counts.items())
        record_property(FIGURE, f"{name} {said}")

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


def _figures(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                yield from (str(text) for name, text in report.user_properties if name == FIGURE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line a figure."""
    if figures := sorted(_figures(terminalreporter)):
        terminalreporter.section("faults")
        for line in figures:
            terminalreporter.write_line(line)
