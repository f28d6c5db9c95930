"""Minutes of a meeting in the manner of form 11: who came, agenda, resolutions, taker and checker."""

from dataclasses import dataclass, replace

from learnsoc_desktop.core.i18n import _, pgettext
from learnsoc_desktop.reporting.document import (
    Align,
    Block,
    Paragraph,
    Signature,
    Signatures,
)
from learnsoc_desktop.reporting.forms.kinds import Roster, Rule, WriteLines
from learnsoc_desktop.reporting.forms.letters import (
    DOTS,
    FEW_DOTS,
    INDENT,
    NOBODY,
    SIZE,
    with_room,
)

AGENDA_HANG = 32.0
BLANK_CAME, BLANK_NOT, BLANK_ALSO = 8, 3, 3
BLANK_LINES = 3
AIR = 1.2  # over a part


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item: its title, what was said, what was resolved."""

    title: str
    said: tuple[str, ...] = ()
    resolved: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What minutes say. People are name, position and role, or the reason why they did not come."""

    body: str = ""
    number: str = ""  # "4/2569"
    day: str = ""
    place: str = ""
    came: tuple[tuple[str, str, str], ...] = ()
    not_came: tuple[tuple[str, str, str], ...] = ()
    also: tuple[tuple[str, str, str], ...] = ()
    begun: str = ""
    ended: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    taker: Signature = NOBODY
    checker: Signature = NOBODY


def usual_agenda() -> tuple[AgendaItem, ...]:
    """Return the five items that every meeting has."""
    return tuple(
        AgendaItem(title)
        for title in (
            _("What the chair tells the meeting"),
            _("Approval of the minutes"),
            _("Matters arising"),
            _("Matters to consider"),
            _("Other matters"),
        )
    )


def minutes_blocks(minutes: Minutes) -> tuple[Block, ...]:
    """Return the minutes; ``Minutes()`` gives the form to be filled by hand."""
    blank = not minutes.agenda
    heads = (
        _("Minutes of the meeting of {body}").format(body=minutes.body or DOTS),
        pgettext("minutes", "No. {number}").format(
            number=minutes.number or f"{FEW_DOTS} / {FEW_DOTS}"
        ),
        _("On {day}").format(day=minutes.day or DOTS * 2),
        _("At {place}").format(place=minutes.place or DOTS * 3),
    )
    none = (0, 0, 0)
    rows = (BLANK_CAME, BLANK_NOT, BLANK_ALSO) if blank else none
    return (
        *(Paragraph(text, bold=True, align=Align.CENTRE, air=0.0) for text in heads),
        Rule(),
        *_people(pgettext("minutes", "Present"), minutes.came, rows[0]),
        *_people(_("Absent (if any)"), minutes.not_came, rows[1]),
        *_people(_("Also present (if any)"), minutes.also, rows[2]),
        Paragraph(minutes.begun or DOTS, lead=_("The meeting began at"), air=AIR),
        *(block for number, item in _numbered(minutes) for block in _item(number, item)),
        Paragraph(minutes.ended or DOTS, lead=_("The meeting ended at"), air=AIR + 0.4),
        Signatures(
            (
                _with_role(minutes.taker, _("Minutes taken by")),
                _with_role(minutes.checker, _("Minutes checked by")),
            ),
            size=SIZE,
            plain=True,
        ),
    )


def _numbered(minutes: Minutes) -> list[tuple[int, AgendaItem]]:
    return list(enumerate(minutes.agenda or usual_agenda(), start=1))


def _people(title: str, rows: tuple[tuple[str, str, str], ...], blank: int) -> list[Block]:
    """Return a list of people under its title; nothing where there are none."""
    if not rows and not blank:
        return []
    return [Paragraph(title, bold=True, air=AIR, keep=True), Roster(rows, blank=blank)]


def _item(number: int, item: AgendaItem) -> list[Block]:
    lead = _("Item {number}").format(number=number)
    air = AIR + (0.4 if item.said else 2.4)
    head = Paragraph(item.title, bold=True, lead=lead, hang=AGENDA_HANG, air=air, keep=True)
    if not item.said:
        return [head, WriteLines(BLANK_LINES, INDENT), WriteLines(1, INDENT, _("Resolved"))]
    said = [Paragraph(text, indent=INDENT, air=0.0) for text in item.said]
    resolved = Paragraph(item.resolved or DOTS, lead=_("Resolved"), indent=INDENT, air=0.0)
    return [head, *said, resolved]


def _with_role(person: Signature, role: str) -> Signature:
    return replace(with_room(person), role=person.role or role)
