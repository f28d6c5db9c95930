"""The folder of a centre."""

import hashlib
from pathlib import Path

import pytest

from learnsoc_desktop.core.files import FileNotWritable
from learnsoc_desktop.data.errors import BlobMissing
from learnsoc_desktop.data.folder import CentreFolder


def test_that_a_file_is_kept_by_its_content(centre: CentreFolder) -> None:
    sha256 = centre.write_blob(b"picture")
    assert sha256 == hashlib.sha256(b"picture").hexdigest()
    assert centre.read_blob(sha256) == b"picture"
    assert centre.write_blob(b"picture") == sha256
    files = [path for path in centre.blobs.rglob("*") if path.is_file()]
    assert files == [centre.blobs / sha256[:2] / sha256]


def test_that_a_half_written_file_is_written_again(centre: CentreFolder) -> None:
    sha256 = centre.write_blob(b"picture")
    centre.blob_path(sha256).write_bytes(b"pic")
    centre.write_blob(b"picture")
    assert centre.read_blob(sha256) == b"picture"


def test_that_a_missing_or_changed_file_is_told(centre: CentreFolder) -> None:
    sha256 = centre.write_blob(b"picture")
    centre.blob_path(sha256).write_bytes(b"another")
    with pytest.raises(BlobMissing):
        centre.read_blob(sha256)
    centre.blob_path(sha256).unlink()
    with pytest.raises(BlobMissing):
        centre.read_blob(sha256)


@pytest.mark.parametrize("name", ["", "../../x", "a" * 63, "A" * 64, "/" + "a" * 63, "g" * 64])
def test_that_a_hash_is_never_a_path(centre: CentreFolder, name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the text is the hash
        centre.read_blob(name)


def test_that_room_is_kept_and_given_back(centre: CentreFolder) -> None:
    centre.keep_reserve(64 * 1024)
    content = centre.reserve.read_bytes()
    centre.keep_reserve(64 * 1024)
    assert len(content) == 64 * 1024
    assert centre.reserve.read_bytes() == content
    assert centre.release_reserve()
    assert not centre.release_reserve()


def test_that_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileNotWritable):
        CentreFolder(tmp_path / "file").prepare()
    assert not CentreFolder(tmp_path).has_centre()
