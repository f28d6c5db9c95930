"""Prepared centres for the whole suite, copied where a test writes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre
from learnsoc_desktop.features.overview.sample import make_sample_centre
from learnsoc_desktop.ui.fonts import load_fonts
from tests.contract.kit import catalogues_with_long_texts

Copy = Callable[[str], Path]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders of a centre with nothing but a name, the sample centre, a small one."""
    root = tmp_path_factory.mktemp("prepared")
    create_centre(root / "empty", ProfileDetails(name="ศกร.ตำบลทดสอบ")).close()
    make_sample_centre(root / "sample")
    make_sample_centre(root / "few", people=45)
    return {name: root / name for name in ("empty", "sample", "few")}


@pytest.fixture(scope="session")
def copy_of(prepared: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a function that copies a prepared centre and returns the folder."""

    def copy(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name) / "centre"
        shutil.copytree(prepared[name], folder)
        return folder

    return copy


@pytest.fixture(scope="session")
def stored(prepared: dict[str, Path]) -> Iterator[dict[str, Database]]:
    """Return the prepared centres, open for reading."""
    opened = {
        name: Database.open(folder / "centre.db", read_only=True)
        for name, folder in prepared.items()
    }
    yield opened
    for database in opened.values():
        database.close()


@pytest.fixture
def sample(copy_of: Copy) -> Iterator[Database]:
    """Return a sample centre of its own, open for writing."""
    with Database.open(copy_of("sample") / "centre.db") as database:
        yield database


@pytest.fixture
def few(copy_of: Copy) -> Iterator[Database]:
    """Return a small sample centre of its own, open for writing."""
    with Database.open(copy_of("few") / "centre.db") as database:
        yield database


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    """Return the one child process of the suite."""
    child = Worker()
    yield child
    child.close()


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of catalogues: the languages, and one that makes every text longer."""
    return catalogues_with_long_texts(tmp_path_factory.mktemp("i18n"))


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """Let the program write in its own letters."""
    load_fonts()


@pytest.fixture
def scene(window):
    """Return the window of the module, dressed as it begins and without a task over it."""
    window.dress()
    window.leave_tasks()
    return window
