"""The report for a repairer: versions and the log, and nothing about anybody."""

import logging
import sys
import warnings
from pathlib import Path

import pytest

from learnsoc_desktop.core import logs, problem_report
from learnsoc_desktop.core.files import FolderMissing

NAMES = ("สมหญิง", "ใจดี", "Somchai")
NUMBERS = ("1101700230708", "081-234-5678", "0812345678")
TITLE = "อบรมทำขนมไทย"


def write_log() -> None:
    logs.set_up()
    log = logging.getLogger("learnsoc_desktop.data")
    log.info("opened %s, 3 rows", "0193e4a2b1c47d2e9f00112233445566")
    try:
        int(f"นางสมหญิง ใจดี {NUMBERS[0]}")
    except ValueError:
        log.exception("job failed")
    log.warning("refused นางสมหญิง ใจดี %s %s", *NUMBERS[1:])
    log.warning("title “%s” and 'Somchai'", TITLE)
    logging.getLogger("sqlalchemy").warning("row ('Somchai', '0812345678')\nof Somchai")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn("Somchai is late", stacklevel=1)


def test_that_a_report_tells_versions_and_where_it_failed() -> None:
    write_log()
    text = problem_report.compose(["SQLite 9.9"])
    assert "LearnSoc Desktop" in text
    assert "SQLite 9.9" in text
    assert "ValueError" in text
    assert Path(__file__).name in text
    assert "learnsoc_desktop.data: opened 0193e4a2b1c47d2e9f00112233445566, 3 rows" in text


def test_that_a_report_names_nobody() -> None:
    write_log()
    text = problem_report.compose()
    for secret in (*NAMES, *NUMBERS, TITLE):
        assert secret not in text
    assert not any("\u0e00" <= letter <= "\u0e7f" for letter in text)


def test_that_the_log_itself_holds_no_text_of_an_error(home: Path) -> None:
    path = logs.set_up()
    try:
        try:
            {}[NUMBERS[0]]
        except KeyError:
            int(NAMES[0])
    except ValueError:
        logging.getLogger("learnsoc_desktop").exception("job failed")
    assert path is not None
    written = path.read_text("utf-8")
    assert "ValueError" in written
    assert "KeyError" in written
    assert NUMBERS[0] not in written
    assert NAMES[0] not in written


def test_that_a_home_folder_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/somchai"))
    logs.set_up()
    logging.getLogger("learnsoc_desktop").info("folder /home/somchai/centre")
    text = problem_report.compose()
    assert "somchai" not in text
    assert "~/centre" in text


def test_that_the_newest_lines_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 300)
    monkeypatch.setattr(problem_report, "MOST_LINES", 5)
    logs.set_up()
    for number in range(30):
        logging.getLogger("learnsoc_desktop").info("line %d", number)
    text = problem_report.compose()
    assert "line 29" in text
    assert "line 24" not in text
    assert text.index("line 26") < text.index("line 28")


def test_that_a_death_is_found_once_and_told_in_the_report(home: Path) -> None:
    assert not logs.take_last_fault()
    (logs.folder() / logs.FAULTS).write_text("Fatal Python error: Segmentation fault\n")
    assert logs.take_last_fault()
    assert not logs.take_last_fault()
    assert "Segmentation fault" in problem_report.compose()


def test_that_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = problem_report.save(tmp_path / "report.txt")
    assert path.read_text("utf-8").startswith("LearnSoc Desktop")
    with pytest.raises(FolderMissing):
        problem_report.save(tmp_path / "gone" / "report.txt")
    assert sys.byteorder in path.read_text("utf-8")
