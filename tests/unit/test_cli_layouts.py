"""Layouts and maps of heads on the command line."""

import csv
from pathlib import Path

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre
from tests.features.people.builders import GOOD_ID, add
from tests.unit.cli_kit import Run

HEADS = "ชื่อของนักเรียน,ครูประจำชั้น,เพศ,มือถือของนักเรียน"
ROW = "นายสมชาย แก้วใส,ครูแดง,ช,0812342214"


@pytest.fixture
def centre(tmp_path: Path) -> CentreFolder:
    folder = CentreFolder(tmp_path / "centre")
    create_centre(folder.root, ProfileDetails(name="ศกร.ทดสอบ")).close()
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(f"{HEADS}\n{ROW}\n", encoding="utf-8")
    return path


def written(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map.toml", '[columns]\n"ชื่อของนักเรียน" = "full_name"\n"มือถือของนักเรียน" = "phone"\n'),
        ("map.toml", 'full_name = "ชื่อของนักเรียน"\nphone = "มือถือของนักเรียน"\n'),
        ("map.csv", "head,field\nชื่อของนักเรียน,full_name\nมือถือของนักเรียน,phone\nครูประจำชั้น,\n"),
    ],
    ids=["toml", "field first", "csv"],
)
def test_that_a_map_says_which_column_is_which_field(
    centre: CentreFolder, file: Path, tmp_path: Path, run: Run, name: str, text: str
) -> None:
    told = tmp_path / name
    told.write_text(text, encoding="utf-8")
    taken = run("--data", centre.root, "import", "people", file, "--map", told)
    assert (taken.code, taken.out) == (0, ["added 1, changed 0, same 0, refused 0"])
    out = tmp_path / "out.csv"
    run("--data", centre.root, "export", "people", out)
    heads, row = written(out)
    said = dict(zip(heads, row, strict=True))
    assert (said["title"], said["first_name"], said["phone"]) == ("นาย", "สมชาย", "0812342214")


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("map.toml", '"ก" = "shoe_size"\n', "there is no field “shoe_size”"),
        ("map.toml", "ก = = 1", "does not say which column is which field"),
        ("map.toml", "columns = 3", "does not say which column is which field"),
        ("map.csv", "", "does not say which column is which field"),
        ("gone.toml", None, "gone.toml"),
    ],
)
def test_that_a_bad_map_is_told_and_nothing_taken(
    centre: CentreFolder,
    file: Path,
    tmp_path: Path,
    run: Run,
    name: str,
    text: str | None,
    error: str,
) -> None:
    told = tmp_path / name
    if text is not None:
        told.write_text(text, encoding="utf-8")
    arguments = ("--data", centre.root, "--language", "en", "import", "people", file)
    refused = run(*arguments, "--map", told)
    assert (refused.code, refused.out) == (1, [])
    assert error in " ".join(refused.err)


def test_that_rows_alike_are_added_on_the_command_line(
    centre: CentreFolder, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "ชื่อ,นามสกุล,เพศ,วันเกิด,โทร\nสมชาย,แก้วใส,ช,14/3/2506,0811111111\n"
        "สมชาย,แก้วไส,ช,14/3/2506,0811111111\n",
        encoding="utf-8",
    )
    taken = run("--data", centre.root, "import", "people", file)
    assert taken.out == ["added 2, changed 0, same 0, refused 0"]


def test_that_people_are_written_and_read_by_a_layout(
    centre: CentreFolder, tmp_path: Path, run: Run
) -> None:
    with Database(centre.database) as database:
        add(database, first_name="=สมชาย", born="1963-03-04", id_number=GOOD_ID)
    out = tmp_path / "roll.csv"
    done = run("--data", centre.root, "export", "people", out, "--layout", "itw51")
    assert (done.code, done.out) == (0, [f"wrote {out}, rows 1"])
    heads, row = written(out)
    said = dict(zip(heads, row, strict=True))
    assert (said["ชื่อ"], said["วันเดือนปีเกิด"], said["เลขประจำตัวประชาชน"]) == (
        "'=สมชาย",
        "04/03/2506",
        GOOD_ID,
    )
    again = run("--data", centre.root, "import", "people", out, "--layout", "itw51")
    assert again.out == ["added 0, changed 0, same 1, refused 0"]
    wrong = run("--data", centre.root, "--language", "en", "export", "people", out, "--layout", "x")
    assert wrong.code == 1
    assert "itw51, continuing" in " ".join(wrong.err)
    assert run("--data", centre.root, "export", "villages", out, "--layout", "itw51").code == 2
