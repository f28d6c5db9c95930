"""Blocks of forms as plain text, a line a row."""

from collections.abc import Iterator

from learnsoc_desktop.reporting.forms.kinds import Contents, Cover


def form_lines(block: object) -> Iterator[str]:
    """Yield what a block of a form says; nothing for what says nothing."""
    match block:
        case Cover(title=title, lines=lines, chain=chain):
            yield from (title, *lines, *chain)
        case Contents():
            yield f"{block.title} | {block.page_title}"
            yield from (f"{entry.title} | {entry.page}" for entry in block.entries)
            yield block.note
        case _:
            return
