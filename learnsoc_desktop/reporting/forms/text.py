"""Blocks of forms as plain text, a line a row; cells apart by " | "."""

from collections.abc import Callable, Iterator

from learnsoc_desktop.reporting.forms import kinds as k

OPEN = "……"  # what is left to be written


def form_lines(block: object, say: Callable[[str], str]) -> Iterator[str]:
    """Yield what a block of a form says; nothing for what says nothing.

    ``say`` gives a text in the digits of the paper; codes keep theirs.
    """
    if isinstance(block, k.Cards):
        yield say(block.title)
        for card in block.items:
            yield " | ".join((say(card.first), say(card.last), card.number, say(card.until)))
        return
    if isinstance(block, k.BookletCover):
        yield say(block.title)
        yield f"{block.labels[0]} {OPEN if block.name is None else say(block.name)}"
        yield f"{block.labels[1]} {block.number or OPEN}"
        yield say(block.issued)
        return
    yield from map(say, _lines(block))


def _lines(block: object) -> Iterator[str]:
    match block:
        case k.Cover(title=title, lines=lines, chain=chain):
            yield from (title, *lines, *chain)
        case k.Contents():
            yield f"{block.title} | {block.page_title}"
            yield from (f"{entry.title} | {entry.page}" for entry in block.entries)
            yield block.note
        case k.Crest(title=title):
            yield title
        case k.Roster():
            yield from _roster(block)
        case k.Choices(items=items):
            yield "   ".join(f"[{'/' if ticked else ' '}] {text}" for text, ticked in items)
        case k.WriteLines(count=count, lead=lead):
            yield f"{lead} {OPEN}".strip()
            yield from [OPEN] * (count - 1)
        case k.Certificate():
            yield from _certificate(block)
        case k.Labels(items=items):
            yield from (" | ".join(lines) for lines in items)
        case _:
            yield from _entry_lines(block)


def _entry_lines(block: object) -> Iterator[str]:
    """Yield what a part of a record or of an entry of a directory says."""
    match block:
        case k.EntryHead():
            yield f"{block.kind} | {block.number}"
            yield from (block.name, block.about)
        case k.Facts(rows=rows):
            yield from (f"{label} {OPEN if value is None else value}" for label, value in rows)
        case k.Photos(items=items, frames=frames) | k.PhotoRow(items=items, frames=frames):
            yield from (item.caption for item in items if frames or item.picture)
        case k.Shaded(lines=lines):
            yield from lines
        case _:
            return


def _roster(block: k.Roster) -> Iterator[str]:
    for number, cells in enumerate(block.rows, block.first):
        yield f"{number}. {' | '.join(cells)}"
    first = block.first + len(block.rows)
    yield from (f"{number}. {OPEN}" for number in range(first, first + block.blank))


def _certificate(block: k.Certificate) -> Iterator[str]:
    lines = (*block.offices, block.title, block.opening, block.name, block.deed, block.course)
    for line in (*lines, *block.details):
        yield OPEN if line is None else line
    yield from (f"({block.signer or OPEN})", block.position, block.number, block.register)
