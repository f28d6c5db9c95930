"""Fixtures for all tests: nothing a test does reaches a person's own folders."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnsoc_desktop.core import formats, i18n, logs
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder of a person to the test's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LEARNSOC_HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture(autouse=True)
def language(tmp_path: Path) -> Iterator[None]:
    """Begin every test in the source language and the first style; a test may choose others."""
    i18n.set_language("en", tmp_path)
    formats.set_style(formats.Style())
    yield
    i18n.set_language("en", tmp_path)
    formats.set_style(formats.Style())


@pytest.fixture(autouse=True)
def logs_apart() -> Iterator[None]:
    """Give the program's log back as it was: a test that starts the whole program sets it up."""
    root, raised = logging.getLogger(), logging.raiseExceptions
    level, handlers = root.level, list(root.handlers)
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        if isinstance(handler, logs.LateFile):
            handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raised
    logging.captureWarnings(capture=False)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="session")
def empty_centre(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a centre without a row, with the tables of every feature."""
    resolve("learnsoc_desktop.features.centre.references:load_models")()
    path = tmp_path_factory.mktemp("prepared") / "centre.db"
    Database.create(path).close()
    return path.read_bytes()


@pytest.fixture
def centre(empty_centre: bytes, tmp_path: Path) -> CentreFolder:
    """Return the folder of an empty centre, not open: the prepared file is copied, not made."""
    folder = CentreFolder(tmp_path / "centre")
    folder.prepare()
    folder.database.write_bytes(empty_centre)
    return folder


@pytest.fixture
def database(centre: CentreFolder) -> Iterator[Database]:
    """Return an empty centre, open for writing."""
    with Database(centre.database) as database:
        yield database
