"""What the first command does on a computer without a screen."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from learnsoc_desktop import cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def main_job():
    """Load ``packaging/main_job.py``."""
    path = ROOT / "packaging" / "main_job.py"
    spec = importlib.util.spec_from_file_location("main_job", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_the_main_job_leaves_marks_and_two_papers(main_job, tmp_path, capsys):
    folder = tmp_path / "งาน หลัก"
    folder.mkdir()
    assert main_job.main(folder) == 0
    said = capsys.readouterr().out
    today = date.today()  # noqa: DTZ011  the day on the wall
    assert f", {today}: " in said, "the sample has a session every day: that one is taken"
    for name in ("attendance.pdf", "summary.pdf"):
        assert str(folder / name) in said
        assert len(PdfReader(folder / name).pages) >= 1
    marks = folder / "marks.csv"
    assert cli.main(["--data", str(folder / "centre"), "export", "attendance", str(marks)]) == 0
    marked = said.partition(" came,")[0].rpartition(" ")[2]
    assert int(marked) > 0
    assert marks.read_text("utf-8-sig").count(",late,") >= 2
