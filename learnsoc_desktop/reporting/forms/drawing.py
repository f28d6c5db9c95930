"""Which module measures and draws each block of the forms."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from learnsoc_desktop.reporting.document import Block, Together
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms import contents, cover
from learnsoc_desktop.reporting.forms.kinds import (
    Contents,
    ContentsHead,
    ContentsNote,
    Cover,
    Entry,
)
from learnsoc_desktop.reporting.forms.setting import Setting

WHOLE_PAGE = 1000.0  # mm: higher than any, so that nothing follows on the same page

Height = Callable[[Setting, Any, float], float]
Draw = Callable[[Setting, Any, Surface, float, float, float], None]


def _page(draw: Callable[[Setting, Any, Surface, float, float], None]) -> tuple[Height, Draw]:
    """Return how to place what fills a page, wherever the flow has come to."""
    return (
        lambda _setting, _block, _width: WHOLE_PAGE,
        lambda setting, block, surface, x, _y, width: draw(setting, block, surface, x, width),
    )


WAYS: Mapping[type[Any], tuple[Height, Draw]] = {
    Cover: _page(cover.draw),
    ContentsHead: (contents.head_height, contents.draw_head),
    Entry: (contents.entry_height, contents.draw_entry),
    ContentsNote: (contents.note_height, contents.draw_note),
}
CLOSE = frozenset((Entry, ContentsNote))  # blocks with their own air
CUT: Mapping[type[Any], Callable[[Any], Sequence[Block]]] = {Contents: contents.parts}


def parts(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, those that may run over pages in the parts that stand on one."""
    for block in blocks:
        if isinstance(block, Together):
            yield Together(tuple(parts(block.blocks)))
        elif type(block) in CUT:
            yield from CUT[type(block)](block)
        else:
            yield block
