import errno
import json
from datetime import date
from pathlib import Path

import pytest

from learnsoc_desktop.core import settings as stored
from learnsoc_desktop.core.files import FileNotWritable
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.core.settings import Settings

TODAY = date(2026, 11, 22)


def write(text: str) -> None:
    stored.path().write_text(text, encoding="utf-8")


def test_that_the_first_start_is_thai_with_buddhist_years():
    settings = stored.load(today=TODAY)
    assert settings == Settings()
    assert settings.style == Style("be", "arabic", "th")
    assert settings.paper_style == Style("be", "thai", "th")
    assert not stored.path().exists()


def test_that_what_is_chosen_is_there_again():
    settings = Settings(
        language="en",
        calendar="ce",
        text_step=2,
        theme="dark",
        window_geometry="01ab",
        report_parameters={"summary": {"fiscal_year": "2570"}},
        columns={"people": ["nickname", "village_id"]},
        printing={"duplex": "DuplexLongSide", "colour": "GrayScale"},
    )
    settings.opened(Path("/centres/ดอนยาง"))
    stored.save(settings)
    assert stored.load(today=TODAY) == settings
    assert "ดอนยาง" in stored.path().read_text("utf-8")


def test_that_the_last_centres_are_remembered_newest_first_and_once():
    settings = Settings()
    for name in [*map(str, range(12)), "5"]:
        settings.opened(Path(name))
    assert settings.last_centre == "5"
    assert settings.recent_centres == ["5", "11", "10", "9", "8", "7", "6", "4"]


def test_that_what_a_newer_program_wrote_is_kept():
    write('{"version": 1, "language": "en", "voice": {"speed": 3}}')
    settings = stored.load(today=TODAY)
    settings.language = "th"
    stored.save(settings)
    content = json.loads(stored.path().read_text("utf-8"))
    assert content["voice"] == {"speed": 3}
    assert content["language"] == "th"


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[]", '"x"', '{"language": "en"}', '{"version": 2}', '{"version": "1"}',
     '{"version": true}', "[" * 100_000],
)  # fmt: skip
def test_that_a_file_that_cannot_be_read_is_set_aside(text):
    write(text)
    assert stored.load(today=TODAY) == Settings()
    assert not stored.path().exists()
    assert stored.path().with_name("settings-2026-11-22.json").read_text("utf-8") == text


def test_that_bytes_of_another_encoding_are_set_aside():
    stored.path().write_bytes("ดอนยาง".encode("cp874"))
    assert stored.load(today=TODAY) == Settings()
    assert not stored.path().exists()


def test_that_nothing_set_aside_is_overwritten():
    for text in ("one", "two", "three"):
        write(text)
        stored.load(today=TODAY)
    folder = stored.path().parent
    names = ["settings-2026-11-22.json", "settings-2026-11-22-2.json", "settings-2026-11-22-3.json"]
    assert [(folder / name).read_text("utf-8") for name in names] == ["one", "two", "three"]


def test_that_one_value_that_cannot_be_right_costs_that_value_alone():
    write(
        json.dumps(
            {
                "version": 1,
                "theme": "dark",
                "language": "xx",
                "text_step": 9,
                "paper": 4,
                "recent_centres": ["a", 3],
                "columns": {"people": "nickname"},
                "printing": {"duplex": 1},
                "report_parameters": {"summary": {"fiscal_year": 2570}},
            }
        )
    )
    assert stored.load(today=TODAY) == Settings(theme="dark")


def test_that_a_failed_save_leaves_the_old_file(monkeypatch):
    stored.save(Settings(theme="dark"))

    def broken(*_: object) -> None:
        raise PermissionError(errno.EACCES, "held by another program")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(FileNotWritable):
        stored.save(Settings(theme="light"))
    assert stored.load(today=TODAY).theme == "dark"
    assert [one.name for one in stored.path().parent.iterdir()] == ["settings.json"]


def test_that_a_file_that_cannot_be_moved_does_not_stop_the_start(monkeypatch):
    write("{")

    def broken(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", broken)
    assert stored.load(today=TODAY) == Settings()


def test_that_only_papers_in_thai_have_thai_digits() -> None:
    assert Settings(language="th").paper_style.digits == "thai"
    assert Settings(language="th", paper_digits="arabic").paper_style.digits == "arabic"
    assert Settings(language="en", paper_digits="thai").paper_style.digits == "arabic"
