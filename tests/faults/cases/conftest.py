"""What the cases of broken input share: one child process, one centre that is copied for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from learnsoc_desktop.cli import main
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.folder import CentreFolder
from tests.faults.cases.registry import Registry, line, table
from tests.unit.cli_kit import Ran, Run


@pytest.fixture(scope="session")
def reader() -> Iterator[Worker]:
    """Return the child process that reads the files of all cases."""
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a centre with two people."""
    place = tmp_path_factory.mktemp("peopled")
    folder, file = place / "centre", place / "first.csv"
    file.write_text(table(line("สมชาย", "ใจดี"), line("สมหญิง", "ใจงาม")), "utf-8")
    assert main(["new", str(folder), "--name", "ศกร.ตำบลทดสอบ"]) == 0
    assert main(["--data", str(folder), "import", "people", str(file)]) == 0
    return CentreFolder(folder).database.read_bytes()


@pytest.fixture
def command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reader: Worker
) -> Run:
    """Return a function that runs the command line; files are read in the shared child process."""
    monkeypatch.setattr(reader, "close", lambda: None)
    monkeypatch.setattr("learnsoc_desktop.core.worker.Worker", lambda: reader)

    def run(*arguments: object) -> Ran:
        code = main([str(each) for each in arguments])
        shown = capsys.readouterr()
        return Ran(code, shown.out.splitlines(), shown.err.splitlines())

    return run


@pytest.fixture
def registry(tmp_path: Path, peopled: bytes, command: Run, reader: Worker) -> Registry:
    """Return a centre with two people."""
    folder = CentreFolder(tmp_path / "centre")
    folder.prepare()
    folder.database.write_bytes(peopled)
    place = tmp_path / "files"
    place.mkdir()
    return Registry(folder, place, command, reader)
