"""This centre: what its papers say of it, and who signs them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre import service as centre
from learnsoc_desktop.features.centre.model import PICTURES, ProfileDetails, SignatoryDetails
from learnsoc_desktop.features.centre.queries import (
    chain_of,
    profile,
    signatories,
)
from learnsoc_desktop.features.maintenance import offers_page, service
from learnsoc_desktop.features.maintenance.letterhead_widget import Letterhead
from learnsoc_desktop.features.maintenance.signer_row_widget import SignerList
from learnsoc_desktop.features.maintenance.signers_widget import signing_head
from learnsoc_desktop.features.maintenance.sources_widget import ProfileSources
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import BarDraft, draft_of, put_back
from learnsoc_desktop.ui.editors.messages import faults_of
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import Page, PageAction
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme

SIDE, LEAST_SIDE, MOST_SIDE = 0.32, 300, 460
BESIDE = 900  # width from which the paper is shown beside the form


class CentrePage(Page):
    """The profile as a form that saves when a field is left, the paper's head beside it."""

    watches = frozenset({"CentreProfile", "Signatory"})
    help_lines: ClassVar[Sequence[str]] = (
        N_("Change a field and go on: it is saved when you leave it."),
        N_("On the right you see how your papers will begin."),
        N_(
            "Those who sign stand on the papers in this order; papers made before keep their names."
        ),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._home = CentreFolder(context.folder)
        self.sources = ProfileSources(self.commands, self._kept)
        self.form = Form(fields_of(ProfileDetails), self.sources, ProfileDetails)
        self.signers = SignerList()
        self.head = Letterhead(context.settings.paper_style)
        inside = column(
            self.form,
            8,
            Rule(),
            signing_head(),
            self.signers,
            None,
            gap=4,
            margins=(20, 10, 20, 14),
        )
        left = panel(column((scroll(inside), 1), gap=0, margins=(1, 1, 1, 1)))
        self._side = hosted(
            column(
                Text(_("Your papers begin like this"), "lead"),
                (self.head, 1),
                Remark("save", _("Each field is saved when you leave it.")),
                gap=8,
            )
        )
        self.setLayout(row((left, 1), self._side, gap=20, margins=(24, 0, 24, 16)))
        self.drafts = BarDraft(context, self, self._draft, self._take)
        self.drafts.open(Shelf("profile", context.folder))
        self.form.changed.connect(self.drafts.touch)
        self.form.left.connect(lambda _name: self.save())
        self.form.changed.connect(self._typed)
        self.signers.added.connect(self._add_signer)
        self.signers.changed.connect(self._change_signer)
        self.signers.moved.connect(self._move_signer)
        self.signers.removed.connect(self._remove_signer)
        context.desk.settings_changed.connect(self._style_changed)
        self.setFocusProxy(self.form.editor("name"))

    def title(self) -> str:
        """Return the title of the page."""
        return _("Our centre")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("What your papers say of the centre, and who signs them")

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        other = PageAction(_("Open another centre"), "door-open", self._other, "", "button")
        return (other,)

    def may_leave(self) -> bool:
        """Save what is typed; stay while the name is missing."""
        return self.save()

    def refresh(self) -> None:
        """Read the profile again; what is typed and not saved yet stays."""
        found = self.commands.query(profile)
        if not self.form.dirty:
            self.form.set_value(found.details.model_dump())
        self.signers.set_signers(self.commands.query(signatories))
        for part in (self.form, self.signers):
            part.setEnabled(not self.commands.read_only)
        self._show_head()

    def save(self) -> bool:
        """Save the profile when something was typed; return False when it cannot be taken."""
        if not self.form.dirty:
            self.drafts.forget()
            return True
        values = self.form.values()
        faults = faults_of(ProfileDetails, values)
        for name, text in faults.items():
            self.form.set_error(name, text)
        if faults:
            return False
        details = ProfileDetails(**values)
        chosen = self.sources.chosen_of(values)
        self.commands.run(
            lambda uow: service.save_profile(uow, self._home, details, chosen),
            lambda _nothing: self._saved(),
            _("Saved what the papers say of the centre"),
        )
        return True

    def _saved(self) -> None:
        self.form.mark_clean()
        self.drafts.forget()

    def _draft(self) -> Draft | None:
        """Return what is typed and not saved; a picture is saved when it is chosen."""
        draft = draft_of(self.form, "")
        rest = {
            name: v for name, v in (draft.values if draft else {}).items() if name not in PICTURES
        }
        said = " · ".join(str(value) for value in rest.values() if value)
        return replace(draft, name=said, values=rest) if draft and rest else None

    def _take(self, draft: Draft) -> None:
        put_back(self.form, draft)
        self.form.go_to(next(iter(draft.values), ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the paper where there is room for it."""
        super().resizeEvent(event)
        t = theme()
        self._side.setVisible(self.width() >= t.px(BESIDE))
        wide = round(self.width() * SIDE)
        self._side.setFixedWidth(min(max(wide, LEAST_SIDE), t.px(MOST_SIDE)))

    def _typed(self, name: str) -> None:
        self._show_head()
        if name in PICTURES:  # chosen, not typed: there is nothing to wait for
            self.save()

    def _show_head(self) -> None:
        values = self.form.values()
        signers = [(each.name.text(), each.position.text()) for each in self.signers.rows.values()]
        order = self.commands.query(signatories)
        by_id = dict(zip(self.signers.rows, signers, strict=True))
        self.head.set_head(
            chain_of(ProfileDetails.model_construct(**values)),
            [by_id[each.id] for each in order if each.id in by_id],
        )
        self.head.set_emblem(self.sources.picture(str(values["emblem"] or "")))

    def _add_signer(self, details: SignatoryDetails) -> None:
        said = _("{name} signs the papers").format(name=details.name)
        self.commands.run(lambda uow: centre.add_signatory(uow, details), title=said)

    def _change_signer(self, key: UUID, details: SignatoryDetails) -> None:
        said = _("Changed “{name}”").format(name=details.name)
        self.commands.run(lambda uow: centre.change_signatory(uow, key, details), title=said)

    def _move_signer(self, key: UUID, step: int) -> None:
        name = self.signers.rows[key].details().name
        said = _("{name} signs earlier") if step < 0 else _("{name} signs later")
        self.commands.run(
            lambda uow: centre.move_signatory(uow, key, step), title=said.format(name=name)
        )

    def _remove_signer(self, key: UUID) -> None:
        said = _("{name} signs no longer").format(name=self.signers.rows[key].details().name)
        self.commands.run(lambda uow: centre.remove_signatory(uow, key), title=said)

    def _style_changed(self) -> None:
        self.head.set_style(self.context.settings.paper_style)

    def _other(self) -> None:
        offers_page.other_centre(self.context, "")

    def _kept(self, sha256: str) -> bytes:
        path = self._home.blob_path(sha256)
        return path.read_bytes() if path.is_file() else b""
