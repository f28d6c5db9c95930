"""Papers that were handed in, by the command line."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from learnsoc_desktop.cli import main
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.paper_model import VariantDetails
from learnsoc_desktop.features.centre.paper_service import add_variant
from learnsoc_desktop.reporting.adjusting import Adjustment
from tests.unit.cli_kit import Run

SUMMARY = ("report", "summary", "--fiscal-year", "2569", "--quarter", "4")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small sample centre."""
    folder = tmp_path_factory.mktemp("sample") / "centre"
    assert main(["demo", str(folder), "--people", "20", "--date", "2026-11-22"]) == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample centre."""
    shutil.copytree(made, tmp_path / "centre")
    return tmp_path / "centre"


def lines(run: Run, folder: Path) -> list[list[str]]:
    return [line.split("\t") for line in run("--data", folder, "snapshots").out]


def test_that_a_paper_is_kept_listed_and_taken_out_byte_for_byte(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    before = lines(run, folder)
    paper, again = tmp_path / "paper.pdf", tmp_path / "again.pdf"
    kept = run("--data", folder, *SUMMARY, "-o", paper, "--keep", "อบต. ดอนยาง")
    assert (kept.code, kept.err, kept.out[0]) == (0, [], f"wrote {paper}")
    number = kept.out[1].removeprefix("kept ")
    (line,) = [each for each in lines(run, folder) if each not in before]
    assert line == [
        number,
        date.today().isoformat(),  # noqa: DTZ011  the day on the wall
        "summary",
        "fiscal_year=2569 quarter=4",
        "อบต. ดอนยาง",
    ]
    done = run("--data", folder, "snapshot", number, "-o", again)
    assert (done.code, done.out[0].split(",")[0]) == (0, f"wrote {again}")
    assert again.read_bytes() == paper.read_bytes()


@pytest.mark.parametrize("text", ["", "zz", "00"])
def test_that_a_number_that_is_none_is_refused(
    folder: Path, tmp_path: Path, run: Run, text: str
) -> None:
    refused = run("--data", folder, "snapshot", text, "-o", tmp_path / "x.pdf")
    assert (refused.code, refused.out, len(refused.err)) == (1, [], 1)
    assert not (tmp_path / "x.pdf").exists()


def test_that_a_damaged_paper_is_told(folder: Path, tmp_path: Path, run: Run) -> None:
    kept = run("--data", folder, *SUMMARY, "-o", tmp_path / "p.pdf", "--keep", "อบต.")
    number = kept.out[1].removeprefix("kept ")
    done = run("--data", folder, "snapshot", number, "-o", tmp_path / "q.pdf")
    sha256 = done.out[0].rpartition(" ")[2]
    blob = CentreFolder(folder).blob_path(sha256)
    blob.write_bytes(blob.read_bytes()[:-3])
    refused = run("--data", folder, "snapshot", number, "-o", tmp_path / "r.pdf")
    assert (refused.code, len(refused.err)) == (1, 1)
    assert not (tmp_path / "r.pdf").exists()


def test_that_a_version_is_chosen_by_its_name(folder: Path, tmp_path: Path, run: Run) -> None:
    change = Adjustment(title="แบบของอำเภอ", hidden={"people": ["change"], "gone": ["x"]})
    with Database.open(folder / "centre.db") as database, database.writing() as uow:
        add_variant(uow, "summary", VariantDetails(name="อำเภอ"), change)
    own, plain = tmp_path / "own.csv", tmp_path / "plain.csv"
    made = run("--data", folder, *SUMMARY, "--variant", "อำเภอ", "-o", own)
    assert (made.code, made.err) == (0, ["not in this paper: table gone"])
    run("--data", folder, *SUMMARY, "-o", plain)
    assert own.read_text("utf-8-sig").startswith("แบบของอำเภอ")
    assert own.read_text("utf-8-sig") != plain.read_text("utf-8-sig")
    wrong = run("--data", folder, *SUMMARY, "--variant", "ไม่มี", "-o", own)
    assert (wrong.code, len(wrong.err)) == (1, 1)


def test_that_only_a_pdf_is_kept_of_a_paper(folder: Path, tmp_path: Path, run: Run) -> None:
    wrong = run("--data", folder, *SUMMARY, "-o", tmp_path / "p.csv", "--keep", "อบต.")
    assert (wrong.code, len(wrong.err)) == (2, 1)
    assert not (tmp_path / "p.csv").exists()


def test_that_nobody_is_no_recipient(folder: Path, tmp_path: Path, run: Run) -> None:
    before = lines(run, folder)
    refused = run("--data", folder, *SUMMARY, "-o", tmp_path / "p.pdf", "--keep", " ")
    assert (refused.code, len(refused.err)) == (1, 1)
    assert lines(run, folder) == before


@pytest.mark.parametrize("kind", ["people", "attendance"])
def test_that_an_export_is_kept_as_handed_in_too(
    folder: Path, tmp_path: Path, run: Run, kind: str
) -> None:
    path, again = tmp_path / "file.xlsx", tmp_path / "again.xlsx"
    kept = run("--data", folder, "export", kind, path, "--headers", "th", "--keep", "สกร.อำเภอเมือง")
    assert (kept.code, kept.err) == (0, [])
    number = kept.out[1].removeprefix("kept ")
    assert [line[2] for line in lines(run, folder) if line[0] == number] == [f"export-{kind}"]
    run("--data", folder, "snapshot", number, "-o", again)
    assert again.read_bytes() == path.read_bytes()
