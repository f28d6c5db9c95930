"""The command line is an interface: its lines and exit codes are the same in every language."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdf
import pytest

from learnsoc_desktop.cli import main
from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from tests.unit.cli_kit import Ran, Run

ID, OTHER = "1101700230708", "3100600123450"


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """Return the folder of a centre that has a name and nothing else."""
    folder = tmp_path / "centre"
    assert run("new", folder, "--name", "ศกร.ตำบลทดสอบ").code == 0
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small sample centre."""
    folder = tmp_path_factory.mktemp("sample") / "centre"
    assert main(["demo", str(folder), "--people", "60", "--date", "2026-11-22"]) == 0
    return folder


@contextmanager
def _opened(folder: Path) -> Iterator[None]:
    """Hold a centre open for writing, as the window does."""
    with Database.open(CentreFolder(folder).database):
        yield


def _people(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_that_a_new_centre_is_made_once(tmp_path: Path, run: Run) -> None:
    made = run("new", tmp_path / "c", "--name", "ก")
    assert made == Ran(0, [f"made {tmp_path / 'c'}"], [])
    again = run("new", tmp_path / "c", "--name", "ข")
    assert (again.code, again.out, len(again.err)) == (1, [], 1)


def test_that_a_centre_needs_a_name(tmp_path: Path, run: Run) -> None:
    assert run("new", tmp_path / "c", "--name", " ").code == 1
    assert run("new", tmp_path / "c").code == 2
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["find", "x"],
        ["--data", "x", "import", "nonsense", "f.csv"],
        ["--data", "x", "import", "attendance", "f.csv"],
        ["--data", "x", "export", "people", "f.pdf"],
        ["--data", "x", "export", "people", "f.csv", "--headers", "xx"],
        ["--data", "x", "report", "nonsense", "-o", "f.pdf"],
        ["--data", "x", "report", "summary"],
        ["--data", "x", "report", "summary", "-o", "f.doc"],
        ["--data", "x", "report", "summary", "-o", "f.pdf", "--nonsense", "1"],
        ["--data", "x", "report", "summary", "-o", "f.pdf", "--quarter"],
        ["demo", "x", "--people", "-1"],
        ["demo", "x", "--people", "many"],
        ["demo", "x", "--date", "31/2/2569"],
    ],
)
def test_that_wrong_usage_is_told_apart(
    arguments: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = run(*arguments)
    assert wrong.code == 2
    assert wrong.err
    assert not list(tmp_path.glob("x*"))


def test_that_help_is_no_mistake(run: Run) -> None:
    assert run("--help").code == 0
    assert run("report", "summary", "--help").code == 0


def test_that_a_missing_centre_is_one_line(tmp_path: Path, run: Run) -> None:
    refused = run("--data", tmp_path, "find", "x")
    assert (refused.code, refused.out, len(refused.err)) == (1, [], 1)


def test_that_people_are_taken_in(folder: Path, tmp_path: Path, run: Run) -> None:
    file = _people(tmp_path, f"ชื่อ,เพศ,โทร,เลขบัตร\nก,ช,0811111111,{ID}\nข,ญ,0822222222,\n")
    assert run("--data", folder, "import", "people", file, "--dry-run") == Ran(
        0, ["added 2, changed 0, same 0, refused 0"], []
    )
    assert run("--data", folder, "find", "0811111111").out == []
    assert run("--data", folder, "import", "people", file).out == [
        "added 2, changed 0, same 0, refused 0"
    ]
    (hit,) = run("--data", folder, "find", "0811111111").out
    assert hit.split("\t")[::2] == ["person", "ก"]


def test_that_faults_are_a_line_each_and_nothing_is_written(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    file = _people(tmp_path, "ชื่อ,เพศ,โทร,วันเกิด\nก,ช,0811111111,31/2/2512\nข,?,,\nค,ช,0811111111,\n")
    refused = run("--data", folder, "--language", "en", "import", "people", file)
    assert (refused.code, refused.out) == (1, ["added 0, changed 0, same 0, refused 2"])
    assert [line.partition(":")[0] for line in refused.err] == [
        "row 2, วันเกิด",
        "row 3, เพศ",
        "row 3, โทร",
    ]
    checked = run("--data", folder, "import", "people", file, "--dry-run")
    assert (checked.code, checked.out) == (1, ["added 1, changed 0, same 0, refused 2"])
    taken = run("--data", folder, "import", "people", file, "--take-good-rows")
    assert (taken.code, taken.out) == (0, ["added 1, changed 0, same 0, refused 2"])
    assert len(taken.err) == 3


def test_that_a_file_that_is_no_table_is_one_line(folder: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.csv").write_bytes(b"%PDF-1.7")
    refused = run("--data", folder, "import", "people", tmp_path / "x.csv")
    assert (refused.code, refused.out, len(refused.err)) == (1, [], 1)


def test_that_our_own_export_changes_nothing(sample: Path, tmp_path: Path, run: Run) -> None:
    for headers in ([], ["--headers", "th"], ["--headers", "en"]):
        for ending in ("csv", "xlsx"):
            file = tmp_path / f"people.{ending}"
            assert run("--data", sample, "export", "people", file, *headers).code == 0
            again = run("--data", sample, "import", "people", file)
            assert again.out == ["added 0, changed 0, same 60, refused 0"], (headers, ending)
            assert again.err == []


def test_that_exported_heads_are_names_or_labels(sample: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "attendance.csv"
    run("--data", sample, "export", "attendance", file)
    rows = _rows(file)
    assert {"activity", "session", "date", "person_id", "mark", "hours"} <= set(rows[0])
    assert {row[rows[0].index("mark")] for row in rows[1:]} <= {
        "present",
        "late",
        "leave",
        "absent",
        "left_early",
    }
    run("--data", sample, "export", "attendance", file, "--headers", "en")
    assert "Mark" in _rows(file)[0]
    run("--data", sample, "export", "attendance", file, "--headers", "th")
    assert "Mark" not in _rows(file)[0]
    assert "\u200b" not in file.read_text(encoding="utf-8-sig")


def test_that_the_same_sample_is_made_twice(sample: Path, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "other"
    assert run("demo", other, "--people", "60", "--date", "22/11/2569").code == 0
    for kind in ("people", "activities", "attendance"):
        files = [tmp_path / f"{kind}-{number}.csv" for number in (1, 2)]
        for folder, file in zip((sample, other), files, strict=True):
            assert run("--data", folder, "export", kind, file).code == 0
        assert files[0].read_bytes() == files[1].read_bytes()


def test_that_a_sample_without_people_can_be_made(tmp_path: Path, run: Run) -> None:
    assert run("demo", tmp_path / "c", "--people", "0", "--date", "2026-11-22").code == 0
    for key in _reports(run):
        made = run("--data", tmp_path / "c", "report", key, "-o", tmp_path / "r.csv")
        assert made.code == 0, (key, made.err)


def _reports(run: Run) -> list[str]:
    return [line.partition("\t")[0] for line in run("report").out]


def test_that_reports_are_listed_with_their_parameters(run: Run) -> None:
    lines = run("report").out
    assert "attendance-sheet" in _reports(run)
    summary = next(line for line in lines if line.startswith("summary"))
    assert "--fiscal-year" in summary
    assert "--quarter" in summary


def test_that_every_report_is_made_without_parameters(
    sample: Path, tmp_path: Path, run: Run
) -> None:
    for key in _reports(run):
        file = tmp_path / f"{key}.pdf"
        assert run("--data", sample, "report", key, "-o", file) == Ran(0, [f"wrote {file}"], [])
        assert file.read_bytes().startswith(b"%PDF")
        for ending in ("xlsx", "csv"):
            file = tmp_path / f"{key}.{ending}"
            assert run("--data", sample, "report", key, "-o", file).code == 0


def test_that_years_may_be_of_either_era(sample: Path, tmp_path: Path, run: Run) -> None:
    texts = []
    for year in ("2569", "2026", "๒๕๖๙"):
        file = tmp_path / f"{year}.csv"
        made = run(
            "--data", sample, "report", "summary", "-o", file, "--fiscal-year", year, "--quarter", 1
        )
        assert made.code == 0, made.err
        # the moment of printing may differ
        texts.append([row for row in _rows(file) if len(row) > 2])
    assert texts[0] == texts[1] == texts[2]
    wrong = run("--data", sample, "report", "summary", "-o", file, "--fiscal-year", "26")
    assert (wrong.code, len(wrong.err)) == (2, 1)


def test_that_a_choice_can_be_named_by_its_text(sample: Path, tmp_path: Path, run: Run) -> None:
    made = run(
        "--data", sample, "report", "learner-roll", "-o", tmp_path / "r.csv", "--group", "ผู้สูงอายุ"
    )
    assert made.code == 0, made.err
    wrong = run("--data", sample, "report", "summary", "-o", tmp_path / "r.csv", "--quarter", "7")
    assert wrong.code == 2
    assert "1, 2, 3, 4" in wrong.err[0]


def test_that_papers_speak_the_language_asked_for(sample: Path, tmp_path: Path, run: Run) -> None:
    titles = {}
    for spoken in ("th", "en"):
        file = tmp_path / f"{spoken}.csv"
        run("--data", sample, "report", "learner-roll", "-o", file, "--language", spoken)
        titles[spoken] = file.read_text(encoding="utf-8-sig")
        assert "\u200b" not in titles[spoken]
    assert "Learner" in titles["en"]
    assert "Learner" not in titles["th"]


def test_that_reading_works_while_the_window_is_open_and_writing_is_refused(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    file = _people(tmp_path, "ชื่อ,เพศ,โทร\nก,ช,0811111111\n")
    with _opened(folder):
        assert run("--data", folder, "export", "people", tmp_path / "out.csv").code == 0
        assert run("--data", folder, "import", "people", file, "--dry-run").code == 0
        refused = run("--data", folder, "import", "people", file)
        assert (refused.code, refused.out, len(refused.err)) == (1, [], 1)
    assert run("--data", folder, "import", "people", file).code == 0


def test_that_lines_hold_no_breaks_of_the_screen(sample: Path, run: Run) -> None:
    for spoken in ("th", "en"):
        answer = run("--data", sample, "--language", spoken, "find", "บ้าน")
        assert "\u200b" not in "".join(answer.out)
        assert all(line.count("\t") == 2 for line in answer.out)


def test_that_numbers_of_the_command_line_are_arabic(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    set_style(Style("be", "thai", "th"))
    file = _people(tmp_path, "ชื่อ,เพศ,โทร\nก,ช,0811111111\n")
    assert run("--data", folder, "import", "people", file).out == [
        "added 1, changed 0, same 0, refused 0"
    ]


def test_that_an_id_number_twice_is_told_by_its_row(folder: Path, tmp_path: Path, run: Run) -> None:
    file = _people(
        tmp_path,
        f"ชื่อ,เพศ,โทร,เลขบัตร\nก,ช,0811111111,{OTHER}\nข,ช,0811111111,{OTHER}\n",
    )
    refused = run("--data", folder, "--language", "en", "import", "people", file)
    assert refused.err == ["row 3: This is the same person as in row 2."]


def test_that_letters_that_cannot_be_printed_are_named(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    file = _people(tmp_path, "ชื่อ,เพศ,โทร\n王小明,ช,0811111111\n")
    assert run("--data", folder, "import", "people", file).code == 0
    paper = tmp_path / "roll.pdf"
    made = run("--data", folder, "--language", "en", "report", "learner-roll", "-o", paper)
    assert (made.code, made.out) == (0, [f"wrote {paper}"])
    assert made.err == [
        "These letters cannot be printed: 小 明 王. “?” or nothing stands in their place."
    ]


def test_that_a_reader_who_has_enough_ends_it_quietly(folder: Path) -> None:
    command = [sys.executable, "-m", "learnsoc_desktop.cli", "--data", str(folder), "find", "น"]
    read, write = os.pipe()
    os.close(read)  # nobody reads at all
    try:
        ended = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_that_papers_are_put_together_as_a_binder(run: Run, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "binder.pdf"
    given = ("--binder", "-o", file, "--fiscal-year", "2026", "--role", "learner")
    made = run("--data", sample, "--language", "en", "report", "summary", "learner-roll", *given)
    assert made == Ran(0, [f"wrote {file}"], [])
    reader = pypdf.PdfReader(file)
    assert [mark.title for mark in reader.outline][2:] == [
        "Summary of learning activities, Fiscal year 2569",
        "Learner roll",
    ]
    assert f"1/{len(reader.pages) - 2}" in reader.pages[2].extract_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("summary", "learner-roll", "-o", "x.pdf"), "--binder is needed"),
        (("summary", "--binder", "-o", "x.csv"), "must end in .pdf"),
        (("learner-roll", "--quarter", "1", "-o", "x.pdf"), "--quarter: not known to learner-roll"),
        (("summary", "--binder", "--variant", "x", "-o", "x.pdf"), "for one paper"),
        (("summary", "--title", "x", "-o", "x.pdf"), "--binder is needed"),
        (("summary",), "-o FILE is needed"),
        (("summary", "--first-day", "31/2/69", "-o", "x.pdf"), "--first-day"),
    ],
)
def test_that_what_does_not_go_together_is_wrong_usage(
    run: Run, sample: Path, arguments: Sequence[str], said: str
) -> None:
    wrong = run("--data", sample, "report", *arguments)
    assert wrong.code == 2
    assert said in wrong.err[-1]


def test_that_days_the_wrong_way_round_are_refused_in_a_line(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    days = ("--first-day", "2/11/2569", "--last-day", "2026-11-01")
    refused = run("--data", sample, "report", "summary", *days, "-o", tmp_path / "x.pdf")
    assert (refused.code, len(refused.err)) == (1, 1)
    assert not (tmp_path / "x.pdf").exists()
