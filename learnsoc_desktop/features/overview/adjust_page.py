"""Adjust this paper: the centre's own words, columns and signatures, with the real pages beside them."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from sqlmodel import Session

from learnsoc_desktop.core.feature import ReportSpec
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.features.centre.paper_model import VariantDetails
from learnsoc_desktop.features.centre.paper_queries import VariantRow
from learnsoc_desktop.features.centre.paper_service import (
    add_variant,
    change_variant,
    remove_variant,
)
from learnsoc_desktop.features.centre.papers import MadePaper, made_paper, who_may_sign
from learnsoc_desktop.features.overview.adjust_widget import AdjustForm
from learnsoc_desktop.reporting.adjusting import STANDARD
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import Flow, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.preview import Preview
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Rule
from learnsoc_desktop.ui.theme import theme

PAUSE = 500  # ms after the last change before the pages are made again
WIDE, NARROW, ROOM = 420, 340, 900


class AdjustPage(Fitted, TaskPage):
    """A version of one paper; nothing is kept before it is saved under a name."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Change words, columns and who signs on the left; the pages beside follow."),
        N_("Give it a name and save it: the paper can be printed so from then on."),
        N_("The standard paper always stays; you go back to it by choosing it."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+S", N_("save")),
        ("Tab", N_("next field")),
        ("Page Up  Page Down", N_("turn the pages")),
    )

    def __init__(
        self,
        context: Context,
        spec: ReportSpec,
        parameters: Mapping[str, str],
        variant: VariantRow | None = None,
        saved: Callable[[UUID | None], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.spec, self.variant = spec, variant
        self._parameters, self._saved, self._told = parameters, saved, False
        made = self.commands.query(lambda session: made_paper(session, spec, parameters))
        people = self.commands.query(who_may_sign)
        self.name = Form(fields_of(VariantDetails), model=VariantDetails)
        self.name.set_value({"name": variant.name if variant else ""})
        self.adjust = AdjustForm(made.standard, people)
        if variant is not None:
            self.adjust.show_change(variant.change)
        self._clean = self.adjust.change()
        self.preview = Preview(context)
        self.preview.again_asked.connect(self.refresh)
        self.left.connect(self.preview.leave)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.refresh)
        self.adjust.changed.connect(self._timer.start)
        self.standard = button(_("Back to the standard"), "", "rotate-ccw", then=self._reset)
        self.delete = button(_("Delete this version"), "danger", "trash-2", then=self._delete)
        ways = hosted(Flow(self.standard, self.delete))
        inside = column(self.name, Rule(), self.adjust, 8, ways, None, gap=8)
        inside.setContentsMargins(18, 10, 18, 14)
        self._side = panel(column((scroll(hosted(inside)), 1), margins=(1, 1, 1, 1)))
        self.setLayout(row(self._side, (self.preview, 1), gap=16, margins=(24, 4, 24, 16)))
        self.delete.setVisible(variant is not None)  # now that it has a parent
        self.name.finished.connect(self.save)
        QTimer.singleShot(0, self, self.name.go_to)

    def title(self) -> str:
        """Say what this is."""
        return _("Adjust this paper")

    def subtitle(self) -> str:
        """Name the paper."""
        return _(self.spec.title)

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way on."""
        on = not self.commands.read_only
        return (PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", on),)

    def printable(self) -> Report:
        """Return the paper as it is adjusted now."""
        return self.commands.query(self._made).report

    def fit(self) -> None:
        """Give the form its room."""
        t = theme()
        self._side.setFixedWidth(min(t.px(NARROW if self.width() < t.px(ROOM) else WIDE), 520))

    def refresh(self) -> None:
        """Make the pages as the version is now."""
        self.commands.answer(self._made, self._show, self.preview.refuse)

    def save(self) -> None:
        """Keep the version under its name and go back to the paper."""
        values = self.name.value()
        if values is None:
            return
        details, change = VariantDetails(**values), self.adjust.change()
        said = _("Version “{name}”").format(name=details.name)
        if self.variant is None:
            self.commands.run(
                lambda uow: add_variant(uow, self.spec.key, details, change), self._done, said
            )
            return
        variant_id = self.variant.id
        self.commands.run(
            lambda uow: change_variant(uow, variant_id, details, change),
            lambda _nothing: self._done(variant_id),
            said,
        )

    def may_leave(self) -> bool:
        """Say once that nothing was saved, then let go."""
        changed = self.adjust.change() != self._clean or self.name.dirty
        if not changed or self._told or self.commands.read_only:
            return True
        self._told = True
        act = (_("Leave without saving"), self.context.back)
        self.context.notify(_("This version is not saved."), tone="late", act=act)
        return False

    def _made(self, session: Session) -> MadePaper:
        return made_paper(session, self.spec, self._parameters, self.adjust.change())

    def _show(self, made: MadePaper) -> None:
        self.preview.set_report(made.report)

    def _reset(self) -> None:
        self.adjust.show_change(STANDARD)
        self._timer.start()

    def _delete(self) -> None:
        if self.variant is not None:
            variant = self.variant
            said = _("Deleted “{name}”").format(name=variant.name)
            self.commands.run(
                lambda uow: remove_variant(uow, variant.id), lambda _nothing: self._done(None), said
            )

    def _done(self, variant_id: UUID | None) -> None:
        self._told = True
        if self._saved is not None:
            self._saved(variant_id)
        self.close_task()
