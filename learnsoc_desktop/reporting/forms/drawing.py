"""Which module measures and draws each block of the forms."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from learnsoc_desktop.reporting.document import Block, Together
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.forms import (
    booklet_cover,
    certificate,
    contents,
    cover,
    entry_drawing,
    letter_drawing,
    stickers,
)
from learnsoc_desktop.reporting.forms import kinds as k
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
    k.Cover: _page(cover.draw),
    k.BookletCover: _page(booklet_cover.draw),
    k.ContentsHead: (contents.head_height, contents.draw_head),
    k.Entry: (contents.entry_height, contents.draw_entry),
    k.ContentsNote: (contents.note_height, contents.draw_note),
    k.Crest: (letter_drawing.crest_height, letter_drawing.draw_crest),
    k.Rule: (letter_drawing.rule_height, letter_drawing.draw_rule),
    k.RosterRow: (letter_drawing.roster_row_height, letter_drawing.draw_roster_row),
    k.Choices: (letter_drawing.choices_height, letter_drawing.draw_choices),
    k.WriteLines: (letter_drawing.write_height, letter_drawing.draw_write),
    k.Facts: (entry_drawing.facts_height, entry_drawing.draw_facts),
    k.EntryHead: (entry_drawing.head_height, entry_drawing.draw_head),
    k.PhotoRow: (entry_drawing.photos_height, entry_drawing.draw_photos),
    k.Shaded: (entry_drawing.shaded_height, entry_drawing.draw_shaded),
    k.Certificate: _page(certificate.draw),
    k.Cards: _page(stickers.draw_cards),
    k.Labels: _page(stickers.draw_labels),
}
CLOSE = frozenset((k.Entry, k.ContentsNote, k.RosterRow))  # blocks with their own air
CUT: Mapping[type[Any], Callable[[Any], Sequence[Block]]] = {
    k.Contents: contents.parts,
    k.Roster: letter_drawing.roster_rows,
    k.Photos: entry_drawing.photo_rows,
    k.Cards: stickers.card_pages,
    k.Labels: stickers.label_pages,
}


def parts(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, those that may run over pages in the parts that stand on one."""
    for block in blocks:
        if isinstance(block, Together):
            yield replace(block, blocks=tuple(parts(block.blocks)))
        elif type(block) in CUT:
            yield from CUT[type(block)](block)
        else:
            yield block
