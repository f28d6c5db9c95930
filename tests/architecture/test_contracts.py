"""The import contracts of ``pyproject.toml`` and the completeness of the catalogues."""

import importlib.util
from types import ModuleType

import pytest
from importlinter.cli import lint_imports

from tests.architecture.source import ROOT


def tool(name: str) -> ModuleType:
    """Load a file of ``packaging``, which is a folder of programs and no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_the_import_contracts_hold(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    code = lint_imports(no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


def test_that_every_text_is_translated():
    faults = tool("catalogues").check()
    assert len(faults) == 0, "\n".join(faults[:20])


@pytest.mark.parametrize(
    ("source", "translated", "fault"),
    [
        ("Name", "", "not translated"),
        ("{count} rows", "แถว", "placeholders differ: แถว"),
        ("Name", "ชื่อ\u200bคน", "holds U+200B: only built catalogues do"),
    ],
)
def test_that_a_wrong_translation_is_seen(source, translated, fault):
    catalogues = tool("catalogues")
    catalogue = catalogues.new_catalogue("th")
    message = catalogue.add(source, translated)
    assert list(catalogues.faults_of(message, "th")) == [fault]
