"""Cases 59, 60 and 62: files with misleading names, files that are none, files that somebody holds."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from sqlmodel import select

from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import BlobMissing
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.centre.pictures import PictureUse, store_picture
from learnsoc_desktop.features.maintenance.about_page import open_folder
from learnsoc_desktop.ui.editors.picture import PictureEditor
from tests.faults.cases.registry import Here, Registry, digest, line, small_picture, table
from tests.features.people.window import people_window

POSIX = os.name == "posix"  # links and devices are another matter elsewhere
PICTURE_REFUSED = "“{}” cannot be used as a picture. Choose a JPG or PNG file."
NOT_THERE = "“people.csv” is not there. Look where the file is and choose it again."
NAMES = [
    "../../x.jpg",
    "/etc/passwd",
    "C:\\x.jpg",
    "CON",
    "AUX.jpg",
    "NUL",
    "x. ",
    "a:b",
    "ก" * 255,
    "x\u202egpj.exe",
    "x.pdf.exe",
]


@pytest.fixture
def faulty(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, OSError], None]:
    """Return what makes a method of paths fail for files outside the centre, in this process too."""
    monkeypatch.setattr("learnsoc_desktop.core.worker.Worker", Here)

    def fail(method: str, error: OSError) -> None:
        own = getattr(Path, method)

        def failing(path: Path, *arguments: Any, **options: Any) -> Any:
            if registry.folder.root in path.parents or registry.place not in path.parents:
                return own(path, *arguments, **options)
            raise error

        monkeypatch.setattr(Path, method, failing)

    return fail


@pytest.fixture
def blob(registry: Registry) -> str:
    """Return the hash of a picture that the centre keeps."""
    with Database(registry.folder.database) as database, database.writing() as uow:
        return store_picture(uow, registry.folder, small_picture(), PictureUse.EMBLEM, "ก.png")


@pytest.mark.parametrize("name", ["people.pdf.exe", "people.xlsx", "people", "people.jpg.csv"])
def test_case_59_what_a_file_is_is_told_by_its_content(registry: Registry, name: str) -> None:
    registry.refuses(
        b"MZ\x90\x00" + bytes(99), f"“{name}” is not a table but a program.", name=name
    )
    registry.takes(table(line("ก้อย")), "ก้อย", name=name)


def test_case_59_a_turned_name_of_a_program_is_told_as_it_is(registry: Registry) -> None:
    name = "people\u202exslx.exe"
    (said,) = registry.refuses(b"MZ\x90\x00", "“peoplexslx.exe” is not a table", name=name)
    assert "\u202e" not in said


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_case_59_60_the_name_of_a_picture_is_data_and_never_a_path(
    registry: Registry, name: str
) -> None:
    outside = sorted(registry.folder.root.parent.rglob("*"))
    with Database(registry.folder.database) as database:
        with database.writing() as uow:
            kept = store_picture(uow, registry.folder, small_picture(), PictureUse.EMBLEM, name)
        with database.reading() as session:
            found = session.exec(select(Attachment).where(Attachment.sha256 == kept)).one()
    assert found.name == name[:200]
    path = registry.folder.blob_path(kept)
    new = set(registry.folder.root.parent.rglob("*")) - {*outside, path, path.parent}
    assert not {each for each in new if not each.name.startswith("centre.db")}
    with pytest.raises(ValueError, match="x"):
        registry.folder.blob_path(name if "x" in name else f"{name}x")


def test_case_60_names_that_differ_in_case_are_one_picture(registry: Registry) -> None:
    same = small_picture()
    with Database(registry.folder.database) as database, database.writing() as uow:
        kept = {
            store_picture(uow, registry.folder, same, PictureUse.EMBLEM, name)
            for name in ("A.png", "a.png")
        }
    assert len(kept) == 1
    assert len([path for path in registry.folder.blobs.rglob("*") if path.is_file()]) == 1


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths that the system was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    return asked


@pytest.mark.parametrize("name", ["a.pdf", "a.PNG", "a.b.txt", "folder"])
def test_case_59_kinds_that_can_do_no_harm_are_opened(
    tmp_path: Path, opened: list[str], name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"") if path.suffix else path.mkdir()
    open_folder(path)
    assert opened == [str(path)]


@pytest.mark.parametrize(
    "name",
    [
        *("a.pdf.exe", "a.exe", "a.bat", "a.lnk", "a.html", "a.svg", "a.xlsm", "a"),
        *("a\u202efdp.exe", "a.app"),
    ],
)
def test_case_59_of_any_other_kind_the_folder_is_opened(
    tmp_path: Path, opened: list[str], name: str
) -> None:
    path = tmp_path / name
    path.mkdir() if path.suffix == ".app" else path.write_bytes(b"")
    open_folder(path)
    assert opened == [str(tmp_path)]


def test_case_59_a_link_named_as_a_paper_is_not_opened(tmp_path: Path, opened: list[str]) -> None:
    if not POSIX:
        return
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.sh").touch()
    (tmp_path / "paper.pdf").symlink_to(tmp_path / "bad" / "x.sh")
    open_folder(tmp_path / "paper.pdf")
    assert opened == [str(tmp_path / "bad")]


def test_case_60_a_file_of_five_gigabytes_is_refused_unread(registry: Registry) -> None:
    path = registry.put(b"")
    os.truncate(path, 5 << 30)
    registry.refuses(path, "“people.csv” is too large: more than 100 MB.")


@pytest.mark.parametrize("size", [0, 5 << 30])
def test_case_60_a_picture_of_no_or_too_many_bytes_is_refused(
    registry: Registry, qtbot: Any, size: int
) -> None:
    del qtbot
    before, path = digest(registry.folder), registry.put(b"", "ก.jpg")
    os.truncate(path, size)
    with Database(registry.folder.database) as database, people_window(database) as (window, _):
        window.current().ways.add()
        editor = window.current().findChild(PictureEditor)
        for said, chosen in (
            (PICTURE_REFUSED.format("ก.jpg"), path),
            (PICTURE_REFUSED.format("gone.jpg"), registry.place / "gone.jpg"),
            (PICTURE_REFUSED.format("files"), registry.place),
        ):
            editor.take_file(chosen)
            assert editor.fault() == said
            assert not editor.value()
    assert digest(registry.folder) == before


def test_case_60_a_file_that_went_away_is_said(registry: Registry) -> None:
    path = registry.put(table())
    path.unlink()
    registry.refuses(path, NOT_THERE)


def test_case_60_a_picture_deleted_while_it_is_copied_is_told(
    registry: Registry, blob: str
) -> None:
    before = digest(registry.folder, files=False)

    class Deleting:
        def step(self, done: int, total: int, text: str = "") -> None:
            del done, total, text
            registry.folder.blob_path(blob).unlink(missing_ok=True)

    progress: Progress = Deleting()
    backup = make_backup(registry.folder, Why.ASKED, progress=progress)
    assert backup.missing == (blob,)
    checked = registry.run("check")
    assert checked.code == 1
    assert f"found\tfile-missing\t{blob}" in checked.out
    with pytest.raises(BlobMissing) as caught:
        registry.folder.read_blob(blob)
    assert str(caught.value) == "A file that belongs to this record is missing or damaged."
    assert digest(registry.folder, files=False) == before


def test_case_60_a_link_is_followed_to_a_file_and_nowhere_else(registry: Registry) -> None:
    if not POSIX:
        return
    link = registry.place / "people.csv"
    link.symlink_to(registry.place / "real.csv")
    registry.refuses(link, NOT_THERE)
    registry.put(table(line("ก้อย")), "real.csv")
    registry.takes(link, "ก้อย")
    link.unlink()
    link.symlink_to(link)
    registry.refuses(link, "“people.csv” cannot be read.")
    link.unlink()
    link.symlink_to(registry.place, target_is_directory=True)
    registry.refuses(link, NOT_THERE)


def test_case_60_a_device_or_a_pipe_is_no_file(registry: Registry) -> None:
    if not POSIX:
        return
    registry.refuses(Path("/dev/zero"), NOT_THERE.replace("people.csv", "zero"))
    pipe = registry.place / "people.csv"
    os.mkfifo(pipe)
    registry.refuses(pipe, NOT_THERE)


def test_case_60_a_name_of_255_thai_letters_is_refused_where_the_disk_refuses_it(
    registry: Registry,
) -> None:
    name = "ก" * 251 + ".csv"
    registry.refuses(registry.place / name, f"“{name}” cannot be read.")
    before = digest(registry.folder)
    refused = registry.run("export", "people", registry.place / name)
    assert (refused.code, refused.out) == (1, [])
    assert f"“{name}” cannot be written here." in refused.err[0]
    assert not list(registry.place.iterdir())
    assert digest(registry.folder) == before


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            PermissionError(errno.EACCES, "in use"),
            "“people.csv” may not be opened. Close it in other",
        ),
        (
            OSError(errno.EIO, "The cloud file provider is not running"),
            "“people.csv” cannot be read.",
        ),
        (
            OSError(errno.EINVAL, "The cloud operation was unsuccessful"),
            "“people.csv” cannot be read.",
        ),
    ],
    ids=["held", "placeholder", "offline"],
)
def test_case_62_a_file_that_somebody_holds_is_said(
    registry: Registry, faulty: Callable[[str, OSError], None], error: OSError, sentence: str
) -> None:
    path = registry.put(table())
    faulty("open", error)
    registry.refuses(path, sentence)


def test_case_62_a_file_that_cannot_be_replaced_stays_as_it_was(
    registry: Registry, faulty: Callable[[str, OSError], None]
) -> None:
    path, before = registry.put("old", "out.csv"), digest(registry.folder)
    faulty("replace", PermissionError(errno.EACCES, "in use"))
    refused = registry.run("export", "people", path)
    assert refused.err == [
        "“out.csv” cannot be written here. Close it in other programs, or choose another folder."
    ]
    assert path.read_text("utf-8") == "old"
    assert [each.name for each in registry.place.iterdir()] == ["out.csv"]
    assert digest(registry.folder) == before
