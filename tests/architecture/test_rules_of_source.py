"""Rules that the source keeps and no tool checks."""

import ast
import re

from tests.architecture.source import PACKAGE, ROOT, TESTS, imports, is_page, modules, nodes

MOST_LINES = 400
MOST_LINES_OF_PAGE = 300
BASELINE = "learnsoc_desktop/data/migrations/v0001_baseline.py"  # as long as there are tables
FILES_OF_FEATURE = re.compile(
    r"(__init__|feature|models?|errors|queries|service|report|importer|exporter|page|sample"
    r"|\w+_(model|queries|service|report|importer|exporter|page|widget|sample)|import_\w+)\.py"
)
ALSO = {  # what only this feature has; open to every level and to other features
    "activities": {"titles.py"},
    "centre": {
        "attachments.py",
        "binders.py",
        "code_lists.py",
        "codes.py",
        "papers.py",
        "period_parameters.py",
        "periods.py",
        "pictures.py",
        "references.py",
        "tidy.py",
        "titles.py",
        "trash.py",
    },
    "overview": {"adjust_fields.py"},
    "people": {
        "completeness.py",
        "consent_fields.py",
        "consent_rules.py",
        "custom_names.py",
        "likeness.py",
        "likeness_scan.py",
        "merge_fields.py",
        "more_rules.py",
        "more_text.py",
        "names.py",
        "rules.py",
    },
}
# Inside a feature: who may import whom, from the lowest up. The files of ALSO serve every level.
LEVELS = {
    "model": 0,
    "models": 0,
    "errors": 1,
    "queries": 2,
    "service": 3,
    "report": 4,
    "importer": 4,
    "exporter": 4,
    "sample": 4,
    "widget": 5,
    "page": 6,
    "feature": 7,
}
OPEN_TO_OTHERS = {"model", "errors", "queries", "service", "report", "sample"}
SHARED = {  # and these, which answer the forms and lists of higher features
    "centre": {"places_widget"},
    "people": {"form_sources_widget"},
}
BROAD = {"Exception", "BaseException"}
MAY_CATCH_ALL = {  # they carry any error over to another thread or process
    "learnsoc_desktop/core/worker_child.py",
    "learnsoc_desktop/ui/jobs.py",
}


def level(name: str) -> int:
    """Return the level of a file of a feature by its name; -1 for one of no level."""
    last = "importer" if name.startswith("import_") else name.rsplit("_", 1)[-1]
    return LEVELS.get(last, -1)


def is_open(file: str, feature: str) -> bool:
    """Return whether another feature may import this file of ``feature``."""
    if f"{file}.py" in ALSO.get(feature, ()) or file in SHARED.get(feature, ()):
        return True
    return file.rsplit("_", 1)[-1] in OPEN_TO_OTHERS


def test_that_no_module_is_long():
    long = [
        f"{module.name}: {module.lines}"
        for module in modules()
        if module.lines > MOST_LINES and module.name != BASELINE
    ]
    long += [
        f"{module.name}: {module.lines}"
        for module in modules()
        if module.name.endswith("page.py") and module.lines > MOST_LINES_OF_PAGE
    ]
    assert not long


def test_that_a_feature_holds_only_files_everybody_knows():
    strange = [
        path.relative_to(ROOT).as_posix()
        for folder in sorted((PACKAGE / "features").iterdir())
        if folder.is_dir() and folder.name != "__pycache__"
        for path in sorted(folder.glob("*.py"))
        if not FILES_OF_FEATURE.fullmatch(path.name) and path.name not in ALSO.get(folder.name, ())
    ]
    assert not strange


def test_that_a_feature_is_layered_inside():
    wrong = []
    for module in modules(PACKAGE / "features"):
        parts = module.name.split("/")
        if len(parts) < 4 or parts[-1] == "__init__.py":
            continue
        own, file = parts[2], parts[3].removesuffix(".py")
        for name, line in imports(module):
            path = name.split(".")
            if path[:2] != ["learnsoc_desktop", "features"] or len(path) < 4:
                continue
            if path[2] == own and level(path[3]) > (level(file) if level(file) >= 0 else 4):
                wrong.append(f"{module.name}:{line} imports the higher {name}")
            if path[2] != own and not is_open(path[3], path[2]):
                wrong.append(f"{module.name}:{line} imports {name}, which is that feature's own")
    assert not wrong


def test_that_the_kit_names_no_feature():
    kit = ("core", "data", "exchange", "reporting", "ui")
    named = [
        f"{module.name}:{node.lineno}"
        for part in kit
        for module in modules(PACKAGE / part)
        for node in nodes(module, ast.Constant)
        if isinstance(node.value, str) and node.value.startswith("learnsoc_desktop.features")
    ]
    assert not named


def test_that_nothing_sleeps():
    asleep = [
        f"{module.name}:{node.lineno}"
        for module in (*modules(), *modules(TESTS))
        for node in nodes(module, ast.Call)
        if ast.unparse(node.func)
        in {"time.sleep", "sleep", "QTest.qWait", "QTest.qSleep", "qtbot.wait"}
    ]
    assert not asleep


def test_that_pages_contain_no_try():
    tries = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if is_page(module)
        for node in nodes(module, ast.Try)
    ]
    assert not tries


def test_that_no_error_is_swallowed():
    swallowed = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.name not in MAY_CATCH_ALL
        for node in nodes(module, ast.ExceptHandler)
        if (node.type is None or ast.unparse(node.type) in BROAD)
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]
    assert not swallowed


def test_that_annotations_are_not_postponed_beside_entities():
    postponed = [
        module.name
        for module in modules()
        if any(name == "__future__.annotations" for name, _ in imports(module))
        and {"sqlmodel.SQLModel", "sqlmodel.Field"} & {name for name, _ in imports(module)}
    ]
    assert not postponed


def test_that_nothing_is_left_for_later():
    left = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for folder in (PACKAGE, TESTS, ROOT / "packaging")
        for path in sorted(folder.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"#.*\b(" + "TO" + "DO|FIX" + "ME|XX" + "X)\\b", line)
    ]
    assert not left


def test_that_no_test_is_skipped():
    marks = {"skip", "skipif", "xfail", "importorskip"}
    skipped = [
        f"{module.name}:{node.lineno}"
        for module in modules(TESTS)
        for node in nodes(module, ast.Attribute)
        if node.attr in marks and ast.unparse(node.value) in {"pytest", "pytest.mark"}
    ]
    assert not skipped
