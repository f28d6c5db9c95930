"""A method that hides one of Qt's breaks the widget from inside, often much later."""

import ast
from collections.abc import Iterator

from PySide6 import QtGui, QtWidgets

from tests.architecture.source import PACKAGE, Module, modules, nodes

# What Qt itself calls on our widgets: made to be overridden. Handlers named ...Event are too.
MADE_TO_OVERRIDE = frozenset(
    [
        "accept",
        "addAction",
        "closePersistentEditor",
        "columnCount",
        "commitData",
        "createPopupMenu",
        "currentChanged",
        "dataChanged",
        "done",
        "eventFilter",
        "exec",
        "fixup",
        "focusNextPrevChild",
        "hasHeightForWidth",
        "heightForWidth",
        "hidePopup",
        "horizontalOffset",
        "indexAt",
        "initStyleOption",
        "initViewItemOption",
        "inputMethodQuery",
        "isIndexHidden",
        "isVisible",
        "minimumSizeHint",
        "moveCursor",
        "nativeEvent",
        "nextCheckState",
        "nextId",
        "validatePage",
        "open",
        "paint",
        "paintSection",
        "reject",
        "reset",
        "rowCount",
        "rowsAboutToBeRemoved",
        "rowsInserted",
        "scrollContentsBy",
        "scrollTo",
        "sectionSizeFromContents",
        "selectedIndexes",
        "selectionChanged",
        "setModel",
        "setSelection",
        "setVisible",
        "showPopup",
        "sizeHint",
        "sizeHintForColumn",
        "sizeHintForRow",
        "stepBy",
        "stepEnabled",
        "tabSizeHint",
        "textFromValue",
        "updateGeometries",
        "validate",
        "valueFromText",
        "verticalOffset",
        "viewportSizeHint",
        "visualRect",
        "visualRegionForSelection",
    ]
)
ALWAYS_FINE = {"changeEvent", "customEvent", "staticMetaObject"}

Class = tuple[Module, ast.ClassDef]


def widgets() -> Iterator[tuple[Class, type]]:
    """Return our classes that are widgets, each with the Qt class it comes from."""
    ours: dict[str, Class] = {
        node.name: (module, node)
        for folder in (PACKAGE / "ui", PACKAGE / "features")
        for module in modules(folder)
        for node in nodes(module, ast.ClassDef)
    }

    def qt_class(name: str) -> type | None:
        found = getattr(QtWidgets, name, None) or getattr(QtGui, name, None)
        if found is None and name in ours:
            bases = (ast.unparse(base).partition("[")[0] for base in ours[name][1].bases)
            found = next((qt for qt in map(qt_class, bases) if qt), None)
        return found

    for name, own in ours.items():
        qt = qt_class(name)
        if qt is not None and issubclass(qt, QtWidgets.QWidget):
            yield own, qt


def own_names(node: ast.ClassDef) -> Iterator[tuple[str, ast.AST]]:
    """Return the methods, class attributes and attributes of self, with where they are made."""
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name, statement
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        targets += [statement.target] if isinstance(statement, ast.AnnAssign) else []
        yield from ((target.id, statement) for target in targets if isinstance(target, ast.Name))
    for inner in ast.walk(node):
        if (
            isinstance(inner, ast.Attribute)
            and isinstance(inner.ctx, ast.Store)
            and isinstance(inner.value, ast.Name)
            and inner.value.id == "self"
        ):
            yield inner.attr, inner


def passes_on(node: ast.AST, name: str) -> bool:
    """Return whether a method calls the one it hides."""
    return f"super().{name}(" in ast.unparse(node)


def hidden() -> list[str]:
    """Return the places where a name of Qt's is hidden."""
    return [
        f"{module.name}:{place.lineno} {node.name}.{name} hides {qt.__name__}.{name}"
        for (module, node), qt in widgets()
        for name, place in own_names(node)
        if hasattr(qt, name)
        and not name.startswith("__")
        and not (name.endswith("Event") and name != "Event")
        and name not in MADE_TO_OVERRIDE | ALWAYS_FINE
        and not passes_on(place, name)
    ]


def test_that_no_name_of_qt_is_hidden():
    assert not hidden()


def test_that_the_ban_sees_a_widget_that_is_one_by_its_parent():
    names = {node.name for (_, node), _ in widgets()}
    assert any(name.endswith("Page") for name in names)
