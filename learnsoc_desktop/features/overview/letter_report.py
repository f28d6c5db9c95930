"""Letters of the centre: the memo or letter that hands in a summary, and forms to be filled by hand."""

from collections.abc import Sequence

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import Period
from learnsoc_desktop.core.i18n import N_, _, pgettext
from learnsoc_desktop.core.identity import phone_grouped
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.activities.count_queries import CountFilter, Counts, counts
from learnsoc_desktop.features.centre.periods import period as period_of
from learnsoc_desktop.features.centre.queries import profile, signatories
from learnsoc_desktop.features.centre.report import formal_head, garuda, paper
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.reporting.document import Block, PageKind, Report, Signature
from learnsoc_desktop.reporting.forms.letters import (
    NOBODY,
    Letter,
    Memo,
    Order,
    announcement_blocks,
    letter_blocks,
    memo_blocks,
    order_blocks,
)
from learnsoc_desktop.reporting.forms.meetings import Minutes, minutes_blocks

LETTER = N_("Letter to another office")
FORMS = {
    "memo": N_("Memo"),
    "letter": LETTER,
    "blank_memo": N_("Memo, blank for handwriting"),
    "blank_letter": N_("Letter, blank for handwriting"),
}


def letter_forms(session: Session) -> Sequence[tuple[str, str]]:
    """Return the versions of the letter that hands something in."""
    del session
    return [(form, _(title)) for form, title in FORMS.items()]


def office_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return the organisations an order may be of: the centre first, then those over it."""
    chain = formal_head(session).chain
    return [(str(place), name) for place, name in enumerate(chain)] or [("0", _("The centre"))]


def cover_memo(
    session: Session,
    *,
    form: str = "memo",
    number: str = "",
    to: str = "",
    **when: str,
) -> Report:
    """Build the memo or the letter that hands in the summary of a period, with its figures.

    Args:
        session: Where to read.
        form: "memo", "letter", "blank_memo" or "blank_letter".
        number: Number of the document, after the centre's prefix; left open when empty.
        to: To whom; a memo goes to the director of the district centre when empty, a letter is left open.
        **when: The parameters of ``centre.period_parameters.PERIOD``.

    Raises LastDayBeforeFirst.
    """
    period = period_of(**when)
    if form.startswith("blank"):
        title, blocks = _blank(session, form)
        return _report(session, "cover-memo", title, blocks)
    details = profile(session).details
    if not to and form == "memo" and details.district_office:
        to = _("The director of {office}").format(office=details.district_office)
    counted = counts(session, CountFilter(period.start, period.end))
    subject = _("Summary of learning activities, {period}").format(period=period.title())
    handed = _("The summary is handed in with the papers enclosed:")
    if form == "letter":
        handed = _("The summary is sent to you as enclosed.")
    parts = (_cause(session), f"{_results(counted, period)} {handed}")
    enclosures = (_("{paper}, 1 copy").format(paper=subject),)
    closing = _("Submitted for your information and consideration.")
    day = formats.date_long(local_today())
    crest = garuda(session)
    writer, director = _signers(session)
    if form == "letter":
        letter = Letter(
            _document(session, number),
            _address(session),
            day,
            subject,
            to,
            "",
            enclosures,
            parts,
            closing,
            director,
            _contact(session),
        )
        blocks = letter_blocks(letter, crest)
        return _report(session, "cover-memo", _(LETTER), blocks, period=period.dates())
    memo = Memo(
        "  ".join(_contact(session)),
        _document(session, number),
        day,
        subject,
        to,
        parts,
        enclosures,
        closing,
        writer,
        director,
    )
    blocks = memo_blocks(memo, crest)
    return _report(session, "cover-memo", _("Memorandum"), blocks, period=period.dates())


def _blank(session: Session, form: str) -> tuple[str, tuple[Block, ...]]:
    """Return title and blocks of a form to be filled by hand; who writes is known."""
    crest = garuda(session)
    writer, director = _signers(session)
    if form == "blank_letter":
        letter = Letter(address=_address(session), signer=director, contact=_contact(session))
        return _(LETTER), letter_blocks(letter, crest)
    memo = Memo(office="  ".join(_contact(session)), writer=writer, director=director)
    return _("Memorandum"), memo_blocks(memo, crest)


def _cause(session: Session) -> str:
    return _(
        "{centre} holds learning activities for the people of its area, and reports what came of them "
        "for each period."
    ).format(centre=formal_head(session).centre)


def _results(counted: Counts, period: Period) -> str:
    """Return the sentence of figures."""

    def people(sex: Sex) -> str:
        return formats.number(sum(person.sex is sex for person in counted.people))

    if period.end < local_today():
        said = _(
            "The results of {period} ({dates}) are now summed up: {activities} activities in {sessions} "
            "sessions of {hours} hours; {people} people took part, {men} men and {women} women, "
            "{participations} times in all."
        )
    else:
        said = _(
            "{period} ({dates}) is not over. Its results up to {today}: {activities} activities in {sessions} "
            "sessions of {hours} hours; {people} people took part, {men} men and {women} women, "
            "{participations} times in all."
        )
    return said.format(
        today=formats.date_long(local_today()),
        period=period.title(),
        dates=period.dates(),
        activities=formats.number(counted.activities),
        sessions=formats.number(counted.sessions),
        hours=formats.hours(counted.minutes_held),
        people=formats.number(len(counted.people)),
        men=people(Sex.MALE),
        women=people(Sex.FEMALE),
        participations=formats.number(counted.participations),
    )


def _document(session: Session, number: str) -> str:
    """Return the number of a document; room for the running number where it is not known yet."""
    prefix = profile(session).details.document_prefix
    return f"{prefix}/{number}" if prefix else number


def _address(session: Session) -> tuple[str, ...]:
    """Return the centre's name and place, as they stand at the right of a letter."""
    details = profile(session).details
    lines = (
        formal_head(session).centre,
        _("{subdistrict} sub-district").format(subdistrict=details.subdistrict)
        if details.subdistrict
        else "",
        _("{district} district, {province} province {postcode}")
        .format(district=details.district, province=details.province, postcode=details.postcode)
        .strip()
        if details.district
        else "",
    )
    return tuple(line for line in lines if line)


def _contact(session: Session) -> tuple[str, ...]:
    phone = profile(session).details.phone
    lines = (
        formal_head(session).centre,
        _("Tel. {phone}").format(phone=phone_grouped(phone)) if phone else "",
    )
    return tuple(line for line in lines if line)


def _signers(session: Session) -> tuple[Signature, Signature]:
    """Return who writes and who decides: the first and the last of those who sign."""
    people = [Signature("", person.name, person.position) for person in signatories(session)]
    if not people:
        return NOBODY, NOBODY
    return people[0], people[-1] if len(people) > 1 else NOBODY


def minutes_form(
    session: Session, *, body: str = "", number: str = "", day: str = "", place: str = ""
) -> Report:
    """Build the form of minutes: head as it is known, the rest to be written.

    Args:
        session: Where to read.
        body: Who met; the committee of the centre when empty.
        number: Number and year of the meeting.
        day: ISO date of the meeting.
        place: Where it was held.
    """
    centre = formal_head(session).centre
    minutes = Minutes(
        body=body or _("the committee of {centre}").format(centre=centre),
        number=number,
        day=formats.date_full(formats.parse_date(day)) if day else "",
        place=place,
    )
    return _report(session, "minutes", _("Minutes"), minutes_blocks(minutes))


def order_form(
    session: Session, *, office: str = "0", number: str = "", subject: str = "", day: str = ""
) -> Report:
    """Build the form of an order.

    Args:
        session: Where to read.
        office: Place in the chain of who orders; "0" is the centre.
        number: Number and year of the order.
        subject: What it is about.
        day: ISO date of the order.
    """
    name = _office(session, office)
    order = Order(
        _("Order of {office}").format(office=name),
        number,
        subject,
        day=_long(day),
        signer=_signers(session)[1],
    )
    blocks = order_blocks(order, garuda(session))
    return _report(session, "order", pgettext("letter", "Order"), blocks)


def announcement_form(
    session: Session, *, office: str = "0", subject: str = "", day: str = ""
) -> Report:
    """Build the form of an announcement; see ``order_form``."""
    name = _office(session, office)
    order = Order(
        _("Announcement of {office}").format(office=name),
        subject=subject,
        day=_long(day),
        signer=_signers(session)[1],
    )
    blocks = announcement_blocks(order, garuda(session))
    return _report(session, "announcement", _("Announcement"), blocks)


def _office(session: Session, office: str) -> str:
    choices = dict(office_choices(session))
    return choices.get(office) or choices["0"]


def _long(day: str) -> str:
    """Return a date with its era, as orders have it."""
    return formats.date_solemn(formats.parse_date(day)) if day else ""


def _report(
    session: Session, key: str, title: str, blocks: tuple[Block, ...], *, period: str = ""
) -> Report:
    shared = paper(session)
    return Report(
        key=key,
        title=title,
        head=formal_head(session),
        page=PageKind.LETTER,
        period=period,
        blocks=blocks,
        as_of=shared.as_of,
        sample=shared.sample,
        digits=formats.current_style().letter_digits,
    )
