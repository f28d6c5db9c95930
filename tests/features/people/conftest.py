"""The real window at the registry, for all tests of its pages."""

from collections.abc import Iterator
from typing import Any

import pytest

from learnsoc_desktop.data.database import Database
from tests.features.people.window import people_window


@pytest.fixture
def opened(qtbot: Any, database: Database) -> Iterator[Any]:
    """Give the window and its context."""
    with people_window(database) as opened:
        yield opened


@pytest.fixture
def window(opened: Any) -> Any:
    return opened[0]
