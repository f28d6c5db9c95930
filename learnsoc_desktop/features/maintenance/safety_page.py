"""Data safety: what is safe since when, every copy, and the ways to make one, look at them and go back."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_copies import SAFE_FOR, SafetyState
from learnsoc_desktop.features.maintenance.about_page import open_folder
from learnsoc_desktop.features.maintenance.copy_acts_page import CopyActs
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.features.maintenance.proofs_widget import Proof
from learnsoc_desktop.features.maintenance.safety_pane_widget import SIGNS, SafetyPane
from learnsoc_desktop.features.maintenance.safety_queries import (
    BackupRow,
    Copies,
    ago_words,
    copies,
    holds_words,
    size_words,
)
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.list_detail_page import GAP, ListDetailPage
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty


class SafetyPage(ListDetailPage):
    """The two proofs, the list of the copies, and the chosen one beside it."""

    name = "backups"
    pane_wide = 312
    search_hint = N_("Find a copy")
    usual_order = N_("latest first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("The program backs up by itself: when it is closed, and every half hour with changes."),
        N_(
            "Put a stick in once a week and press the filled button: then a broken computer loses nothing."
        ),
        N_("To go back, choose a copy and press Enter; what is there now is kept as well."),
    )
    keys = (
        ("Enter", N_("bring the copy back")),
        *(pair for pair in ListPage.list_keys if pair[0] != "Enter"),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.acts = CopyActs(self, context)
        self._reading = False
        self._folder = CentreFolder(context.home)
        self.here = Proof(_("Backup on this computer, verified"))
        self.away = Proof(_("Copy on another disk, verified"))
        super().__init__(context, parent)
        context.desk.safety_changed.connect(self._safety_changed)
        self.left.connect(self._forget)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Data safety")

    def subtitle(self) -> str:
        """Return what is to be done, if anything."""
        if self.acts.known is None:
            return _("Everything you type is saved at once")
        copy = self.acts.known.state.last_copy
        if copy is None:
            return _("No copy on another disk yet")
        until = (copy.when + SAFE_FOR).astimezone().date()
        if until < self._now().date():
            return _("The next copy on another disk is due")
        return _("Next copy by {date}").format(date=formats.date_brief(until))

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        may = not self.commands.read_only
        copy, now = _("Copy to another disk"), _("Back up now")
        return (
            PageAction(copy, "stick", self.acts.copy_elsewhere, "", "primary", may),
            PageAction(
                now, "save", self.acts.back_up, "", "", may
            ),  # its button stands by its proof
        )

    def foot_actions(self) -> Sequence[PageAction]:
        """Return what can be done with all of them."""
        return (
            PageAction(_("Check everything now"), "search", self.acts.check),
            PageAction(_("From a file"), "folder-open", self.acts.choose_file),
        )

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  as the kit has it
        """Return what can be done with a copy, for its menu."""
        back, look, may = _("Bring this one back"), _("Look at it only"), _reachable(row)
        return (
            PageAction(back, "rotate-ccw", self.bring_back, "Enter", enabled=may),
            PageAction(look, "eye", self.look_at, enabled=may),
        )

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("when", N_("When"), self._when, 150, stretch=True, order=lambda each: each.when),
            Column("why", N_("Why"), lambda each: each.why, 160, quiet=True, leaves=2),
            Column(
                "where",
                N_("Where"),
                lambda each: each.place,
                130,
                sign=lambda each: Sign("hard-drive" if each.here else "stick", "ink"),
                leaves=3,
            ),
            Column(
                "size",
                N_("Size"),
                lambda each: size_words(each.size),
                90,
                right=True,
                order=lambda each: each.size,
                leaves=1,
            ),
            Column("verified", N_("Verified"), self._verified, 130, sign=_sign),
        )

    def lay_out(self) -> None:
        """Put the proofs above the list and the pane."""
        super().lay_out()
        whole = self.layout()
        assert whole is not None
        now = button(_("Back up now"), "", "save", then=self.acts.back_up)
        now.setEnabled(not self.commands.read_only)
        proofs = panel(row((self.here, 1), now, (self.away, 1), gap=24, margins=(20, 4, 20, 4)))
        beside = row((self.list_panel, 1), self._frame, gap=GAP)
        QWidget().setLayout(whole)
        self.setLayout(column(proofs, (beside, 1), gap=GAP, margins=(24, 0, 24, 16)))

    def make_detail(self) -> QWidget:
        """Return the pane of the chosen copy."""
        self.pane = SafetyPane()
        self.pane.back_asked.connect(self.bring_back)
        self.pane.look_asked.connect(self.look_at)
        self.pane.folder_asked.connect(partial(open_folder, self._folder.backups))
        return self.pane

    def show_detail(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Show a copy in the pane."""
        if row is not None and self.acts.known is not None:
            self.pane.show_row(row, self.acts.known, self._now(), may=True)

    def rows_for(self, asked: Asked) -> Found:
        """Return the copies whose reason or place holds the text."""
        everything = self.acts.known.rows if self.acts.known else ()
        wanted = fold(asked.text)
        found = [each for each in everything if wanted in fold(f"{each.why} {each.place}")]
        return Found(SequenceSource(found), total=len(everything))

    def count_text(self, count: int) -> str:
        """Return how many there are and what they take."""
        size = (
            sum(each.size for each in self.acts.known.rows if each.here) if self.acts.known else 0
        )
        text = ngettext("{count} copy", "{count} copies", count).format(count=formats.number(count))
        return _("{copies}, {size} here").format(copies=text, size=size_words(size))

    def empty(self) -> Empty:
        """Return what an empty list says."""
        if self.acts.known is None:
            return Empty(_("Looking at the copies"))
        return Empty(
            _("No backup yet"), _("One is made when the program is closed, or when you press above")
        )

    def refresh(self) -> None:
        """Read the copies on a helper thread: a stick may be slow."""
        super().refresh()
        self._tell_proofs()
        if not self._reading:
            self._reading = True
            self.context.desk.jobs.start(
                _("Looking at the copies"),
                lambda _progress: copies(self._folder, utc_now()),
                self._read,
                self._unread,
                quiet=True,
            )

    def open_row(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Go back to a copy."""
        del row
        self.bring_back()

    def bring_back(self) -> None:
        """Look into the chosen copy, then ask how it is to be brought back."""
        chosen: BackupRow | None = self.table.current_row()
        if chosen is not None and chosen.backup is not None:
            self.acts.look_into(chosen.backup.path)

    def look_at(self) -> None:
        """Show the chosen copy in the window, for looking only."""
        chosen: BackupRow | None = self.table.current_row()
        if chosen is not None and chosen.backup is not None:
            self.acts.look_at(chosen.backup.path)

    # --- What is shown ------------------------------------------------------------------------------

    def _read(self, known: Copies) -> None:
        self._reading = False
        if self.acts.gone:
            return
        self.acts.known = known
        self._tell_proofs()
        self.reload()
        if self.table.current_row() is None and known.rows:
            self.table.choose(known.rows[0].id)
        self.show_now()
        self.header_changed.emit()

    def _unread(self, error: AppError) -> None:
        self._reading = False
        if not self.acts.gone:
            self.context.fail(error)

    def _tell_proofs(self) -> None:
        if self.acts.known is None:
            for proof in (self.here, self.away):
                proof.tell("clock", "ink", formats.MISSING, _("Looking at the copies"))
            return
        state, now = self.acts.known.state, self._now()
        self._tell_backup(state, now)
        self._tell_copy(state, now)

    def _tell_backup(self, state: SafetyState, now: datetime) -> None:
        backup = state.last_verified
        if backup is None:
            means = _("One is made when the program is closed, or when you press above")
            self.here.tell("triangle-alert", "bad", _("None yet"), means)
            return
        fresh = now - backup.when <= SAFE_FOR
        means = _("Read back whole: {what}").format(what=holds_words(backup.counts, backup.blobs))
        icon, tone = ("shield-check", "good") if fresh else ("clock", "late")
        self.here.tell(icon, tone, when_words(backup.when.astimezone(), now), means)

    def _tell_copy(self, state: SafetyState, now: datetime) -> None:
        copy = state.last_copy
        if copy is None:
            means = _("If this computer breaks, everything is lost")
            self.away.tell("triangle-alert", "bad", _("None yet"), means)
            return
        fresh = now - copy.when <= SAFE_FOR
        when = ago_words(copy.when.astimezone(), now)
        means = _("If this computer breaks, the data up to {when} remain")
        icon, tone = ("stick", "good") if fresh else ("clock", "late")
        said = when_words(copy.when.astimezone(), now)
        self.away.tell(icon, tone, said, means.format(when=when))

    def _safety_changed(self, _safety: object) -> None:
        if not self.acts.gone:
            self.make_stale()

    def _forget(self) -> None:
        self.acts.gone = True
        self.context.desk.safety_changed.disconnect(self._safety_changed)

    def _now(self) -> datetime:
        return utc_now().astimezone()

    def _when(self, each: BackupRow) -> str:
        return when_words(each.when, self._now())

    def _verified(self, each: BackupRow) -> str:
        return {"good": _("read back whole"), "late": _("put the disk in")}.get(
            each.state, _("not good")
        )


def _reachable(row: BackupRow | None) -> bool:
    return row is not None and row.backup is not None


def _sign(each: BackupRow) -> Sign:
    return Sign(SIGNS[each.state][0], each.state)
