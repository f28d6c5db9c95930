"""Beside the pages of a paper: in which version it is, to whom it was handed in, and what changed since."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import ReportSpec
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.features.centre.paper_queries import (
    SnapshotRow,
    VariantRow,
    variants,
)
from learnsoc_desktop.features.centre.paper_service import handed_paper
from learnsoc_desktop.features.centre.papers import MadePaper, handed_in_text
from learnsoc_desktop.reporting.adjusting import STANDARD, Adjustment
from learnsoc_desktop.ui.buttons import button, icon_button, wide
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import theme

HERE = "learnsoc_desktop.features.overview"
FEWEST = 8  # letters the box of versions shows


class PaperVersions(QWidget):
    """The versions of the paper that is shown, and its marks.

    Signals:
        changed: Another version was chosen, or the chosen one was changed.
        kept: The paper was kept as handed in.
    """

    changed = Signal()
    kept = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._spec: ReportSpec | None = None
        self._made: MadePaper | None = None
        self._rows: Sequence[VariantRow] = ()
        self._chosen: dict[str, UUID] = {}  # by report, until the program ends
        self.box = QComboBox()
        self.box.setFont(theme().font("body"))
        self.box.setAccessibleName(_("Version"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(FEWEST)
        self.box.activated.connect(self._choose)
        self.lost = Remark("info", "", "late")
        self.mark = Remark("stamp", "", "good", ink="ink")
        self.adjust = icon_button("pencil", _("Adjust this paper…"), then=self.open_adjust)
        self.differ = button(_("See what changed"), "quiet", then=self.open_changes)
        self.keep = wide(button(_("Hand in…"), "", "stamp"))
        strip = row((self.mark, 1), self.differ, gap=8, margins=(12, 6, 8, 6))
        strip.setAlignment(self.differ, Qt.AlignmentFlag.AlignTop)
        self.strip = panel(strip)  # stands over the pages
        self.strip.hide()
        label = Text(_("Version"), "small", "ink_soft")
        label.setBuddy(self.box)
        self.setLayout(
            column(
                label,
                row((self.box, 1), self.adjust, gap=8),
                self.lost,
                gap=6,
            )
        )
        self.lost.hide()

    @property
    def chosen(self) -> Mapping[str, UUID]:
        """The version that was chosen of each report, by its key."""
        return dict(self._chosen)

    @property
    def change(self) -> Adjustment:
        """What the chosen version changes."""
        row = self.variant
        return row.change if row is not None else STANDARD

    @property
    def variant(self) -> VariantRow | None:
        """The chosen version; None is the standard."""
        chosen = self._chosen.get(self._spec.key) if self._spec is not None else None
        return next((row for row in self._rows if row.id == chosen), None)

    def show_report(self, spec: ReportSpec) -> None:
        """Show the versions of a paper, the one chosen last is chosen again."""
        self._spec, self._made = spec, None
        self._rows = self._context.commands.query(lambda session: variants(session, spec.key))
        self.box.clear()
        self.box.addItem(_("Standard"), None)
        for each in self._rows:
            self.box.addItem(each.name, each.id)
        row = self.variant
        self.box.setCurrentIndex(self.box.findData(row.id) if row is not None else 0)
        words = _("Change this version…") if row else _("Adjust this paper…")
        self.adjust.setToolTip(words)
        self.adjust.setAccessibleName(words)
        self.adjust.setEnabled(False)  # until the paper is read: what is adjusted is shown beside
        self.keep.setEnabled(False)

    def show_made(self, made: MadePaper) -> None:
        """Tell what is to be told of the paper that is shown."""
        self._made = made
        self.adjust.setEnabled(True)
        row = self.variant
        lost = (*(row.lost if row is not None else ()), *made.unknown)
        if lost:
            text = ngettext(
                "This paper does not have {count} part the version names.",
                "This paper does not have {count} parts the version names.",
                len(lost),
            )
            self.lost.set_remark("info", text.format(count=len(lost)), "late")
        self.lost.setVisible(bool(lost))
        if made.handed_in is not None:
            tone = "late" if made.differences else "good"
            self.mark.set_remark("stamp", _mark(made, made.handed_in), tone, "ink")
        self.strip.setVisible(made.handed_in is not None)
        self.differ.setVisible(bool(made.differences))

    def may_keep(self, *, ready: bool) -> None:
        """Let the paper be kept once its pages are there."""
        self.keep.setEnabled(ready and not self._context.commands.read_only)

    def open_keep(self, pdf: bytes) -> None:
        """Ask to whom the paper that is shown is handed in, and keep it."""
        made, row = self._made, self.variant
        if made is not None and pdf:
            name = row.name if row is not None else ""
            file = handed_paper(made.report, pdf, made.parameters, name)
            self._context.open_task(
                resolve(f"{HERE}.hand_in_page:HandInPage")(self._context, file, self.kept.emit)
            )

    def open_adjust(self) -> None:
        """Change the chosen version, or make one of the standard paper."""
        if self._spec is not None and self._made is not None:
            page = resolve(f"{HERE}.adjust_page:AdjustPage")(
                self._context, self._spec, self._made.parameters, self.variant, self._saved
            )
            self._context.open_task(page)

    def open_changes(self) -> None:
        """Show what changed since the paper was handed in."""
        made = self._made
        if made is not None and made.handed_in is not None:
            self._context.open_task(
                resolve(f"{HERE}.changes_page:ChangesPage")(
                    self._context, made.handed_in, made.differences
                )
            )

    def _choose(self, _at: int) -> None:
        self._saved(self.box.currentData())

    def _saved(self, variant_id: UUID | None) -> None:
        if self._spec is None:
            return
        chosen: Mapping[str, UUID] = {} if variant_id is None else {self._spec.key: variant_id}
        self._chosen = {
            **{key: each for key, each in self._chosen.items() if key != self._spec.key},
            **chosen,
        }
        self.changed.emit()


def _mark(made: MadePaper, row: SnapshotRow) -> str:
    """Return to whom it went and how much is different, briefly; the paper itself says more."""
    count = len(made.differences)
    if not count:
        return made.told
    text = ngettext(
        "{count} figure is different now.", "{count} figures and rows are different now.", count
    )
    return f"{handed_in_text(row)} {text.format(count=formats.number(count))}"
