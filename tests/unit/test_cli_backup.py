"""The commands that keep a centre safe: lines and exit codes are the same in every language."""

import shutil
from pathlib import Path

import pytest
from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.people.model import Person
from tests.unit.cli_kit import Run


@pytest.fixture
def saved(centre: CentreFolder) -> CentreFolder:
    """Return a centre with two people and a picture, not open."""
    sha256 = centre.write_blob(b"picture")
    with Database(centre.database) as database, database.writing() as uow:
        uow.add_all([Person(first_name="ก"), Person(first_name="ข")])
        uow.add(Attachment(sha256=sha256, size=7, media_type="image/png", name="รูป"))
    return centre


def rows(folder: CentreFolder) -> int:
    with Database(folder.database, read_only=True) as database, database.reading() as session:
        return len(session.exec(select(Person.id)).all())


def everything(folder: CentreFolder) -> dict[Path, tuple[bytes, int]]:
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ["backup"],
        ["restore"],
        ["restore", "f.db"],
        ["--data", "x", "restore"],
        ["check"],
        ["--data", "x", "check", "more"],
        ["salvage"],
        ["salvage", "f.db"],
        ["--data", "x", "backup", "a", "b"],
    ],
)
def test_that_wrong_usage_is_told_apart(arguments: list[str], run: Run) -> None:
    wrong = run(*arguments)
    assert (wrong.code, wrong.out) == (2, [])
    assert wrong.err


@pytest.mark.parametrize("spoken", ["th", "en"])
def test_that_a_backup_is_made_while_the_centre_is_open(
    saved: CentreFolder, run: Run, spoken: str
) -> None:
    with Database(saved.database):
        made = run("--data", saved.root, "--language", spoken, "backup")
    (file,) = saved.backups.glob("*.db")
    assert (made.code, made.err) == (0, [])
    assert made.out[0].startswith(f"wrote {file}, rows ")
    assert made.out[0].endswith(", files 1")


def test_that_a_backup_goes_to_another_folder(
    saved: CentreFolder, run: Run, tmp_path: Path
) -> None:
    stick = tmp_path / "แฟลชไดรฟ์ 🗝"
    refused = run("--data", saved.root, "backup", stick)
    assert (refused.code, refused.out, len(refused.err)) == (1, [], 1)
    stick.mkdir()
    assert run("--data", saved.root, "backup", stick).code == 0
    (file,) = (stick / "learnsoc-centre").glob("*.db")
    assert not list(saved.backups.glob("*.db"))
    (saved.backups / "copies.json").unlink()
    shutil.rmtree(saved.root)
    assert run("--data", saved.root, "restore", file).out == [f"restored {file}"]
    assert rows(saved) == 2
    assert run("--data", saved.root, "check").code == 0


def test_that_a_backup_of_no_centre_is_one_line(run: Run, tmp_path: Path) -> None:
    for command in (["backup"], ["restore", tmp_path / "no.db"]):
        refused = run("--data", tmp_path / "none", *command)
        assert (refused.code, refused.out, len(refused.err)) == (1, [], 1)
    assert not (tmp_path / "none").exists()


def test_that_a_backup_comes_back(saved: CentreFolder, run: Run) -> None:
    run("--data", saved.root, "backup")
    (file,) = saved.backups.glob("*.db")
    with Database(saved.database) as database:
        with database.writing() as uow:
            uow.add(Person(first_name="ค"))
        refused = run("--data", saved.root, "restore", file)
        assert (refused.code, refused.out, len(refused.err)) == (1, [], 1)
    done = run("--data", saved.root, "restore", file)
    assert (done.code, done.err) == (0, [])
    assert done.out[0] == f"restored {file}"
    assert [line.rpartition(" ")[0] for line in done.out[1:]] == ["backup of before", "set aside"]
    assert rows(saved) == 2


def test_that_a_sound_centre_is_checked_and_left_as_it_is(saved: CentreFolder, run: Run) -> None:
    run("--data", saved.root, "backup")
    before = everything(saved)
    checked = run("--data", saved.root, "check")
    assert (checked.code, checked.err) == (0, [])
    assert all(line.startswith("looked\t") for line in checked.out)
    assert {line.split("\t")[1] for line in checked.out} == {
        "head",
        "size",
        "version",
        "side-files",
        "inside",
        "links",
        "search",
        "counts",
        "files",
        "backup",
        "altered",
    }
    assert everything(saved) == before
    with Database(saved.database):
        assert run("--data", saved.root, "check").code == 0


def test_that_everything_wrong_is_found_at_once(saved: CentreFolder, run: Run) -> None:
    run("--data", saved.root, "backup")
    (file,) = saved.backups.glob("*.db")
    file.write_bytes(file.read_bytes()[:-4096])
    for path in saved.blobs.rglob("*"):
        if path.is_file():
            path.write_bytes(b"another")
    before = everything(saved)
    checked = run("--data", saved.root, "check")
    assert (checked.code, checked.err) == (1, [])
    found = [line.split("\t")[1:3] for line in checked.out if line.startswith("found\t")]
    assert [kind for kind, _place in found] == ["file-damaged", "cut"]
    assert everything(saved) == before


def test_that_check_of_no_centre_finds_that(run: Run, tmp_path: Path) -> None:
    checked = run("--data", tmp_path / "none", "check")
    assert (checked.code, checked.out[-1]) == (1, "found\tmissing\tcentre.db")
    assert not (tmp_path / "none").exists()


def test_that_a_damaged_file_is_salvaged(saved: CentreFolder, run: Run, tmp_path: Path) -> None:
    with saved.database.open("rb+") as file:
        file.write(bytes(100))
    new = tmp_path / "ใหม่"
    done = run("salvage", saved.database, new)
    assert (done.code, done.err) == (0, [])
    assert "saved person\t2" in done.out
    assert done.out[-1] == f"made {new}"
    assert rows(CentreFolder(new)) == 2
    again = run("salvage", saved.database, new)
    assert (again.code, again.out, len(again.err)) == (1, [], 1)
    nothing = run("salvage", tmp_path / "no.db", tmp_path / "other")
    assert (nothing.code, nothing.out, len(nothing.err)) == (1, [], 1)
