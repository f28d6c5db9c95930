"""An editor for every kind of field."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.fields import FieldSpec, Kind
from learnsoc_desktop.ui.editors.base import Editor, EditorSetting, Hint, NoSources, Option, Sources
from learnsoc_desktop.ui.editors.choices import choice_editor, yes_no_editor
from learnsoc_desktop.ui.editors.codes import CodesEditor
from learnsoc_desktop.ui.editors.dates import DateEditor, PartialDateEditor
from learnsoc_desktop.ui.editors.figures import HoursEditor, MoneyEditor, NumberEditor, TimeEditor
from learnsoc_desktop.ui.editors.numbers import IdNumberEditor, PhoneEditor
from learnsoc_desktop.ui.editors.pick import CodeEditor, PersonEditor, VillageEditor
from learnsoc_desktop.ui.editors.picture import PictureEditor
from learnsoc_desktop.ui.editors.place import PlaceEditor
from learnsoc_desktop.ui.editors.suggest import text_editor
from learnsoc_desktop.ui.editors.words import ParagraphEditor

EDITORS: Mapping[Kind, Callable[[EditorSetting], Editor]] = {
    Kind.TEXT: text_editor,
    Kind.PARAGRAPH: ParagraphEditor,
    Kind.NUMBER: NumberEditor,
    Kind.MONEY: MoneyEditor,
    Kind.MINUTES: HoursEditor,
    Kind.DATE: DateEditor,
    Kind.PARTIAL_DATE: PartialDateEditor,
    Kind.TIME: TimeEditor,
    Kind.YES_NO: yes_no_editor,
    Kind.CHOICE: choice_editor,
    Kind.CODE: CodeEditor,
    Kind.CODES: CodesEditor,
    Kind.PERSON: PersonEditor,
    Kind.VILLAGE: VillageEditor,
    Kind.PLACE: PlaceEditor,
    Kind.ID_NUMBER: IdNumberEditor,
    Kind.PHONE: PhoneEditor,
    Kind.PICTURE: PictureEditor,
}


def make_editor(
    spec: FieldSpec,
    sources: Sources | None = None,
    siblings: Mapping[str, FieldSpec] | None = None,
    parent: QWidget | None = None,
) -> Editor:
    """Return the editor of a field. ``siblings`` are all fields of the form, by name."""
    setting = EditorSetting(spec, sources or NoSources(), siblings or {spec.name: spec})
    editor = EDITORS[spec.kind](setting)
    editor.setObjectName(spec.name)
    for widget in (editor, editor.focusProxy() or editor):
        if not widget.accessibleName():
            widget.setAccessibleName(spec.title)
    if parent is not None:
        editor.setParent(parent)
    return editor


__all__ = [
    "EDITORS",
    "Editor",
    "EditorSetting",
    "Hint",
    "NoSources",
    "Option",
    "Sources",
    "make_editor",
]
