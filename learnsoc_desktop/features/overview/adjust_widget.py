"""Everything a version of a paper can change, as one form: words, looks, columns, who signs."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.overview.adjust_fields import adjust_fields, change_of, values_of
from learnsoc_desktop.features.overview.parts_order_widget import PartsOrder
from learnsoc_desktop.reporting.adjusting import STANDARD, Adjustment, arranged, signers_of
from learnsoc_desktop.reporting.document import Report, Signature, Table
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.text import Rule, Text


class AdjustForm(QWidget):
    """Shows and changes a version of ``report``, which is the standard one.

    Signals:
        changed: Something was changed.
    """

    changed = Signal()

    def __init__(self, report: Report, people: Sequence[Signature]) -> None:
        super().__init__()
        self._report = report
        self._before = STANDARD
        self._signers = signers_of(report, people)
        self._usual = list(signers_of(report))
        self.form = Form(adjust_fields(report))
        self.tables: dict[str, tuple[Table, PartsOrder]] = {}
        parts: list[QWidget | int | None] = [self.form]
        for table in report.tables():
            if table.key and len(table.columns) > 1 and table.key not in self.tables:
                words = _("Columns: {table}").format(table=table.name or report.title)
                order = PartsOrder(words, needed=True)
                order.changed.connect(self.changed)
                self.tables[table.key] = (table, order)
                parts += [8, Rule(), order]
        self.signers = PartsOrder(_("Who signs, in this order"))
        self.signers.changed.connect(self.changed)
        parts += [8, Rule(), self.signers]
        if not self._signers:
            parts.append(Text(_("Nobody signs this paper."), "small", "ink_soft"))
        self.setLayout(column(*parts, None, gap=4))
        self.form.changed.connect(lambda _name: self.changed.emit())
        self.show_change(STANDARD)

    def show_change(self, change: Adjustment) -> None:
        """Show a version."""
        self._before = change
        self.form.set_value(values_of(change, self._report))
        for key, (table, order) in self.tables.items():
            heads = {column.key: _head(column.head, column.key) for column in table.columns}
            keys = arranged(list(heads), change.order.get(key, ()))
            hidden = change.hidden.get(key, ())
            order.show_parts(
                [(each, heads[each]) for each in keys], [k for k in keys if k not in hidden]
            )
        chosen = self._usual if change.signers is None else list(change.signers)
        keys = arranged(list(self._signers), chosen)
        self.signers.show_parts(
            [(key, _signer(self._signers[key])) for key in keys],
            [key for key in chosen if key in self._signers],
        )

    def change(self) -> Adjustment:
        """Return the version as it is typed and ticked now."""
        made = change_of(self.form.values(), self._before)
        hidden, order = dict(made.hidden), dict(made.order)
        for key, (table, parts) in self.tables.items():
            usual = [column.key for column in table.columns]
            _put(hidden, key, parts.hidden())
            _put(order, key, [] if parts.order() == usual else parts.order())
        signers = self.signers.shown()
        usual_signers = signers == self._usual or not self._signers
        return replace(made, hidden=hidden, order=order, signers=None if usual_signers else signers)


def _put(where: dict[str, Sequence[str]], key: str, values: list[str]) -> None:
    if values:
        where[key] = values
    else:
        where.pop(key, None)


def _head(head: str, key: str) -> str:
    return head.strip() or key


def _signer(person: Signature) -> str:
    return " · ".join(part for part in (person.role, person.name) if part) or person.key
