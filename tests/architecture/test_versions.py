"""What must be looked at before a version changes."""

import re
import subprocess
import sys
import tomllib

import PySide6
import pytest

from tests.architecture.source import ROOT

# References to None must not leak away at each Python override that returns None: a version that
# does that dies after some minutes of scrolling.
COUNT_NONE = """
import sys
from PySide6.QtCore import QAbstractTableModel, QModelIndex

class Model(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()): return 1
    def columnCount(self, parent=QModelIndex()): return 1
    def data(self, index, role=0): return None

model = Model()
index = model.index(0, 0)
before = sys.getrefcount(None)
for _ in range(20_000):
    index.data(0)
print(before - sys.getrefcount(None))
"""


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def lock():
    return (ROOT / "packaging" / "requirements.lock").read_text("utf-8")


def test_that_an_override_that_returns_none_costs_no_reference():
    done = subprocess.run(
        [sys.executable, "-c", COUNT_NONE], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) < 200


def test_that_the_pinned_qt_is_the_one_that_runs(project):
    assert f"PySide6-Essentials=={PySide6.__version__}" in project["project"]["dependencies"]


def test_that_the_lock_holds_every_dependency(project, lock):
    names = project["project"]["dependencies"]
    names += project["project"]["optional-dependencies"]["dev"]
    wanted = {re.match(r"[\w-]+", name)[0].lower().replace("_", "-") for name in names}
    assert wanted <= set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))


def test_that_the_lock_has_hashes_and_names_no_place(lock):
    pins = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in pin for pin in pins if not pin.startswith("#"))
    assert not re.search(r"://|^-|@ ", lock, re.MULTILINE)
