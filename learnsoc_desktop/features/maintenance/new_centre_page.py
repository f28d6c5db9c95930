"""A new centre in one form: the name is enough, the head of the paper grows beside it."""

import base64
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.features.centre.model import PICTURES, ProfileDetails, SignatoryDetails
from learnsoc_desktop.features.centre.queries import chain_of
from learnsoc_desktop.features.maintenance.folder_service import (
    free_folder,
    usual_place,
)
from learnsoc_desktop.features.maintenance.letterhead_widget import Letterhead
from learnsoc_desktop.features.maintenance.place_widget import PlaceCard
from learnsoc_desktop.features.maintenance.service import make_centre
from learnsoc_desktop.features.maintenance.signers_widget import SignerRows, signing_head
from learnsoc_desktop.features.maintenance.sources_widget import ProfileSources
from learnsoc_desktop.ui.context import Desk
from learnsoc_desktop.ui.drafts import Drafts
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import DeskTask
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme

FIRST_VALUES = {
    name: field.default
    for name, field in ProfileDetails.model_fields.items()
    if not field.is_required()
}
SIGNERS, CHOSEN, PLACE = (
    "_signers",
    "_pictures",
    "_place",
)  # of a draft, beside fields of the profile
DRAFT = "new_centre"  # the form of which there is one
SIDE, LEAST_SIDE, MOST_SIDE = 0.31, 290, 480


class NewCentrePage(DeskTask):
    """The form of a centre that is not there yet; what is typed is kept as a draft."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Write the name of the centre and press “Create the centre”; nothing else is needed."),
        N_("On the right you see how your papers will begin."),
        N_("What is typed is kept as a draft, so you may leave and go on another day."),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.place = usual_place()
        self.sources = ProfileSources()
        self.form = Form(fields_of(ProfileDetails), self.sources, ProfileDetails)
        self.form.set_value(FIRST_VALUES)
        self.signers = SignerRows()
        self.head = Letterhead(desk.settings.paper_style)
        self.where = PlaceCard()
        self._making = self._unkept = False
        self._side = self._beside()
        content = hosted(row((self._left(), 1), self._side, gap=20))
        self.drafts = Drafts(content, self._draft, self._take_up)
        self._stack = self.drafts.view
        self.setLayout(column((self._stack, 1), gap=0, margins=(24, 4, 24, 16)))
        self.form.changed.connect(self._typed)
        self.signers.changed.connect(self._typed)
        self.form.finished.connect(self.signers.rows[0][0].setFocus)
        self.where.asked.connect(self.choose_place)
        self.left.connect(self.keep_draft)
        self.setFocusProxy(self.form.editor("name"))
        self._show_head()
        self.drafts.answered.connect(self._answered)
        if self.drafts.open(Shelf(DRAFT), new=True):
            self.setFocusProxy(self._stack.offer)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Create a new centre")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("The name alone is enough; everything can be changed later")

    def page_actions(self) -> Sequence[PageAction]:
        """Return the one filled button."""
        return (
            PageAction(
                _("Create the centre"),
                "check",
                self.create_centre,
                "Ctrl+Return",
                "primary",
                enabled=not self._making and self.drafts.offered is None,
            ),
        )

    @property
    def folder(self) -> Path:
        """The folder the centre will be kept in."""
        return free_folder(self.place, str(self.form.values()["name"]))

    def create_centre(self) -> None:
        """Make the centre and open it; what is missing or refused is said at its field."""
        values = self.form.value()
        if values is None or not self._signers_named():
            return
        pictures = self.sources.chosen_of(values)
        values |= dict.fromkeys(PICTURES, "")
        people = [
            SignatoryDetails(name=name, position=position)
            for name, position in self.signers.value()
        ]
        folder, details = self.folder, ProfileDetails(**values)
        self._set_making(on=True)
        self.desk.jobs.start(
            _("Making the centre"),
            lambda _progress: make_centre(folder, details, people, pictures),
            self._made,
            self._refused,
            writes=True,
        )

    def may_leave(self) -> bool:
        """Keep the draft; stay while the centre is being made."""
        self.keep_draft()
        return not self._making

    def choose_place(self) -> None:
        """Ask for another folder to keep the centre in."""
        question = _("In which folder shall the centre be kept?")
        chosen = QFileDialog.getExistingDirectory(self, question, str(self.place.parent))
        if chosen:
            self.place = Path(chosen)
            self._typed()

    def keep_draft(self) -> None:
        """Write down what is typed; nothing is written while nothing is typed."""
        if self._unkept and not self._making:
            self.drafts.keep()
            self._unkept = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the paper its share of the width."""
        super().resizeEvent(event)
        wide = round(self.width() * SIDE)
        self._side.setFixedWidth(min(max(wide, LEAST_SIDE), theme().px(MOST_SIDE)))

    # ---------------------------------------------------------------- what it is made of

    def _left(self) -> QWidget:
        said = _("This draft is kept by itself: you may stop here and go on another day.")
        inside = column(
            self.form,
            8,
            Rule(),
            signing_head(),
            self.signers,
            None,
            8,
            Remark("save", said),
            gap=4,
            margins=(24, 10, 24, 14),
        )
        return panel(column((scroll(inside), 1), gap=0, margins=(1, 1, 1, 1)))

    def _beside(self) -> QWidget:
        title = Text(_("Your papers will begin like this"), "lead")
        return hosted(column(title, (self.head, 1), self.where, gap=8))

    def _answered(self) -> None:
        """Show the form, the cursor in the name."""
        self.setFocusProxy(self.form.editor("name"))
        self.form.go_to("name")
        self.header_changed.emit()

    def _draft(self) -> Draft:
        """Return what is typed: fields of the profile, who signs, the pictures, another place than the usual."""
        values: dict[str, object] = {
            name: str(value or "") for name, value in self.form.values().items()
        }
        chosen = self.sources.chosen_of(values)
        values |= dict.fromkeys(PICTURES, "")
        values[SIGNERS] = [list(signer) for signer in self.signers.value()]
        values[CHOSEN] = {
            name: base64.b64encode(picture).decode("ascii") for name, picture in chosen.items()
        }
        values[PLACE] = "" if self.place == usual_place() else str(self.place)
        return Draft(str(values["name"]), values)

    def _take_up(self, draft: Draft) -> None:
        kept = dict(draft.values)
        signers, place = kept.pop(SIGNERS, []), str(kept.pop(PLACE, ""))
        chosen = kept.pop(CHOSEN, {})
        with suppress(ValueError, AttributeError):  # what makes no sense is not taken
            for name, picture in chosen.items():
                kept[name] = self.sources.hold(base64.b64decode(str(picture)))
        self.form.set_value(kept)
        with suppress(ValueError, TypeError):
            self.signers.set_value([(str(name), str(position)) for name, position in signers])
        self.place = Path(place) if place else usual_place()
        self._show_head()

    # ---------------------------------------------------------------- what it does

    def _typed(self, _name: str = "") -> None:
        self._unkept = True
        self.drafts.touch()
        self._show_head()

    def _show_head(self) -> None:
        values = self.form.values()
        named = {**values, "name": values["name"] or _("name of the centre")}
        details = ProfileDetails.model_construct(**named)
        self.head.set_head(chain_of(details), self.signers.value())
        self.head.set_emblem(self.sources.picture(str(values["emblem"] or "")))
        self.where.show_folder(self.folder)

    def _signers_named(self) -> bool:
        """Go to the first position without a name; return whether there is none."""
        nameless = self.signers.nameless()
        if nameless is not None:
            nameless.setFocus()
            self.desk.notify(_("Write the name to this position, or clear it."), tone="late")
        return nameless is None

    def _made(self, folder: Path) -> None:
        self.drafts.forget()
        self.desk.centres.open_centre(folder)

    def _refused(self, error: AppError) -> None:
        self._set_making(on=False)
        self.desk.fail(error)

    def _set_making(self, *, on: bool) -> None:
        self._making = on
        self._stack.setEnabled(not on)
        self.header_changed.emit()
