"""A person beside the list: who it is, what is missing, and the learning path."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TAUGHT, Event, learned_hours
from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.identity import mask, mask_phone
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.core.places import place_text
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.names import grown_title
from learnsoc_desktop.features.people.queries import PersonCard, PersonRow, person_card
from learnsoc_desktop.features.people.rules import FIELDS
from learnsoc_desktop.ui.buttons import button, icon_button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.contributed import action_buttons, panels
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import Flow, clear, column, hosted, row, scroll
from learnsoc_desktop.ui.paint import draw, fill, lozenge, middle
from learnsoc_desktop.ui.portrait import Portrait
from learnsoc_desktop.ui.text import Pill, Remark, Text, tip
from learnsoc_desktop.ui.theme import CONTROL, theme

SUBJECT = "Person"  # whose facts, events, panels and actions others contribute
EVENTS_SHOWN = 30
PORTRAIT = 54
HERE = "learnsoc_desktop.features.people"  # what only some persons need is imported for them


class PersonCardView(QWidget):
    """Shows one person; reads it when it is asked to."""

    def __init__(
        self,
        context: Context,
        edit: Callable[[PersonRow], object],
        delete: Callable[[], object],
        picture: Callable[[str], bytes],
    ) -> None:
        super().__init__()
        self._context, self._edit, self._delete, self._picture = context, edit, delete, picture
        self._inner = column(gap=4, margins=(20, 14, 20, 14))
        self.setLayout(column(scroll(hosted(self._inner)), gap=0, margins=(1, 1, 1, 1)))

    def show_person(self, line: PersonRow | None) -> None:
        """Show another person; nobody clears the card."""
        clear(self._inner)
        if line is None:
            self._inner.addWidget(Remark("info", _("Choose somebody on the left."), role="body"))
            self._inner.addStretch(1)
            return
        today = local_today()
        commands = self._context.commands
        card = commands.query(lambda session: person_card(session, line.id, today))
        self._show_head(card)
        own_facts = resolve(f"{HERE}.custom_queries:own_facts")
        self._show_facts(card, commands.query(lambda session: own_facts(session, line.id)))
        self._show_merged(line.id)
        self._show_panels(line.id)
        self._show_path(self._events(line.id))
        self._inner.addStretch(1)

    def _events(self, person_id: UUID) -> Sequence[Event]:
        queries = [resolve(one.query) for one in self._context.contributions.timelines(SUBJECT)]
        events = self._context.commands.query(
            lambda session: [event for query in queries for event in query(session, person_id)]
        )
        return sorted(events, key=lambda event: event.when, reverse=True)

    def _show_head(self, card: PersonCard) -> None:
        line = card.row
        about = [
            _("nickname {name}").format(name=line.nickname) if line.nickname else "",
            ngettext("{count} year", "{count} years", line.age).format(
                count=formats.number(line.age)
            )
            if line.age is not None
            else "",
            line.village,
        ]
        words = column(
            _paragraph(line.name, "big", "ink"),
            _paragraph(" · ".join(part for part in about if part), "body", "ink_soft"),
            gap=0,
        )
        portrait = Portrait(PORTRAIT)
        portrait.set_name(line.nickname or line.name)
        if line.picture:
            portrait.set_picture(self._picture(line.picture))
        head = row(portrait, (words, 1), gap=14)
        head.setAlignment(portrait, Qt.AlignmentFlag.AlignTop)
        self._inner.addLayout(head)
        self._inner.addSpacing(6)
        change = button(_("Change"), "", "pencil", then=lambda: self._edit(line), key="Enter")
        delete = icon_button("trash-2", _("Move to trash"), kind="quiet", then=self._delete)
        delete.setEnabled(not self._context.commands.read_only)
        state = (
            Pill(_("complete"), "good", "circle-check")
            if not card.missing
            else Pill(
                _("lacks {count}").format(count=formats.number(len(card.missing))),
                "late",
                "circle-dashed",
            )
        )
        self._inner.addLayout(row(change, state, None, delete, gap=10))
        others = action_buttons(self._context, SUBJECT, line.id)
        merge = button(_("Merge with…"), "quiet", "git-merge", then=lambda: self._merge(line.id))
        merge.setEnabled(not self._context.commands.read_only)
        self._inner.addLayout(Flow(merge, *others))
        if card.missing:
            names = ", ".join(FIELDS[name].title for name in card.missing)
            text = _("Still to be filled in: {fields}").format(fields=names)
            self._inner.addWidget(Remark("circle-dashed", text, "late"))
        self._suggest_title(card)
        self._inner.addSpacing(4)

    def _suggest_title(self, card: PersonCard) -> None:
        """Offer the title of a grown person in place of a child's; nobody's title changes by itself."""
        title = grown_title(card.details.title, card.row.age)
        if not title:
            return
        saved = _("Title changed: {name}").format(name=card.row.name)
        commands, person_id = self._context.commands, card.row.id
        change_title = resolve(f"{HERE}.service:change_title")
        change = button(
            _("Change the title to {title}").format(title=title),
            "",
            "pencil",
            then=lambda: commands.run(lambda uow: change_title(uow, person_id, title), title=saved),
        )
        change.setEnabled(not commands.read_only)
        self._inner.addLayout(Flow(change))

    def _show_facts(self, card: PersonCard, own: Sequence[tuple[FieldSpec, Any]]) -> None:
        own_text = resolve(f"{HERE}.list_custom_widget:own_text")
        more = [("tag", f"{spec.title}: {own_text(spec, value)}") for spec, value in own]
        for icon, text in (*_facts(card, card.details), *more):
            self._inner.addWidget(Remark(icon, text, "ink_soft", "body", ink="ink"))
        groups = card.row.groups
        if groups:
            pills = [
                Pill(_("{group} (main)").format(group=name) if not place else name, "primary")
                for place, name in enumerate(groups)
            ]
            self._inner.addSpacing(4)
            self._inner.addLayout(Flow(*pills))

    def _merge(self, person_id: UUID) -> None:
        page = resolve(f"{HERE}.merge_with_page:MergeWithPage")
        self._context.open_task(page(self._context, person_id))

    def _show_merged(self, person_id: UUID) -> None:
        """Show the records that this person was merged of, each with the way back."""
        merged_records = resolve(f"{HERE}.merge_queries:merged_records")
        merged = self._context.commands.query(lambda session: merged_records(session, person_id))
        if merged:
            self._inner.addSpacing(8)
            merged_list = resolve(f"{HERE}.merged_widget:MergedList")
            self._inner.addWidget(merged_list(self._context, merged))

    def _show_panels(self, person_id: UUID) -> None:
        """Show what other features contribute, each under its title."""
        for title, widget in panels(self._context, SUBJECT, person_id):
            self._inner.addSpacing(8)
            self._inner.addWidget(Text(title, "lead"))
            self._inner.addWidget(widget)

    def _show_path(self, events: Sequence[Event]) -> None:
        self._inner.addSpacing(8)
        hours = formats.hours(60 * learned_hours(events))
        said = ngettext(
            "{count} activity · {hours} hours", "{count} activities · {hours} hours", len(events)
        )
        note = said.format(count=formats.number(len(events)), hours=hours)
        note = note if events else ""
        self._inner.addLayout(
            row(Text(_("Learning path"), "lead"), None, Text(note, "small", "ink_soft"), gap=8)
        )
        if not events:
            text = _("Nothing yet. Attendance appears here by itself.")
            self._inner.addWidget(Remark("info", text, "ink_soft", "body"))
        year, thread = 0, column(gap=0)
        self._inner.addLayout(thread)
        for place, event in enumerate(events[:EVENTS_SHOWN]):
            new_year = event.when.year != year
            year = event.when.year
            last = place == min(len(events), EVENTS_SHOWN) - 1
            knot = PathLine(event, year if new_year else 0, first=not place, last=last)
            knot.clicked.connect(partial(self._open_event, event))
            thread.addWidget(knot)
        if len(events) > EVENTS_SHOWN:
            rest = len(events) - EVENTS_SHOWN
            text = ngettext("and {count} more before", "and {count} more before", rest)
            self._inner.addWidget(
                Text(text.format(count=formats.number(rest)), "small", "ink_soft")
            )

    def _open_event(self, event: Event, _on: bool = False) -> None:  # noqa: FBT001, FBT002  a slot
        if event.link is not None:
            place, record_id = event.link
            self._context.open(place, record_id=str(record_id))


def _paragraph(text: str, role: str, colour: str) -> Text:
    """Return a text that takes as many lines as it needs beside the portrait."""
    result = Text(text, role, colour, wrap=True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    result.setSizePolicy(policy)
    return result


def _facts(card: PersonCard, details: PersonDetails) -> list[tuple[str, str]]:
    values = card.row.values
    born = PartialDate.from_text(details.born) if details.born else None
    place = place_text(details.subdistrict, details.district, details.province, details.postcode)
    home = " ".join(part for part in (details.house_no, card.row.village, details.road) if part)
    facts = [
        ("cake", born.in_words() if born else ""),
        ("id-card", mask(details.id_number)),
        ("phone", mask_phone(details.phone)),
        ("map-pin", " · ".join(part for part in (home, place) if part)),
        ("landmark", registered_text(details, home, place)),
        ("graduation-cap", str(values.get("education_id") or "")),
        ("briefcase", str(values.get("occupation_id") or "")),
        ("user", " · ".join(values.get("roles") or ())),
        ("hash", details.learner_code),
        ("sticky-note", details.notes),
    ]
    return [(icon, text) for icon, text in facts if text]


def registered_text(details: PersonDetails, home: str, place: str) -> str:
    """Return the address in the house register where it is known and another than the current one."""
    parts = (details.registered_house_no, details.registered_village, details.registered_road)
    house = " ".join(part for part in parts if part)
    registered = place_text(
        details.registered_subdistrict,
        details.registered_district,
        details.registered_province,
        details.registered_postcode,
    )
    text = " · ".join(part for part in (house, registered) if part)
    if not text or (registered == place and home.startswith(details.registered_house_no)):
        return ""
    return _("House register: {address}").format(address=text)


class PathLine(Dressed, QAbstractButton):
    """One event of the path: the year on the left, a knot on the thread, what it was.

    A knot is what was learned, a lozenge what was taught. Pressed, it opens what it tells of.
    """

    def __init__(self, event: Event, year: int, *, first: bool, last: bool) -> None:
        super().__init__()
        self._event, self._year, self._first, self._last = event, year, first, last
        self._under = f"{event.detail} · {formats.date_brief(event.when.date())}"
        self.setText(event.title)
        self.setAccessibleName(f"{event.title}, {self._under}")
        self.setToolTip(tip(event.title))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if event.link is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(240), theme().px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        left = t.px(84)
        if self.hasFocus() or (self._event.link is not None and self.underMouse()):
            box = QRectF(left - 8, 2, self.width() - left + 8, self.height() - 4)
            ring = "focus" if self.hasFocus() else ""
            fill(painter, box, "ground", CONTROL, ring, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y, radius = t.px(62), t.px(20), t.px(6)
        painter.setPen(QPen(t.colour("edge"), 2))
        top, bottom = (y if self._first else 0), (y if self._last else self.height())
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        if self._event.kind == TAUGHT:
            lozenge(painter, QPointF(x, y), t.px(10), 1, thread="good", edge="good", back="surface")
        else:
            painter.setBrush(t.colour("primary"))
            painter.setPen(QPen(t.colour("surface"), 2))
            painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
        if self._year:
            base = middle(y - t.px(14), t.px(28), "strong")
            draw(painter, 0, base, formats.year(self._year), "strong")
        room = self.width() - left
        draw(painter, left, t.px(25), self.text(), "strong", room=room)
        draw(painter, left, t.px(47), self._under, "small", "ink_soft", room=room)
