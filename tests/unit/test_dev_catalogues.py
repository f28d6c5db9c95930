"""Catalogues: translations are kept, and long Thai texts may break between words."""

import importlib.util
from pathlib import Path

import pytest

from learnsoc_desktop.core.i18n import plain

ROOT = Path(__file__).resolve().parents[2]
LONG = "เลือกคนที่มาเรียนวันนี้ แล้วกดปุ่มบันทึก {count} คนเพื่อเก็บข้อมูลไว้ในศูนย์การเรียนรู้"


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    """Load ``packaging/catalogues.py`` for a program of three texts."""
    spec = importlib.util.spec_from_file_location("made", ROOT / "packaging" / "catalogues.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    package = tmp_path / "learnsoc_desktop"
    package.mkdir()
    package.joinpath("__init__.py").write_text('__version__ = "1.0"\n')
    package.joinpath("page.py").write_text(
        '_("Name")\nngettext("{count} person", "{count} people", 3)\npgettext("verb", "Open")\n'
    )
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def translate(catalogues, **texts):
    """Write Thai translations by the word their source begins with."""
    path = catalogues.catalogue_path("th")
    catalogue = catalogues.read(path, "th")
    for message in catalogues.messages(catalogue):
        text = texts[catalogues.forms(message.id)[0].split()[-1]]
        message.string = (text,) if isinstance(message.id, tuple) else text
    catalogues.write(path, catalogue, "th")


def test_that_new_texts_are_told_and_the_source_language_is_filled(catalogues):
    missing = catalogues.update()
    assert len(missing) == 3
    assert all(line.startswith("th: ") for line in missing)
    english = catalogues.read(catalogues.catalogue_path("en"), "en")
    assert english.get("Open", context="verb").string == "Open"


def test_that_translations_stay_when_texts_come_and_go(catalogues):
    catalogues.update()
    translate(catalogues, Name="ชื่อ", person="{count} คน", Open="เปิด")
    assert catalogues.check() == []
    page = catalogues.ROOT / "learnsoc_desktop" / "page.py"
    page.write_text('_("Name")\n_("Village")\n')
    assert len(catalogues.check()) == 9  # one new and two unused texts in the template and in both
    assert catalogues.update() == ["th: 'Village'"]
    thai = catalogues.read(catalogues.catalogue_path("th"), "th")
    assert thai.get("Name").string == "ชื่อ"
    assert thai.get("Open", context="verb") is None


def test_that_nothing_is_written_when_nothing_is_new(catalogues):
    catalogues.update()
    before = catalogues.template().read_bytes()
    catalogues.template().write_bytes(
        before.replace(b"POT-Creation-Date: 2", b"POT-Creation-Date: 1")
    )
    marked = catalogues.template().read_bytes()
    catalogues.update()
    assert catalogues.template().read_bytes() == marked != before


def test_that_an_f_string_is_found(catalogues):
    catalogues.update()
    page = catalogues.ROOT / "learnsoc_desktop" / "page.py"
    page.write_text(page.read_text() + '_(f"{name} is here")\n')
    assert catalogues.check()[0] == "learnsoc_desktop/page.py:4: use _(…).format(…), no f-string"


def test_that_a_long_thai_text_breaks_between_words_only(catalogues):
    broken = catalogues.with_breaks(LONG)
    assert broken.split("\u200b")[:2] == ["เลือก", "คน"]
    assert "{count}" in broken
    assert plain(broken) == LONG
    assert not {"\u200b ", " \u200b", "\u200bๆ", "เ\u200b"} & {
        broken[i : i + 2] for i in range(len(broken))
    }


@pytest.mark.parametrize(
    "text", ["ทะเบียนผู้เรียน", "Choose the people who came today, then press Save now."]
)
def test_that_short_and_english_texts_stay_as_they_are(catalogues, text):
    assert catalogues.with_breaks(text) == text


def test_that_doubled_braces_and_formats_survive(catalogues):
    text = "ใส่ {{ชื่อ}} กับ {amount:,.2f} และ {name!r} ลงในช่องที่เว้นว่างไว้ให้ครบทุกช่อง"
    broken = catalogues.with_breaks(text)
    assert plain(broken) == text
    assert plain(broken.format(amount=1234, name="ก")) == text.format(amount=1234, name="ก")


def test_that_only_the_built_catalogue_holds_breaks(catalogues):
    catalogues.update()
    translate(catalogues, Name=LONG, person="{count} คน", Open="เปิด")
    catalogues.build()
    path = catalogues.catalogue_path("th")
    assert "\u200b" in path.with_suffix(".mo").read_text("utf-8", errors="ignore")
    assert "\u200b" not in path.read_text("utf-8")
