"""The learning passport: a booklet of one's own, with what is known of the learning, and pages to go on by hand."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Event
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import phone_grouped
from learnsoc_desktop.core.places import place_text
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.queries import profile
from learnsoc_desktop.features.centre.report import formal_head, paper
from learnsoc_desktop.features.people.card_queries import code_of
from learnsoc_desktop.features.people.passport_pages_report import (
    about_holder,
    goals,
    learned,
    own_log,
    ruled,
    skills,
    taught,
    wishes,
)
from learnsoc_desktop.features.people.passport_queries import Holder, holder_of, holders
from learnsoc_desktop.reporting.document import (
    Align,
    Block,
    Booklet,
    Filling,
    PageBreak,
    PageKind,
    Paragraph,
    Report,
    Space,
)
from learnsoc_desktop.reporting.forms.kinds import BookletCover

LEAST_RULED, LEAST_RULED_BLANK = 2, 8
FOLDED = "folded"
SMALL = 12.0  # TH points
BACK_TOP = 56.0  # mm over the words of the last page


def print_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return how a booklet is printed."""
    del session
    return [
        ("pages", _("A5 pages")),
        (FOLDED, _("To be folded and stapled")),
    ]


def learning_passports(
    session: Session,
    *,
    role: str = "",
    village: str = "",
    group: str = "",
    own_group: str = "",
    person: str = "",
    form: str = "filled",
    printed: str = "pages",
) -> Report:
    """Build a booklet for each of several persons, or an empty one.

    Args:
        session: Where to read.
        role: Id of the role; learners when empty, everybody when "all".
        village: Id of the village; all when empty, the first one where nothing else is chosen either.
        group: Id of the target group; all when empty.
        own_group: Id of a group made by hand, which is taken whole.
        person: Learner code of one person.
        form: "filled" or "blank", which is for nobody.
        printed: "pages" or "folded".

    Raises PersonNotFound for a code nobody has.
    """
    found: Sequence[Holder] = ()
    if form != "blank":
        found = holders(
            session, role=role, village=village, group=group, own_group=own_group, code=person
        )
    return _passports(session, found, folded=printed == FOLDED)


def passport_of(
    session: Session, person_id: UUID, events: Sequence[Event], *, folded: bool = False
) -> Report:
    """Build the booklet of a person; ``events`` are those of the learning path. Raises PersonNotFound."""
    return _passports(session, [holder_of(session, person_id, events)], folded=folded)


def _passports(session: Session, found: Sequence[Holder], *, folded: bool) -> Report:
    shared = paper(session)
    how = _("Print on both sides, turned over the short edge; fold and staple") if folded else ""
    back = _back(session, how)
    title = _("Learning passport")
    return Report(
        key="learning-passport",
        title=title,
        head=formal_head(session),
        page=PageKind.BOOKLET,
        period=found[0].name or "" if len(found) == 1 else "",
        filter=how,
        blocks=tuple(_booklet(holder, title, back) for holder in found or (Holder(),)),
        as_of=shared.as_of if found else None,
        sample=shared.sample and bool(found),
        foot_note="" if found else title,
        folded=folded,
    )


def _booklet(holder: Holder, title: str, back: Sequence[Block]) -> Booklet:
    issued = _("Issued on {date}").format(date=formats.date_long(local_today()))
    cover = BookletCover(
        title,
        (_("This book belongs to"), _("Learner code")),
        holder.name,
        holder.code,
        code_of(holder.code),
        holder.photo,
        _("Photo, 1 inch"),
        "" if holder.blank else issued,
    )
    pages = (
        about_holder(holder),
        goals(holder),
        skills(holder),
        *(() if holder.blank else (learned(holder), own_log(holder))),
        (*taught(holder), *wishes(holder)),
    )
    blocks: list[Block] = [cover]
    for page in pages:
        blocks += [PageBreak(), *page]
    least = LEAST_RULED_BLANK if holder.blank else LEAST_RULED
    filling = Filling(ruled(), least=least, after=1)
    return Booklet((*blocks, filling, PageBreak(), *back), holder=holder.name or "")


def _back(session: Session, how: str) -> Sequence[Block]:
    """Return the last page: whose booklets these are, how the centre is reached, how it is printed."""
    own = profile(session)
    details = own.details
    place = place_text(details.subdistrict, details.district, details.province, details.postcode)
    phone = phone_grouped(details.phone)
    said = (
        (_("Learn at every age, everywhere, as you need and like."), 17, 0.0),
        (own.name, 18, 12.0),
        (place, 15, 1.0),
        (_("Phone {number}").format(number=phone) if phone else "", 15, 1.0),
        (_("Found? Please return it to the centre."), 14, 12.0),
        (how, SMALL, 40.0),
    )
    lines = (
        Paragraph(text, size, align=Align.CENTRE, bold=text == own.name, air=air)
        for text, size, air in said
        if text
    )
    return (Space(BACK_TOP), *lines)
