"""What a disk may hold after a power cut, from the record of what a program did to it.

In the manner of SQLite's own crash tests: what was synced is there; of what was not, anything may be there or
not, each write by itself and each sector of a write by itself; a file may have stayed that was deleted.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.folder import CentreFolder
from tests.faults.disk import Event, watched_disk
from tests.faults.work import state_of_file

SECTOR = 512
# How much of what was not synced reached the disk, and whether single sectors of it did not.
SHARES = ((0.0, False), (1.0, False), (0.5, False), (0.9, False), (0.7, True))
SECTORS = 0.6


@dataclass
class _File:
    durable: bytearray
    waiting: list[Event] = field(default_factory=list)
    named: bool = True  # the folder on the disk knows it


class Platter:
    """The disk: what it keeps for certain, and what it has not written yet."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = {name: _File(bytearray(content)) for name, content in files.items()}
        self._deleted: dict[str, _File] = {}  # may come back

    def take(self, event: Event) -> None:
        """Do what the program did."""
        name = event.file
        if event.kind == "create":
            self._files[name] = _File(bytearray(), named=False)
        elif event.kind in {"write", "truncate"}:
            self._files[name].waiting.append(event)
        elif event.kind == "sync":
            self._sync(self._files[name])
        elif event.kind == "delete":
            self._deleted[name] = self._files.pop(name)
        elif event.kind == "delete!":
            self._files.pop(name, None)
            self._deleted.clear()  # the whole folder is synced

    def _sync(self, file: _File) -> None:
        for each in file.waiting:
            _apply(file.durable, each)
        file.waiting.clear()
        if not file.named:  # SQLite syncs the folder along with a new journal
            file.named = True
            self._deleted.clear()

    def after_cut(self, dice: random.Random) -> Iterator[tuple[str, bytes]]:
        """Yield the files as the power cut may leave them."""
        share, torn = dice.choice(SHARES)
        back = {name: file for name, file in self._deleted.items() if dice.random() < 0.5}
        for name, file in {**back, **self._files}.items():
            content = bytearray(file.durable)
            for each in file.waiting:
                if dice.random() < share:
                    for part in _sectors(each, dice) if torn else (each,):
                        _apply(content, part)
            if file.named or (content and dice.random() < share):
                yield name, bytes(content)

    def after_kill(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files as they are when the program is killed."""
        for name, file in self._files.items():
            content = bytearray(file.durable)
            for each in file.waiting:
                _apply(content, each)
            yield name, bytes(content)


def _sectors(event: Event, dice: random.Random) -> Iterator[Event]:
    """Yield those sectors of a write that reached the disk."""
    if event.kind != "write":
        yield event
        return
    start, content = event.at, event.content
    while content:
        size = SECTOR - start % SECTOR
        if dice.random() < SECTORS:
            yield event._replace(at=start, content=content[:size])
        start, content = start + size, content[size:]


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "truncate":
        del content[event.at :]
        return
    if len(content) < event.at:
        content.extend(bytes(event.at - len(content)))
    content[event.at : event.at + len(event.content)] = event.content


class Image(NamedTuple):
    """The files of a disk after a power cut, and how many sayings came before it."""

    said: int
    files: Sequence[tuple[str, bytes]]


@dataclass
class Record:
    """What a program did to its disk and what it said was saved, in order.

    ``states`` are marks of what the file held: ``states[0]`` at the beginning, ``states[n]`` after the n-th
    saying, which is in ``events`` as the number n.
    """

    states: list[str]
    files: dict[str, bytes] = field(default_factory=dict)  # at the beginning
    events: list[Event | int] = field(default_factory=list)

    def watch(self, event: Event) -> None:
        """Note what is done to the centre's own files."""
        if event.kind != "read" and event.file.startswith(tuple(self.files)):
            self.events.append(event)

    def saved(self, state: str) -> None:
        """Note that the program said it is saved."""
        self.events.append(len(self.states))
        self.states.append(state)

    def cuts(self, count: int, seed: int) -> Iterator[Image]:
        """Yield what power cuts at ``count`` moments leave."""
        dice = random.Random(seed)
        moments = sorted(dice.randint(1, len(self.events)) for _ in range(count))
        return self._images(moments, lambda platter: platter.after_cut(dice))

    def kills(self, every: int = 1) -> Iterator[Image]:
        """Yield what is left when the program is killed before each ``every``-th thing it does to the disk.

        The system writes what it was given before.
        """
        return self._images(range(0, len(self.events) + 1, every), Platter.after_kill)

    def _images(
        self, moments: Iterable[int], left: Callable[[Platter], Iterator[tuple[str, bytes]]]
    ) -> Iterator[Image]:
        platter, done, said = Platter(self.files), 0, 0
        for moment in moments:
            for event in self.events[done:moment]:
                if isinstance(event, int):
                    said = event
                else:
                    platter.take(event)
            done = moment
            yield Image(said, list(left(platter)))


def record_of(
    folder: CentreFolder, disk: Disk, work: Callable[[Callable[[], None]], None], **changed: object
) -> Record:
    """Do ``work``, which is given what to call after each write, on a disk of this kind; return the record."""
    record = Record([state_of_file(folder.database)])
    for beside in folder.root.glob("centre.db-*"):
        beside.unlink()
    record.files = {folder.database.name: folder.database.read_bytes()}
    with watched_disk(record.watch, disk, **changed):
        work(lambda: record.saved(state_of_file(folder.database)))
    return record


def write_files(files: Sequence[tuple[str, bytes]], folder: Path) -> None:
    """Put the files of an image into a folder that holds nothing else."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files:
        (folder / name).write_bytes(content)
