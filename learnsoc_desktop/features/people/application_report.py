"""The application form: blank for handwriting, or filled from a record and only to be signed."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import grouped, phone_grouped
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.queries import code_texts, codes, villages
from learnsoc_desktop.features.centre.report import (
    formal_head,
    paper,
    picture_reader,
    signature_blocks,
)
from learnsoc_desktop.features.people.consent_rules import OF_AGE
from learnsoc_desktop.features.people.model import PersonDetails, Sex
from learnsoc_desktop.features.people.more_file_queries import more_values
from learnsoc_desktop.features.people.names import full_name
from learnsoc_desktop.features.people.own_lines_report import own_lines
from learnsoc_desktop.features.people.queries import person_details
from learnsoc_desktop.reporting.document import (
    Beside,
    Block,
    Field,
    Fields,
    Heading,
    Note,
    Paragraph,
    Report,
    Signature,
    Signatures,
)
from learnsoc_desktop.reporting.forms.kinds import Choices, Photo, PhotoRow, WriteLines

SIZE = 14.5  # TH points: everything stands on one page
STEP = 6.2  # mm from line to line
PHOTO = 30.0  # mm, a little more than the inch that is stuck on
GROUPS_IN_A_ROW = 4
REASON = 2  # lines to write; with fields of the centre's own one, so that all stays on a page
OWN_LINES, OWN_LINES_BLANK = 2, 1
BESIDE = ("nationality", "guardian_name")


def application_form(session: Session, *, course: str = "") -> Report:
    """Build a blank form.

    Args:
        session: Where to read.
        course: What is applied for; left to be written when empty.
    """
    return _form(session, course, None)


def application_of(session: Session, person_id: UUID) -> Report:
    """Build the form of one person, to be looked over and signed. Raises PersonNotFound."""
    return _form(session, "", person_id)


def _form(session: Session, course: str, person_id: UUID | None) -> Report:
    shared = paper(session)
    person = person_details(session, person_id) if person_id else None
    said = _Said(session, person_id, person)
    lines = OWN_LINES if person_id else OWN_LINES_BLANK
    own = own_lines(session, person_id, lines, blank=True)
    return Report(
        key="application-form",
        title=_("Application form"),
        head=formal_head(session),
        fields=Fields(((Field(_("Applies for"), course or None),),), SIZE, step=STEP),
        blocks=(
            Beside(
                Fields(_first_lines(said), SIZE, step=STEP),
                PhotoRow((Photo(said.picture, _("Photo, 1 inch")),), 1, PHOTO, frames=True),
                share=0.82,
            ),
            Fields((*_about(said), *own), SIZE, step=STEP),
            Heading(_("Address")),
            Fields(_addresses(said), SIZE, step=STEP),
            Heading(_("Target group")),
            Choices(said.groups(session), GROUPS_IN_A_ROW, write=True),
            Heading(_("Why and what for")),
            WriteLines(REASON - bool(own), lead=_("Reason for applying"), bold=False),
            WriteLines(1, lead=_("Heard of it from"), bold=False),
            *_declared(session, said),
        ),
        as_of=shared.as_of if person else None,
        sample=shared.sample,
        digits=formats.current_style().letter_digits,
        foot_note="" if person else _("Application form"),
    )


class _Said:
    """What is known of a person as the form writes it; of nobody every answer is left to be written."""

    def __init__(
        self, session: Session, person_id: UUID | None, person: PersonDetails | None
    ) -> None:
        self._person = person
        more = more_values(session, [person_id], BESIDE) if person_id else {}
        self._more = more.get(person_id, {}) if person_id else {}
        self._words = code_texts(session) if person else {}
        self._villages = {row.id: row.text for row in villages(session)} if person else {}
        named = person.picture if person else ""
        self.picture = picture_reader(session)(named) if named else None
        self.today = local_today() if person else None

    def text(self, name: str) -> str | None:
        """Return a stored text; None for nothing."""
        return str(getattr(self._person, name) or "") or None if self._person else None

    def beside(self, name: str) -> str | None:
        """Return a text that stands beside the main record; None for nothing."""
        return self._more.get(name)

    def word(self, name: str) -> str | None:
        """Return the word of a code."""
        return self._words.get(getattr(self._person, name)) if self._person else None

    @property
    def name(self) -> str | None:
        """Title, first and last name."""
        person = self._person
        return full_name(person.title, person.first_name, person.last_name) if person else None

    @property
    def sex(self) -> str | None:
        """The sex, where it was told."""
        told = self._person is not None and self._person.sex is not Sex.UNSPECIFIED
        return self._person.sex.label if self._person and told else None

    @property
    def born(self) -> PartialDate | None:
        """The date of birth as exactly as it is known."""
        return (
            PartialDate.from_text(self._person.born) if self._person and self._person.born else None
        )

    @property
    def age(self) -> int | None:
        """Age today in whole years."""
        return self.born.age_on(local_today()) if self.born else None

    @property
    def village(self) -> str | None:
        """Number and name of the village."""
        return self._villages.get(self._person.village_id) if self._person else None  # type: ignore[arg-type]

    def groups(self, session: Session) -> tuple[tuple[str, bool], ...]:
        """Return every target group, and whether the person is of it."""
        mine = set(self._person.target_groups) if self._person else set()
        return tuple((word.text, word.id in mine) for word in codes(session, "target_group"))


def _first_lines(said: _Said) -> tuple[tuple[Field, ...], ...]:
    return (
        (Field(_("Name"), said.name), Field(_("Nickname"), said.text("nickname"), 0.45)),
        (
            Field(_("ID number"), _number(said), 1.3, verbatim=True),
            Field(_("Sex"), said.sex, 0.5),
        ),
        (
            Field(_("Born"), said.born.in_words() if said.born else None, 1.1),
            Field(_("Age"), said.age, 0.6, Kind.NUMBER),
        ),
        (
            Field(_("Nationality"), said.beside("nationality")),
            Field(_("Learner code"), said.text("learner_code"), verbatim=True),
        ),
    )


def _number(said: _Said) -> str | None:
    number = said.text("id_number")
    return grouped(number) if number else None


def _about(said: _Said) -> tuple[tuple[Field, ...], ...]:
    phone = said.text("phone")
    return (
        (
            Field(_("Phone"), phone and phone_grouped(phone), 1.2),
            Field(_("LINE"), said.text("line_id"), verbatim=True),
        ),
        (Field(_("Education"), said.word("education_id")), Field(_("School"), None)),
        (Field(_("Occupation"), said.word("occupation_id")), Field(_("Place of work"), None)),
    )


def _addresses(said: _Said) -> tuple[tuple[Field, ...], ...]:
    here = (_("Now"), "", said.village)
    registered = (_("In the house register"), "registered_", said.text("registered_village"))
    lines: list[tuple[Field, ...]] = []
    for title, before, village in (here, registered):
        parts = [
            said.text(before + name) for name in ("house_no", "road", "subdistrict", "district")
        ]
        province, post = (said.text(before + name) for name in ("province", "postcode"))
        lines += [
            (
                Field(title, None if parts[0] is None else parts[0], 1.3),
                Field(_("Village"), village, 1.2),
                Field(_("Lane, road"), parts[1]),
            ),
            (
                Field(_("Sub-district"), parts[2]),
                Field(_("District"), parts[3]),
                Field(_("Province"), province),
                Field(_("Post code"), post, 0.8),
            ),
        ]
    return tuple(lines)


def _declared(session: Session, said: _Said) -> Sequence[Block]:
    words = _(
        "I declare that what is written above is true, and that I have read the notice on personal data."
    )
    people = [Signature(_("Applicant"), said.name or "")]
    if said.age is None or said.age < OF_AGE:
        people.append(Signature(_("Guardian"), said.beside("guardian_name") or ""))
    taken = signature_blocks(session, 1).people[:1]
    people += [Signature(_("Received by"), one.name, one.position) for one in taken]
    blocks: list[Block] = [Paragraph(words, SIZE, indent=12.0), Signatures(tuple(people))]
    if said.age is None:
        rule = _("Under {years} years of age the guardian signs too.")
        blocks.insert(1, Note(rule.format(years=formats.number(OF_AGE))))
    return blocks
