"""Stickers with names, and learners' cards: what is cut out and given to people."""

from collections.abc import Callable, Sequence

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import fiscal_year_of
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import phone_grouped
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.queries import profile
from learnsoc_desktop.features.centre.report import formal_head, paper, picture_reader
from learnsoc_desktop.features.people.card_queries import chosen_people, code_of
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import full_name, shown_name
from learnsoc_desktop.reporting.document import PageKind, Report
from learnsoc_desktop.reporting.forms.kinds import Card, Cards, Labels, LabelSize

SIZES = {
    "24": LabelSize(),
    "21": LabelSize(3, 7, 63.5, 38.1, 7.2, 15.1, 2.5),
    "14": LabelSize(2, 7, 99.1, 38.1, 4.7, 15.1, 2.5),
    "8": LabelSize(2, 4, 99.1, 67.7, 4.7, 13.1, 2.5),
    "cut": LabelSize(2, 6, 90.0, 44.0, 15.0, 12.0),
}


def size_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return the sheets of stickers that are sold, and plain paper that is cut."""
    del session
    sold = [
        (
            key,
            _("{count} on a sheet, {width} × {height} mm").format(
                count=size.columns * size.rows,
                width=formats.number(size.width, 1),
                height=formats.number(size.height, 1),
            ),
        )
        for key, size in SIZES.items()
        if key != "cut"
    ]
    return [*sold, ("cut", _("Plain paper, to be cut"))]


def end_of_year(session: Session) -> str:
    """Return the last day of this fiscal year, as a parameter."""
    del session
    return fiscal_year_of(local_today()).end.isoformat()


def name_labels(
    session: Session,
    *,
    role: str = "",
    village: str = "",
    group: str = "",
    sheet: str = "24",
    skip: str = "0",
) -> Report:
    """Build stickers with name, learner code and village.

    Args:
        session: Where to read.
        role: Id of the role; learners when empty, everybody when "all".
        village: Id of the village; all when empty.
        group: Id of the target group; all when empty.
        sheet: Key of the kind of sheet (``SIZES``).
        skip: How many stickers of the first sheet are used up.
    """
    shared = paper(session)
    rows = [
        tuple(text for text in (_name(person), person.learner_code, _place(moo, name)) if text)
        for person, moo, name in chosen_people(session, role, village, group)
    ]
    title = _("Name stickers")
    return Report(
        key="name-labels",
        title=title,
        head=formal_head(session),
        page=PageKind.BARE,
        blocks=(
            Labels(
                tuple(rows),
                SIZES.get(sheet, LabelSize()),
                formats.parse_number(skip or "0"),
                outlined=sheet == "cut",
                note=_foot(title, formal_head(session).centre),
            ),
        ),
        as_of=shared.as_of,
        sample=shared.sample,
        digits="arabic",  # codes are typed again
    )


def learner_cards(
    session: Session, *, role: str = "", village: str = "", group: str = "", until: str = ""
) -> Report:
    """Build learners' cards, eight on a page; the QR code says the learner code and nothing else.

    Args:
        session: Where to read.
        role: Id of the role; learners when empty, everybody when "all".
        village: Id of the village; all when empty.
        group: Id of the target group; all when empty.
        until: ISO date on which the cards run out; the end of this fiscal year when empty.
    """
    shared = paper(session)
    day = formats.parse_date(until or end_of_year(session))
    expiry = _("Valid until {date}").format(date=formats.date_long(day))
    phone = profile(session).details.phone
    head = formal_head(session)
    found = _("Found? Please return it to {centre}").format(centre=head.centre)
    if phone:
        found = _("Found? Please call {phone}").format(phone=phone_grouped(phone))
    read = picture_reader(session)
    cards = [
        _card(read, person, expiry)
        for person, _moo, _name in chosen_people(session, role, village, group)
    ]
    title = _("Learner card")
    return Report(
        key="learner-cards",
        title=title,
        head=head,
        page=PageKind.BARE,
        blocks=(
            Cards(
                tuple(cards),
                title,
                (_("Learner code"), _("Issued by"), found),
                _foot(title, head.centre),
            ),
        ),
        as_of=shared.as_of,
        sample=shared.sample,
        digits=formats.current_style().letter_digits,
    )


def _name(person: Person) -> str:
    return shown_name(person.title, person.first_name, person.last_name, person.nickname)


def _place(moo: int | None, name: str | None) -> str:
    number = _("moo {number}").format(number=moo) if moo is not None else ""
    return " ".join(part for part in (number, name or "") if part)


def _card(read: Callable[[str], bytes | None], person: Person, expiry: str) -> Card:
    first = full_name(person.title, person.first_name, "") or person.nickname
    return Card(
        first=first,
        last=person.last_name,
        number=person.learner_code,
        until=expiry,
        photo=read(person.picture),
        code=code_of(person.learner_code),
    )


def _foot(title: str, centre: str) -> str:
    """Return what stands at the foot: what it is, whose, and that it must not be made smaller."""
    return "   ".join((title, centre, _("Print at 100%")))
