"""Thai on paper looks as Qt draws it on the screen: every mark in its place."""

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.unit.paper_kit import difference, paper_pictures, qt_font, qt_picture

WORDS = [
    "ที่", "นี้", "น้ำ", "ปู่", "ญู", "ฐุ", "ป่า", "ฝ้า", "ฟ้า", "กำ", "ก้ำ", "เกียรติ์", "ผู้ใหญ่",
    "ฏุ", "ฎู", "ปี่", "ปั๊ม", "ฬุ", "ฝั่ง", "ไม้", "กุฏิ์", "ปริญญู", "น้ํา",
]  # fmt: skip
ALLOWED = 0.02  # of the ink


@pytest.fixture(scope="module")
def qt_words() -> dict[str, Image.Image]:
    """Draw the words as the screen shows them."""
    application = QApplication.instance() or QApplication([])
    assert application
    font = qt_font(("sarabun", "Sarabun_400Regular.ttf"))
    return {word: qt_picture(word, font) for word in WORDS}


@pytest.fixture(scope="module", params=["left", "right", "spread"])
def paper_words(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Image.Image]:
    """Draw the words on paper, a page each."""
    path = tmp_path_factory.mktemp("words") / "words.pdf"
    return paper_pictures(path, WORDS, request.param)


@pytest.mark.parametrize("word", WORDS)
def test_that_a_word_is_drawn_as_qt_draws_it(
    word: str, qt_words: dict[str, Image.Image], paper_words: dict[str, Image.Image]
) -> None:
    assert difference(qt_words[word], paper_words[word]) <= ALLOWED
