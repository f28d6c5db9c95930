"""What every report of a small centre says, against kept texts: the same people on the same day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from learnsoc_desktop.core import i18n, paths
from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.overview.sample import make_sample_centre
from tests.contract.kit import REPORTS
from tests.features.activities.pages_kit import set_clock
from tests.references.kept_files import KEPT, same_text
from tests.references.layouts import LAYOUTS

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # the same day from Lisbon to Auckland


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("small") / "centre"
    make_sample_centre(folder, people=30, today=TODAY)
    with Database.open(folder / "centre.db", read_only=True) as database:
        yield database


@pytest.mark.parametrize("spec", REPORTS, ids=lambda spec: spec.key)
def test_that_a_report_says_what_was_kept(
    centre: Database, spec: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, NOON)
    i18n.set_language("th", paths.catalogues())
    set_style(Style("be", "thai", "th"))
    with centre.reading() as session:
        report = resolve(spec.build)(session)
    as_of = datetime(2026, 11, 22, 16, 30)  # noqa: DTZ001  local time, the same in every zone
    text = replace(report, as_of=as_of if report.as_of else None).text()
    assert text == same_text(f"report-{spec.key}", text)


def test_that_nothing_is_kept_that_is_no_longer_made() -> None:
    wanted = {f"layout-{name}{end}" for name in LAYOUTS for end in (".txt", ".png")}
    wanted |= {f"report-{spec.key}.txt" for spec in REPORTS}
    assert {path.name for path in Path(KEPT).iterdir()} == wanted
