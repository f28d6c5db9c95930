"""All papers: choose one, set what it is about, see the real pages, print."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QWidget
from sqlmodel import Session

from learnsoc_desktop.core.errors import AppError, ParameterRefused
from learnsoc_desktop.core.feature import ReportSpec
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.paper_queries import last_of_each
from learnsoc_desktop.features.centre.papers import MadePaper, made_paper
from learnsoc_desktop.features.overview.handing_widget import keep_exported, open_kept
from learnsoc_desktop.features.overview.parameters_widget import ParameterForm
from learnsoc_desktop.features.overview.report_settings_widget import ReportSettings, Savers
from learnsoc_desktop.features.overview.reports_widget import ReportList
from learnsoc_desktop.features.overview.several_widget import SeveralPapers
from learnsoc_desktop.features.overview.versions_widget import PaperVersions
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.page import Page, PageAction
from learnsoc_desktop.ui.preview import Preview
from learnsoc_desktop.ui.search_field import SearchField
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

LIST, LIST_NARROW, SETTINGS, SETTINGS_NARROW, NARROW = 256, 208, 252, 224, 1080
NO_LIST = 740  # pixels of the page at the first text size: below it a box stands for the list
AS_NARROW_AS_NEEDED = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class ReportsPage(Fitted, Page):
    """Three steps from left to right: which paper, how it looks, what it is about.

    What was chosen comes back; over a new start only what does not depend on the day (an activity, a year).
    """

    watches = frozenset(
        {
            "Activity",
            "ActivitySession",
            "Attendance",
            "CentreProfile",
            "Enrolment",
            "HeadCount",
            "PaperVariant",
            "Person",
            "Signatory",
            "Snapshot",
        }
    )
    help_lines: ClassVar[Sequence[str]] = (
        N_("Choose a paper on the left; its real pages appear in the middle."),
        N_("On the right say which year, quarter or activity it is about."),
        N_("Print with F12 or save it to send; “Several papers” makes a binder of those you tick."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("F12", N_("print")),
        ("Ctrl+F", N_("find a paper")),
        ("↑ ↓", N_("the paper above, the paper below")),
        ("Space", N_("tick it, where several are made")),
        ("Page Up  Page Down", N_("turn the pages")),
        ("Ctrl+Shift+F", N_("find in the pages")),
        ("Ctrl + −  Ctrl+0", N_("larger, smaller, the whole page")),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.spec: ReportSpec | None = None
        self._used: dict[str, Mapping[str, str]] = {}  # until the program ends: what was chosen
        self.papers = ReportList(context.contributions.reports)
        self.spec = next(iter(self.papers.specs()), None)
        self.papers.chosen.connect(self.choose)
        self.search = SearchField(_("Find a paper"))
        self.search.setAccessibleName(_("Find a paper"))
        self.search.textChanged.connect(lambda text: self.papers.show_only(fold(text)))
        self.search.into_list.connect(self.papers.choose_first)
        shortcut(self, "Ctrl+F", self.search.setFocus)
        self.preview = Preview(context)
        self.preview.read.connect(self._read)
        self.preview.made.connect(lambda _pages: self._ready())
        self.preview.refused.connect(self._refused)
        self.preview.again_asked.connect(self.refresh)
        self.left.connect(self.preview.leave)
        self.form = ParameterForm()
        self.form.changed.connect(self._parameters_changed)
        self.form.faulty.connect(self._parameters_faulty)
        self.versions = PaperVersions(context)
        self.versions.changed.connect(self.refresh)
        self.versions.keep.clicked.connect(lambda _on=False: self._keep())
        self.preview.after_print = (_("Keep as handed in…"), self._keep)
        self.name = Text("", "lead", wrap=True)
        self.savers = Savers(self.preview)
        self.paper_box = QComboBox()  # in place of the list where room is short
        self.paper_box.setFont(theme().font("body"))
        self.paper_box.setAccessibleName(_("Paper"))
        self.paper_box.setSizeAdjustPolicy(AS_NARROW_AS_NEEDED)
        for spec in context.contributions.reports:
            self.paper_box.addItem(_(spec.title), spec)
        self.paper_box.activated.connect(lambda _at: self.choose(self.paper_box.currentData()))
        self.several = SeveralPapers(context, self._given, lambda: self.versions.chosen)
        self.several.hide()
        self.papers.several_changed.connect(self._several_changed)
        self.settings = ReportSettings(self.versions.keep, self.savers, self.several)
        for section in (self.paper_box, self.name, self.versions, self.form):
            self.settings.add_section(section)
        self._left = panel(column((self.papers, 1), gap=0, margins=(6, 8, 6, 8)))
        self.setLayout(
            row(
                self._left,
                (column(self.versions.strip, (self.preview, 1), gap=6), 1),
                self.settings,
                gap=16,
                margins=(24, 4, 24, 16),
            )
        )

    def title(self) -> str:
        """Name the place."""
        return _("Reports and papers")

    def subtitle(self) -> str:
        """Say how to go about it."""
        return _("Choose, see the real pages, print")

    def header_field(self) -> QWidget:
        """Return the field that narrows the list of papers."""
        return self.search

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way to the printer."""
        on = self.preview.ready
        return (
            PageAction(_("Print"), "printer", self.preview.print_pages, "F12", "primary", on),
            PageAction(_("Papers handed in"), "stamp", self._open_kept, shown="button"),
            PageAction(_("Save as PDF"), "download", self.preview.save_pdf, enabled=on),
            PageAction(_("Adjust this paper…"), "pencil", self.versions.open_adjust),
        )

    def open(self, **args: object) -> None:
        """Show the paper ``report`` with the given parameters.

        With ``handed_file``, a path, and ``export``, a kind of record: keep that file as handed in.
        """
        path, kind = args.pop("handed_file", None), str(args.pop("export", ""))
        if isinstance(path, Path):
            keep_exported(self.context, path, kind)
            return
        wanted = self.context.contributions.report(str(args.pop("report", "")))
        if wanted is not None:
            self.choose(wanted, {name: str(value) for name, value in args.items()})

    def choose(self, spec: ReportSpec, given: Mapping[str, str] | None = None) -> None:
        """Show another paper; parameters used last time come back."""
        self.spec = spec
        self.papers.mark(spec)
        self.paper_box.setCurrentIndex(self.paper_box.findData(spec))
        self.name.set_text(_(spec.title))
        kept = self.context.settings.report_parameters.get(spec.key, {})
        used = self._used.get(spec.key, {})
        self._show_parameters(spec, {**kept, **used, **(given or {})})
        self.versions.show_report(spec)
        self._build(spec)

    def refresh(self) -> None:
        """Read the choices, the marks and the paper again."""
        self.papers.set_marks(self.commands.query(last_of_each))
        spec = self.spec
        if spec is not None:
            same = self.form.spec is spec
            self.choose(spec, self.form.values() if same else None)

    def fit(self) -> None:
        """Give the pages the room there is; without room for the list a box takes its place."""
        t = theme()
        narrow, bare = self.width() < t.px(NARROW), self.width() < t.px(NO_LIST)
        self._left.setFixedWidth(t.px(LIST_NARROW if narrow else LIST))
        self._left.setVisible(not bare)
        if bare:  # nothing can be ticked in a box
            self.papers.several.setChecked(False)
        self.name.setVisible(not bare)
        self.paper_box.setVisible(bare)
        self.settings.setFixedWidth(t.px(SETTINGS_NARROW if narrow else SETTINGS))

    def printable(self) -> Report | None:
        """Return the paper that is shown."""
        return None if self.spec is None else self.commands.query(self._question(self.spec)).report

    def _show_parameters(self, spec: ReportSpec, values: Mapping[str, str]) -> None:
        choices = self.commands.query(
            lambda session: {
                parameter.name: list(resolve(parameter.choices)(session))
                for parameter in spec.parameters
                if parameter.choices
            }
        )
        defaults = self.commands.query(
            lambda session: {
                parameter.name: resolve(parameter.default)(session)
                for parameter in spec.parameters
                if parameter.default
            }
        )
        self.form.show_parameters(spec, choices, values, defaults)

    def _parameters_changed(self) -> None:
        spec = self.spec
        if spec is None:
            return
        self._used[spec.key] = values = self.form.values()
        lasting = {
            one.name: values[one.name] for one in spec.parameters if one.lasting and not one.default
        }
        kept = {**self.context.settings.report_parameters, spec.key: lasting}
        self.context.desk.change_settings(report_parameters=kept)
        self._build(spec)

    def _question(self, spec: ReportSpec) -> Callable[[Session], MadePaper]:
        values, change = self.form.values(), self.versions.change
        return lambda session: made_paper(session, spec, values, change)

    def _build(self, spec: ReportSpec) -> None:
        self.settings.told.set_remark("loader", _("The pages are being made…"), "ink_soft")
        self.savers.allow(on=False)
        self.versions.may_keep(ready=False)
        self.preview.ask(self._question(spec), lambda made: made.report)

    def _read(self, made: MadePaper) -> None:
        self._counted = made.report.counted
        self.versions.show_made(made)

    def _several_changed(self) -> None:
        """Offer the ways to make several papers in place of those for the one that is shown."""
        on = self.papers.several.isChecked()
        self.several.setVisible(on)
        self.savers.setVisible(not on)
        self.versions.keep.setVisible(not on)
        self.several.show_ticked(self.papers.ticked())

    def _given(self) -> Mapping[str, Mapping[str, str]]:
        """Return what was chosen for each paper, by its key."""
        given = {key: dict(kept) for key, kept in self.context.settings.report_parameters.items()}
        for key, used in self._used.items():
            given.setdefault(key, {}).update(used)
        if self.spec is not None:
            given[self.spec.key] = self.form.values()
        return given

    def _keep(self) -> None:
        self.versions.open_keep(self.preview.content)

    def _open_kept(self) -> None:
        open_kept(self.context)

    def _parameters_faulty(self) -> None:
        self.preview.set_report(None)
        self.preview.say(_("Set right what is marked beside the pages."))
        self.savers.allow(on=False)
        self._tell_none()

    def _refused(self, error: AppError) -> None:
        if isinstance(error, ParameterRefused):
            self.form.refuse(error.parameter, str(error))
        self._tell_none()

    def _tell_none(self) -> None:
        self.settings.told.set_remark("triangle-alert", _("There are no pages."), "bad")
        self.header_changed.emit()

    def _ready(self) -> None:
        self.savers.allow(on=True)
        self.versions.may_keep(ready=True)
        text = _("Counted from {counted}").format(counted=self._counted)
        self.settings.told.set_remark(
            "circle-check", text if self._counted else _("Ready to print"), "good"
        )
        self.header_changed.emit()
