"""Fixtures of several modules."""

import pytest

from learnsoc_desktop.cli import main
from tests.unit.cli_kit import Ran, Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that calls the command line in this process."""

    def run(*arguments: object) -> Ran:
        code = main([str(each) for each in arguments])
        shown = capsys.readouterr()
        return Ran(code, shown.out.splitlines(), shown.err.splitlines())

    return run
