"""Duplicates on the command line: lines and exit codes are the same in every language."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre
from learnsoc_desktop.features.people.queries import person_details, survivor_of
from tests.features.people.builders import add
from tests.unit.cli_kit import Run


@pytest.fixture
def twice(tmp_path: Path) -> tuple[CentreFolder, UUID, UUID, UUID]:
    """Return a centre, two records of one person, and somebody else."""
    centre = CentreFolder(tmp_path / "centre")
    with create_centre(centre.root, ProfileDetails(name="ศกร.ทดสอบ")) as database:
        one = add(database, first_name="บุญเรือน", last_name="ฟ้าหลวงคำ", born="1963-03-14")
        two = add(database, first_name="บุญเรือง", last_name="ฟ้าหลวงคำ", born="1963", nickname="เรือน")
        other = add(database, first_name="สมศรี", last_name="ใจดี", born="1963", phone="0899999999")
    return centre, one, two, other


@pytest.mark.parametrize(
    "arguments",
    [
        ["duplicates"],
        ["--data", "x", "duplicates", "more"],
        ["--data", "x", "merge"],
        ["--data", "x", "merge", str(UUID(int=7))],
        ["--data", "x", "merge", "1", "2"],
        ["--data", "x", "unmerge"],
        ["--data", "x", "unmerge", "นางแดง"],
    ],
    ids=str,
)
def test_that_wrong_usage_is_told_apart(arguments: list[str], run: Run) -> None:
    wrong = run(*arguments)
    assert (wrong.code, wrong.out) == (2, [])
    assert wrong.err


@pytest.mark.parametrize("spoken", ["th", "en"])
def test_that_a_pair_is_a_line(
    twice: tuple[CentreFolder, UUID, UUID, UUID], run: Run, spoken: str
) -> None:
    centre, one, two, _other = twice
    with Database(centre.database):  # while the window has it open
        found = run("--data", centre.root, "--language", spoken, "duplicates")
    assert (found.code, found.err, len(found.out)) == (0, [], 1)
    score, first, second, *names = found.out[0].split("\t")
    assert 64 <= int(score) <= 100
    assert (first, second) == (str(one), str(two))
    assert names == ["บุญเรือน ฟ้าหลวงคำ", "บุญเรือง ฟ้าหลวงคำ"]


def test_that_records_are_merged_and_given_back(
    twice: tuple[CentreFolder, UUID, UUID, UUID], run: Run
) -> None:
    centre, one, two, _other = twice
    merged = run("--data", centre.root, "merge", one, two)
    assert (merged.code, merged.out, merged.err) == (0, [f"merged {two} into {one}"], [])
    with Database(centre.database) as database, database.reading() as session:
        assert survivor_of(session, two) == one
        assert person_details(session, one).nickname == "เรือน"
    assert run("--data", centre.root, "duplicates").out == []
    assert len(run("--data", centre.root, "find", "บุญเรือง").out) == 1
    back = run("--data", centre.root, "unmerge", two)
    assert (back.code, back.out, back.err) == (0, [f"unmerged {two}"], [])
    assert len(run("--data", centre.root, "duplicates").out) == 1


def test_that_what_cannot_be_is_refused_with_one_line(
    twice: tuple[CentreFolder, UUID, UUID, UUID], run: Run
) -> None:
    centre, one, two, other = twice
    run("--data", centre.root, "merge", one, two)
    for arguments in (
        ("merge", one, one),
        ("merge", one, two),
        ("merge", two, other),
        ("merge", one, uuid4()),
        ("unmerge", one),
        ("unmerge", uuid4()),
    ):
        refused = run("--data", centre.root, *arguments)
        assert (refused.code, refused.out, len(refused.err)) == (1, [], 1)
