"""What kind of disk a file lies on, as far as the system tells."""

import ctypes
import os
import shutil
import sys
from enum import Enum
from pathlib import Path

NETWORK_SYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smbfs",
        "smb3",
        "ncpfs",
        "afs",
        "9p",
        "ceph",
        "glusterfs",
        "davfs",
        "vboxsf",
    }
    | {f"fuse.{name}" for name in ("sshfs", "davfs2", "rclone", "gvfsd-fuse", "vmhgfs-fuse")}
)
STICK_SYSTEMS = frozenset({"vfat", "exfat", "msdos", "fuseblk"})
WINDOWS_REMOVABLE, WINDOWS_REMOTE = 2, 4


class Disk(Enum):
    """Decides the journal: a write-ahead log needs shared memory and a disk that stays."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"


def kind_of_disk(path: Path) -> Disk:
    """Return the kind of disk ``path`` lies on; FIXED when the system does not tell."""
    if sys.platform == "win32":
        return _on_windows(path)
    if sys.platform == "darwin":
        return Disk.REMOVABLE if path.resolve().parts[1:2] == ("Volumes",) else Disk.FIXED
    return _on_linux(path)


def free_bytes(path: Path) -> int | None:
    """Return how many bytes may still be written on the disk of ``path``; None when the system does not tell."""
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return None


def _on_windows(path: Path) -> Disk:
    drive = path.resolve().drive
    if drive.startswith("\\\\"):
        return Disk.NETWORK
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return {WINDOWS_REMOVABLE: Disk.REMOVABLE, WINDOWS_REMOTE: Disk.NETWORK}.get(kind, Disk.FIXED)


def _on_linux(path: Path) -> Disk:
    try:
        device = (path if path.exists() else path.parent).stat().st_dev
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return Disk.FIXED
    number = f"{os.major(device)}:{os.minor(device)}"
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        if before.split()[2] != number:
            continue
        system = after.split()[0]
        if system in NETWORK_SYSTEMS:
            return Disk.NETWORK
        return Disk.REMOVABLE if system in STICK_SYSTEMS or _removable(number) else Disk.FIXED
    return Disk.FIXED


def _removable(number: str) -> bool:
    """Return whether the block device ``major:minor``, or the disk it is a part of, can be pulled."""
    block = Path("/sys/dev/block") / number
    for flag in (block / "removable", block.resolve().parent / "removable"):
        try:
            if flag.read_text().strip() == "1":
                return True
        except OSError:
            continue
    return False
