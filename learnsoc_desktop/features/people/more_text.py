"""What the card of a person says of the rest of the record: a line a topic, only what is filled."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import mask_phone
from learnsoc_desktop.features.people.model import PersonStatus
from learnsoc_desktop.features.people.more_model import PersonName, RoleTerm, StudyTerm
from learnsoc_desktop.features.people.more_queries import Record
from learnsoc_desktop.features.people.more_rules import is_now, needs_guardian

KPC_WANTED = 200  # hours of quality of life that a level of basic education asks for


class Line(NamedTuple):
    """One line with its icon; ``tone`` as in ``ui.text.Remark``."""

    icon: str
    text: str
    tone: str = "ink_soft"


def card_lines(record: Record, person_id: UUID, today: date) -> Sequence[Line]:
    """Return what is known beside the main record, one topic a line."""
    lines = [
        Line("languages", _joined(name_text(record, each) for each in record.names)),
        Line("flag", _joined((_word(record, record.more.clergy_id), record.more.nationality))),
        Line("book-open", _spoken(record)),
        _guardian(record, today),
        Line("users", _household(record, person_id)),
        Line("history", _status(record)),
        Line(
            "briefcase",
            _joined(term_text(record, each) for each in record.terms if is_now(each, today)),
        ),
        Line("graduation-cap", _study(record)),
        Line("link", _access(record)),
        Line("heart", _said(record, record.more.welfare)),
        *_sensitive(record),
    ]
    return [line for line in lines if line.text]


def name_text(record: Record, name: PersonName) -> str:
    """Return a name with the language it is written in."""
    language = _word(record, name.language_id)
    return f"{name.name} ({language})" if language else name.name


def term_text(record: Record, term: RoleTerm) -> str:
    """Return a role with its position and time."""
    role = _joined((_word(record, term.role_id), term.position))
    return f"{role}, {span_text(term)}"


def span_text(term: RoleTerm) -> str:
    """Return the time of a term."""
    began = formats.date_brief(term.from_on)
    if term.to_on is None:
        return _("since {date}").format(date=began)
    return _("{first} to {last}").format(first=began, last=formats.date_brief(term.to_on))


def study_text(study: StudyTerm) -> str:
    """Return group and hours of a semester."""
    hours = study.quality_hours
    count = _("KPC {hours} h").format(hours=formats.number(hours)) if hours is not None else ""
    return _joined((study.group_name, count))


def quality_hours(record: Record, level_id: UUID | None) -> int:
    """Return the hours of quality of life (KPC) of all semesters of a level."""
    return sum(each.quality_hours or 0 for each in record.studies if each.level_id == level_id)


def _spoken(record: Record) -> str:
    literacy = record.more.literacy
    return _joined((_said(record, record.more.languages), literacy.label if literacy else ""))


def _guardian(record: Record, today: date) -> Line:
    more = record.more
    if record.guardian:
        relation = _word(record, more.guardian_relation_id)
        who = f"{record.guardian} ({relation})" if relation else record.guardian
        text = _joined((who, mask_phone(more.guardian_phone)))
        return Line("shield-check", _("Guardian: {name}").format(name=text))
    needed = needs_guardian(record.born, today)
    return Line("shield-check", _("Under 20: no guardian is noted.") if needed else "", "late")


def _household(record: Record, person_id: UUID) -> str:
    others = []
    for each in record.household:
        if each.person_id != person_id:
            relation = _word(record, each.relation_id)
            others.append(f"{each.name} ({relation})" if relation else each.name)
    return _("Lives with {names}").format(names=", ".join(others)) if others else ""


def _status(record: Record) -> str:
    newest = next(iter(record.changes), None)
    if newest is None or newest.status is not record.status:
        label = record.status.label
        active = record.status is PersonStatus.ACTIVE
        return "" if active else _("{status}: since when is not noted").format(status=label)
    since = _("since {date}").format(date=formats.date_brief(newest.since))
    return _joined((f"{newest.status.label} {since}", newest.reason))


def _study(record: Record) -> str:
    study = next(iter(record.studies), None)
    if study is None:
        return ""
    hours = quality_hours(record, study.level_id)
    kpc = _("KPC {hours} of {wanted} h").format(
        hours=formats.number(hours), wanted=formats.number(KPC_WANTED)
    )
    level = _word(record, study.level_id)
    return _joined((level, study.semester, study.group_name, kpc if hours else ""))


def _access(record: Record) -> str:
    more = record.more
    internet = _word(record, more.internet_id)
    return _joined(
        (
            _said(record, more.devices),
            _("Internet: {where}").format(where=internet) if internet else "",
            _("Comes by: {how}").format(how=_said(record, more.transport))
            if more.transport
            else "",
        )
    )


def _sensitive(record: Record) -> Sequence[Line]:
    details = record.sensitive
    if details is None:
        text = _("Religion, ethnicity, disability and health: kept once consent is noted.")
        return (Line("lock", text),)
    card = details.disability_card
    until = details.disability_card_until
    valid = _("until {date}").format(date=formats.date_brief(until)) if card and until else ""
    disability = _joined((_said(record, details.disabilities), _said(record, details.supports)))
    number = _("card {number}").format(number=card) if card else ""
    return (
        Line("lock", _joined((details.religion, details.ethnicity))),
        Line("lock", _joined((disability, " ".join(part for part in (number, valid) if part)))),
        Line("lock", details.health),
    )


def _word(record: Record, code: UUID | None) -> str:
    return record.words.get(code, "") if code is not None else ""


def _said(record: Record, codes: Iterable[UUID]) -> str:
    return ", ".join(word for code in codes if (word := _word(record, code)))


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
