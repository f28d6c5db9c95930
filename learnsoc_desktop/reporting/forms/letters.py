"""Letters of an office put together from blocks: memo, external letter, order, announcement.

A text that is empty leaves dots or lines to write on, so that the same function makes the blank form:
``memo_blocks(Memo())``. Texts come in the person's language; papers find their own digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from learnsoc_desktop.core.i18n import _, pgettext
from learnsoc_desktop.reporting.document import (
    Align,
    Beside,
    Block,
    Field,
    Fields,
    Paragraph,
    Signature,
    Signatures,
    Space,
    Together,
)
from learnsoc_desktop.reporting.forms.kinds import Choices, Crest, Roster, Rule, WriteLines

INDENT = 25.0  # of the first line of a paragraph
AIR = 2.1  # between two paragraphs
SIZE = 16.0
LABEL, LABEL_STEP = 20.0, 8.4  # of the head of a memo
BY_LEAD = -1.0
NUMBERED = 6.5  # room for the number of a point
SIGNED_AT = 0.68  # of the width
LETTER_SIGNED_AT = 0.6
BLANK_LINES, BLANK_LETTER_LINES = 10, 11
BLANK_NAMES = 5
NOBODY = Signature("")  # a line to sign on, a dotted line for the name
DOTS = "……………………"
FEW_DOTS = "…………"


@dataclass(frozen=True, slots=True)
class Memo:
    """What a memo says. ``parts`` are cause, wish and end; ``choices`` what a director ticks."""

    office: str = ""
    number: str = ""
    day: str = ""
    subject: str = ""
    to: str = ""
    parts: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    closing: str = ""
    writer: Signature = NOBODY
    director: Signature = NOBODY


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter to somebody outside says. ``address`` is the office's own, a line a text."""

    number: str = ""
    address: tuple[str, ...] = ()
    day: str = ""
    subject: str = ""
    to: str = ""
    reference: str = ""
    enclosures: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    closing: str = ""
    signer: Signature = NOBODY
    contact: tuple[str, ...] = ()  # who answers questions, telephone


@dataclass(frozen=True, slots=True)
class Order:
    """What an order or an announcement says. ``members`` are name, position and role of each."""

    title: str = ""  # "Order of the centre"
    number: str = ""  # none for an announcement
    subject: str = ""
    parts: tuple[str, ...] = ()
    members: tuple[tuple[str, str, str], ...] = ()
    duties_title: str = ""
    duties: tuple[str, ...] = ()
    closing: str = ""
    day: str = ""
    signer: Signature = NOBODY


def memo_blocks(memo: Memo, crest: bytes | None = None) -> tuple[Block, ...]:
    """Return a memo: head on dotted leaders, three parts, enclosures, writer, the director's ticks."""
    return (
        Crest(crest, _("Memorandum"), memo=True),
        Fields(
            (
                (Field(_("Office"), memo.office or None),),
                (
                    Field(_("Ref."), memo.number or None),
                    Field(pgettext("letter", "Date"), memo.day or None),
                ),
                (Field(_("Subject"), memo.subject or None),),
            ),
            size=SIZE,
            label_size=LABEL,
            step=LABEL_STEP,
        ),
        _to(memo.to, 2.4),
        *_body(memo.parts),
        *_points(memo.enclosures),
        *([Paragraph(memo.closing, indent=INDENT, air=AIR)] if memo.closing else []),
        _signed(memo.writer),
        Space(3),
        Together(
            (
                Paragraph(_("Opinion or order of the director"), bold=True),
                Choices(
                    (
                        (_("Noted"), False),
                        (pgettext("letter", "Approved"), False),
                        (_("Other"), False),
                    ),
                    columns=4,
                    write=True,
                ),
                WriteLines(1),
                _signed(memo.director, dated=True),
            )
        ),
    )


def letter_blocks(letter: Letter, crest: bytes | None = None) -> tuple[Block, ...]:
    """Return an external letter: garuda in the middle, number and address beside each other."""
    number = _("Ref. {number}").format(number=letter.number or DOTS)
    address = letter.address or (DOTS * 2, DOTS * 2)
    return (
        Crest(crest),
        Beside(Paragraph(number), Paragraph("\n".join(address)), share=0.56),
        Paragraph(letter.day or DOTS, inset=75.0, air=AIR),
        _led(_("Subject"), letter.subject),
        _to(letter.to, AIR),
        *([_led(_("Reference"), letter.reference)] if letter.reference else []),
        *_enclosed(letter.enclosures),
        *_body(letter.parts, BLANK_LETTER_LINES),
        *([Paragraph(letter.closing, indent=INDENT, air=AIR)] if letter.closing else []),
        Together(
            (
                Paragraph(_("Yours faithfully,"), inset=32.0, align=Align.CENTRE, air=5.0),
                _signed(letter.signer, place=LETTER_SIGNED_AT),
            )
        ),
        *([Paragraph("\n".join(letter.contact), size=SIZE, air=8.0)] if letter.contact else []),
    )


def order_blocks(order: Order, crest: bytes | None = None) -> tuple[Block, ...]:
    """Return an order: number and subject in the middle, points, members, the day, who gives it."""
    number = pgettext("letter", "No. {number}").format(
        number=order.number or f"{FEW_DOTS} / {FEW_DOTS}"
    )
    day = _("Ordered on {date}").format(date=order.day or DOTS)
    return _proclaimed(order, crest, (number,), day)


def announcement_blocks(order: Order, crest: bytes | None = None) -> tuple[Block, ...]:
    """Return an announcement: as an order, without a number."""
    day = _("Announced on {date}").format(date=order.day or DOTS)
    return _proclaimed(order, crest, (), day)


def _proclaimed(
    order: Order, crest: bytes | None, numbers: Sequence[str], day: str
) -> tuple[Block, ...]:
    subject = _("Subject: {subject}").format(subject=order.subject or DOTS * 2)
    middle = [
        Paragraph(text, bold=True, align=Align.CENTRE, air=0.0) for text in (*numbers, subject)
    ]
    blank = not order.parts
    members: list[Block] = []
    if order.members:
        members = [Roster(order.members)]
    elif blank and numbers:
        members = [Roster((), blank=BLANK_NAMES)]
    return (
        Crest(crest, order.title),
        *middle,
        Rule(),
        *_body(order.parts),
        *members,
        *([Paragraph(order.duties_title, indent=INDENT, air=AIR)] if order.duties_title else []),
        *_points(order.duties),
        *([Paragraph(order.closing, indent=INDENT, air=AIR)] if order.closing else []),
        Together(
            (
                Paragraph(day, inset=50.0, air=4.0),
                _signed(order.signer, place=LETTER_SIGNED_AT),
            )
        ),
    )


def _to(name: str, air: float) -> Block:
    return _led(pgettext("letter", "To"), name, air)


def _led(label: str, text: str, air: float = AIR) -> Block:
    """Return a line that begins with a word; dots where nothing is known."""
    if not text:
        return WriteLines(1, lead=label, bold=False)
    return Paragraph(text, lead=label, hang=BY_LEAD, air=air)


def _enclosed(texts: Sequence[str]) -> list[Block]:
    label = _("Enclosures")
    if len(texts) == 1:
        return [_led(label, texts[0])]
    numbered = "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
    return [_led(label, numbered)] if texts else []


def _body(parts: Sequence[str], blank: int = BLANK_LINES) -> list[Block]:
    """Return paragraphs, or lines to write them on."""
    if not parts:
        return [WriteLines(blank, INDENT)]
    return [Paragraph(text, indent=INDENT, air=AIR) for text in parts]


def _points(texts: Sequence[str]) -> list[Block]:
    """Return numbered points, as far in as paragraphs begin."""
    return [
        Paragraph(
            text, inset=INDENT, lead=f"{number}.", hang=NUMBERED, air=0.0 if number > 1 else 1
        )
        for number, text in enumerate(texts, start=1)
    ]


def _signed(person: Signature, *, place: float = SIGNED_AT, dated: bool = False) -> Signatures:
    person = with_room(person)
    return Signatures((person,), size=SIZE, plain=True, place=place, dated=dated)


def with_room(person: Signature) -> Signature:
    """Return who signs; somebody unknown gets dots for the position too."""
    if person.name or person.position:
        return person
    return Signature(person.role, position=_("Position {dots}").format(dots=DOTS))
