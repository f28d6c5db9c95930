"""The summary for officials: one period on one page, with the same period last year beside it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.ages import BANDS, UNKNOWN_BAND
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import N_, _, ngettext, pgettext
from learnsoc_desktop.features.activities.count_queries import (
    Counts,
    PersonCount,
)
from learnsoc_desktop.features.centre.periods import period
from learnsoc_desktop.features.centre.queries import code_texts, codes
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.overview.compared_queries import Compared, compared
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.features.people.report import village_choices
from learnsoc_desktop.reporting.document import (
    Bar,
    Bars,
    Beside,
    Column,
    Figure,
    Figures,
    Heading,
    Note,
    PageKind,
    Paragraph,
    Report,
    Role,
    Row,
    Table,
    change,
)

GROUPS_SHOWN = 11  # more would push the signatures off the page
SEX_HEADS = {Sex.MALE: N_("M"), Sex.FEMALE: N_("F"), Sex.UNSPECIFIED: N_("?")}


def programme_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return every programme and each one."""
    words = codes(session, "programme")
    return [("", _("All programmes")), *((str(word.id), word.text) for word in words)]


def summary(
    session: Session,
    *,
    village: str = "",
    programme: str = "",
    **when: str,
) -> Report:
    """Build the summary of a fiscal year, one of its quarters, a semester or any days.

    Args:
        session: Where to read.
        village: Id of the village people live in; all when empty.
        programme: Id of the programme; all when empty.
        **when: The parameters of ``centre.period_parameters.PERIOD``.

    Raises LastDayBeforeFirst.
    """
    both = compared(
        session,
        period(**when),
        UUID(village) if village else None,
        UUID(programme) if programme else None,
    )
    shared = paper(session)
    names = code_texts(session)
    filters = [names.get(UUID(programme), "")] if programme else [_("All programmes")]
    places = dict(village_choices(session))
    filters.append(places.get(village, ""))
    return Report(
        key="summary",
        title=_("Summary of learning activities, {period}").format(period=both.period.title()),
        head=shared.head,
        page=PageKind.SUMMARY,
        period=both.words(),
        filter=" · ".join(filters),
        blocks=(
            _figures(both),
            Heading(_("People by sex, age (years) and main target group"), 1, "people"),
            _people_table(session, both),
            Heading(_("Participations by sex and age"), 2, "participations"),
            Beside(_participation_table(both), _bars(both), share=0.52),
            Heading(_("Findings"), 3, "findings"),
            Paragraph(_finding(both), size=14, inset=5),
            Note(_how_counted(both), inset=5),
            signature_blocks(session, at_foot=True),
        ),
        as_of=shared.as_of,
        counted=ngettext("{count} record", "{count} records", both.now.participations).format(
            count=formats.number(both.now.participations)
        ),
        sample=shared.sample,
        digits="arabic",
    )


def _figures(both: Compared) -> Figures:
    def figure(key: str, title: str, value: Callable[[Counts], int]) -> Figure:
        return Figure(title, value(both.now), value(both.before), key=key)

    return Figures(
        (
            figure("people", _("People (each once)"), lambda c: len(c.people)),
            figure("participations", _("Participations"), lambda c: c.participations),
            figure("activities", _("Activities held"), lambda c: c.activities),
            figure("sessions", _("Sessions held"), lambda c: c.sessions),
        ),
        before_title=_("same days last year") if both.running else _("last year"),
        name=_("Totals"),
    )


def _bands(people: Sequence[PersonCount]) -> list[str]:
    unknown = any(person.band == UNKNOWN_BAND for person in people)
    return [*BANDS, UNKNOWN_BAND] if unknown else [*BANDS]


def _band_title(band: str) -> str:
    return band.replace("-", "–") if band else _("Unknown")


def _sexes(people: Sequence[PersonCount]) -> list[Sex]:
    sexes = [Sex.MALE, Sex.FEMALE]
    return [*sexes, Sex.UNSPECIFIED] if any(p.sex is Sex.UNSPECIFIED for p in people) else sexes


def _none_if_nought(count: int) -> int | None:
    return count or None


def _people_table(session: Session, both: Compared) -> Table:
    bands, sexes = _bands(both.now.people), _sexes(both.now.people)
    columns = [Column(_("Target group"), 28, key="group", wrap=True)]
    for band in bands:
        columns += [
            Column(
                _(SEX_HEADS[sex]), 8, kind=Kind.NUMBER, group=_band_title(band), key=f"{sex}_{band}"
            )
            for sex in (Sex.MALE, Sex.FEMALE)
        ]
    columns += [
        *(
            Column(sex.label, 12, kind=Kind.NUMBER, group=_("This year"), key=sex.value)
            for sex in sexes
        ),
        Column(_("All"), 10.5, kind=Kind.NUMBER, group=_("This year"), key="all"),
        Column(_("Last\nyear"), 10.5, kind=Kind.NUMBER, key="before"),
        Column(_("Change\n%"), 13, kind=Kind.NUMBER, places=1, signed=True, key="change"),
    ]
    rows = [
        Row(_people_cells(title, now, before, bands, sexes), key=key)
        for key, title, now, before in _by_group(session, both)
    ]
    total = _people_cells(_("Total"), both.now.people, both.before.people, bands, sexes)
    return Table(
        tuple(columns),
        (*rows, Row(total, Role.TOTAL, "total")),
        name=_("People"),
        size=13,
        row_height=6.2,
        key="people",
    )


def _people_cells(
    title: str,
    now: Sequence[PersonCount],
    before: Sequence[PersonCount],
    bands: Sequence[str],
    sexes: Sequence[Sex],
) -> tuple[str | int | Decimal | None, ...]:
    tally: dict[tuple[Sex, str], int] = {}
    for person in now:
        tally[person.sex, person.band] = tally.get((person.sex, person.band), 0) + 1
    return (
        title,
        *(
            _none_if_nought(tally.get((sex, band), 0))
            for band in bands
            for sex in (Sex.MALE, Sex.FEMALE)
        ),
        *(_none_if_nought(sum(tally.get((sex, band), 0) for band in bands)) for sex in sexes),
        _none_if_nought(len(now)),
        _none_if_nought(len(before)),
        change(len(now), len(before)),
    )


def _by_group(
    session: Session, both: Compared
) -> list[tuple[str, str, list[PersonCount], list[PersonCount]]]:
    """Return key, title and people of each main target group, in the order of the code list; few in all."""
    titles = code_texts(session)
    order = [word.id for word in codes(session, "target_group", retired=True)]
    now: dict[UUID | None, list[PersonCount]] = {}
    before: dict[UUID | None, list[PersonCount]] = {}
    for people, where in ((both.now.people, now), (both.before.people, before)):
        for person in people:
            where.setdefault(person.group_id, []).append(person)
    used = [key for key in order if key in now or key in before]
    used += sorted((key for key in now | before if key and key not in order), key=str)
    if len(used) > GROUPS_SHOWN:
        biggest = sorted(used, key=lambda key: -len(now.get(key, ())))[: GROUPS_SHOWN - 1]
        rest = [key for key in used if key not in biggest]
        used = [key for key in used if key in biggest]
    else:
        rest = []
    lines = [(str(key), titles.get(key, ""), now.get(key, []), before.get(key, [])) for key in used]
    if rest:
        lines.append(
            (
                "others",
                _("Other groups"),
                [person for key in rest for person in now.get(key, [])],
                [person for key in rest for person in before.get(key, [])],
            )
        )
    if None in now or None in before:
        lines.append(("none", _("Not stated"), now.get(None, []), before.get(None, [])))
    return lines


def _times(people: Sequence[PersonCount], band: str, sex: Sex | None = None) -> int:
    return sum(p.times for p in people if p.band == band and sex in (None, p.sex))


def _participation_table(both: Compared) -> Table:
    sexes = _sexes(both.now.people)
    walk_ins, walk_ins_before = both.now.walk_ins, both.before.walk_ins
    unknown = walk_ins.get(Sex.UNSPECIFIED) or _heads(both.now, Sex.UNSPECIFIED)
    if unknown and Sex.UNSPECIFIED not in sexes:
        sexes = [*sexes, Sex.UNSPECIFIED]
    columns = (
        Column(_("Age band"), 26, key="band"),
        *(Column(sex.label, 12.5, kind=Kind.NUMBER, key=sex.value) for sex in sexes),
        Column(_("All"), 13, kind=Kind.NUMBER, key="all"),
        Column(_("Last year"), 13.5, kind=Kind.NUMBER, key="before"),
        Column(_("Change\n%"), 14.5, kind=Kind.NUMBER, places=1, signed=True, key="change"),
    )

    def cells(
        title: str, by_sex: Sequence[int], before: int
    ) -> tuple[str | int | Decimal | None, ...]:
        total = sum(by_sex)
        return (
            title,
            *map(_none_if_nought, by_sex),
            _none_if_nought(total),
            _none_if_nought(before),
            change(total, before),
        )

    rows = [
        Row(
            cells(
                _("{band} years").format(band=_band_title(band)) if band else _("Age unknown"),
                [_times(both.now.people, band, sex) for sex in sexes],
                _times(both.before.people, band),
            ),
            key=band or "unknown",
        )
        for band in _bands([*both.now.people, *both.before.people])
    ]
    if walk_ins or walk_ins_before:
        rows.append(
            Row(
                cells(
                    _("Walk-ins"),
                    [walk_ins.get(sex, 0) for sex in sexes],
                    sum(walk_ins_before.values()),
                ),
                key="walk_ins",
            )
        )
    everybody = [
        sum(p.times for p in both.now.people if p.sex is sex) + walk_ins.get(sex, 0)
        for sex in sexes
    ]
    rows.append(Row(cells(_("Total"), everybody, both.before.participations), Role.TOTAL, "total"))
    if both.now.heads or both.before.heads:  # under the total: no sum holds them
        heads = [_heads(both.now, sex) for sex in sexes]
        before = sum(both.before.heads.values())
        rows.append(Row(cells(_("Heads, no names"), heads, before), key="heads"))
    return Table(
        columns,
        tuple(rows),
        name=_("Participations"),
        size=13,
        row_height=6.2,
        key="participations",
    )


def _heads(counted: Counts, sex: Sex) -> int:
    return sum(heads for (of, _band), heads in counted.heads.items() if of is sex)


def _bars(both: Compared) -> Bars:
    return Bars(
        tuple(
            Bar(_band_title(band), _times(both.now.people, band), _times(both.before.people, band))
            for band in _bands([*both.now.people, *both.before.people])
        ),
        title=pgettext("beside last year", "This year"),
        before_title=_("Last year"),
        unit=_("participations"),
    )


def _finding(both: Compared) -> str:
    now, before = both.now, both.before
    if not now.people:
        return _("No marks are recorded in this period.")
    sentences = [
        _("{people} people took part {times} times, {mean} times each on average.").format(
            people=formats.number(len(now.people)),
            times=formats.number(now.named_participations),
            mean=formats.number(now.named_participations / len(now.people), decimals=1),
        )
    ]
    difference = change(len(now.people), len(before.people))
    if difference is not None:
        more = _("That is {share} per cent more people than last year.")
        fewer = _("That is {share} per cent fewer people than last year.")
        same = _("That is as many people as last year.")
        if both.running:
            more = _("That is {share} per cent more people than in the same days last year.")
            fewer = _("That is {share} per cent fewer people than in the same days last year.")
            same = _("That is as many people as in the same days last year.")
        text = more if difference > 0 else fewer if difference < 0 else same
        sentences.append(text.format(share=formats.number(abs(difference), decimals=1)))
    women = sum(person.sex is Sex.FEMALE for person in now.people)
    sentences.append(
        _("{share} per cent are women.").format(
            share=formats.number(Decimal(women) * 100 / len(now.people), decimals=1)
        )
    )
    return " ".join(sentences)


def _how_counted(both: Compared) -> str:
    now = both.now
    sentences = [
        _(
            "How it was counted: each person counts once, in the main target group only; age on {day}; "
            "participations are all marks of coming (present, late, left early)."
        ).format(day=formats.date_long((both.seen or both.period).end)),
        _("Counted from {count} marks; {unknown} people have no date of birth.").format(
            count=formats.number(now.participations),
            unknown=formats.number(now.without_birth_date),
        ),
    ]
    if now.walk_ins:
        sentences.append(
            _("{count} marks of walk-ins are participations but not people.").format(
                count=formats.number(sum(now.walk_ins.values()))
            )
        )
    if now.heads:
        sentences.append(
            _("Besides, {count} heads were counted without names; no total holds them.").format(
                count=formats.number(sum(now.heads.values()))
            )
        )
    return " ".join(sentences)
