"""Names of the neighbours' scripts: drawn as Qt draws them, copied and found as they were typed."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.reporting.document import Column, Paragraph, Row, Table
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.preview import Preview
from learnsoc_desktop.reporting.scripts import SCRIPTS, Script
from learnsoc_desktop.reporting.typesetter import Weight
from tests.unit.paper_kit import (
    READERS,
    difference,
    lines_read,
    paper_pictures,
    qt_font,
    qt_picture,
    report_of,
    write_lines,
)

LINES = {
    "lao": [
        "ທຸກຄົນເກີດມາມີອິດສະຫຼະ ແລະ ສະເໝີພາບ",
        "ທ້າວ ສົມຊາຍ ແກ້ວມະນີ ນ້ຳໃສ ຢູ່ທີ່ນີ້",
        "นายສົມຊາຍ บ้านຄຳມ່ວນ 12 (ໃໝ່) ເມື່ອວັນທີ ໑໒",
    ],
    "khmer": [
        "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងភាពស្មើគ្នា",
        "ស្រី សុខា ព្រះពុទ្ធ ក្រុងភ្នំពេញ ខ្ញុំ ស្ត្រី",
        "นางអង្គការ ១២ (ថ្មី) ប្រជាជន ហ្វ៊ឹល",
    ],
    "myanmar": [
        "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့်",
        "မောင်မောင် ဒေါ်အောင်ဆန်း ၁၂ (ကျော်) ရန်ကုန်မြို့",
        "นายသင်္ဘော ကြွေး ဩဂုတ် ဥက္ကဋ္ဌ",
    ],
    "jawi": [
        "محمد بن عبدالله",
        "سکوله ڤندق ڠاڤو چينتا ݢمبيرا ڽامن",
        "بارق ۱۲۳ دان ١٢٣",
        "مُحَمَّدٌ لِلّٰهِ",
        "الله اکبر لا إله",
        "นาย محمد بن علي มาเรียน 12 ชั่วโมง",
    ],
}
WORDS = {
    "lao": ["ສົມຊາຍ", "ນ້ຳໃສ", "ຢູ່ທີ່ນີ້", "ສະເໝີພາບ"],
    "khmer": ["ព្រះពុទ្ធ", "ក្រុងភ្នំពេញ", "ខ្ញុំ", "ស្ត្រី", "កើតមក", "ហ្វ៊ឹល"],
    "myanmar": ["မောင်မောင်", "သင်္ဘော", "ကြွေး", "ဥက္ကဋ္ဌ", "မြို့"],
    "jawi": ["محمد", "عبدالله", "(ڤندق)", "ݢمبيرا", "لا إله", "مُحَمَّدٌ", "١٢٣"],
}
NAMES = {
    "lao": "ທ້າວ ສົມຊາຍ ແກ້ວມະນີ",
    "khmer": "ស្រី សុខា",
    "myanmar": "ဒေါ်အောင်ဆန်း ကျော်",
    "jawi": "محمد بن عبدالله",
}
ALLOWED = 0.03  # of the ink


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("script", LINES)
def test_that_lines_of_other_scripts_are_copied_exactly(
    tmp_path: Path, script: str, weight: Weight, reader: str
) -> None:
    path = tmp_path / "lines.pdf"
    typesetter = write_lines(path, LINES[script], weight)
    assert lines_read(path, reader) == LINES[script]
    assert not typesetter.missing


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("script", LINES)
def test_that_spread_lines_of_other_scripts_are_copied_exactly(
    tmp_path: Path, script: str, reader: str
) -> None:
    path = tmp_path / "lines.pdf"
    write_lines(path, LINES[script], Weight.REGULAR, slack=30.0)
    assert lines_read(path, reader) == LINES[script]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_that_words_are_drawn_as_qt_draws_them(tmp_path: Path, script: Script) -> None:
    assert QApplication.instance() or QApplication([])
    font = qt_font((script.name, script.regular))
    drawn = paper_pictures(tmp_path / "words.pdf", WORDS[script.name])
    far = {word: difference(qt_picture(word, font), drawn[word]) for word in drawn}
    assert {word: far[word] for word in far if far[word] > ALLOWED} == {}


@pytest.mark.parametrize("script", NAMES)
def test_that_a_name_in_a_roll_and_in_running_text_is_found_by_searching(
    tmp_path: Path, script: str
) -> None:
    name = NAMES[script]
    columns = tuple(map(Column, ("รหัส", "เพศ", "ชื่อ", "หมู่บ้าน", "สถานภาพ")))
    rows = tuple(Row((f"LN-{n}", "ชาย", name, "ม. 2 บ้านโคก", "กำลังเรียน")) for n in range(3))
    text = f"ให้ไว้แก่ {name} ซึ่งเรียนจบหลักสูตร การทอผ้า ของศูนย์ เมื่อปีก่อน ณ ที่นี้ และได้รับเกียรติบัตร"
    printed = write_pdf(report_of(Table(columns, rows), Paragraph(text)), tmp_path / "paper.pdf")
    assert printed.missing == ()
    with Preview(tmp_path / "paper.pdf") as preview:
        assert len(preview.search(name)) == 4


def test_that_a_typeface_is_in_the_paper_only_when_a_text_needs_it(tmp_path: Path) -> None:
    write_pdf(report_of(Paragraph("สมชาย")), tmp_path / "thai.pdf")
    write_pdf(report_of(Paragraph("สมชาย ສົມຊາຍ")), tmp_path / "lao.pdf")
    assert _faces(tmp_path / "thai.pdf") == {"Sarabun-Regular", "Sarabun-Bold", "Sarabun-Medium"}
    assert _faces(tmp_path / "lao.pdf") - _faces(tmp_path / "thai.pdf") == {"NotoSansLao-Regular"}


def _faces(path: Path) -> set[str]:
    fonts = pypdf.PdfReader(path).pages[0]["/Resources"]["/Font"].values()
    return {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts}


def test_that_other_typefaces_are_embedded_as_the_letters_that_are_used(tmp_path: Path) -> None:
    write_pdf(report_of(Paragraph("สมชาย")), tmp_path / "thai.pdf")
    write_pdf(report_of(Paragraph(" ".join(NAMES.values()))), tmp_path / "all.pdf")
    fonts = pypdf.PdfReader(tmp_path / "all.pdf").pages[0]["/Resources"]["/Font"].values()
    for font in fonts:
        assert "/FontFile2" in font.get_object()["/FontDescriptor"]
        assert "/ToUnicode" in font.get_object()
        assert font.get_object()["/BaseFont"][7] == "+"  # a subset
    more = (tmp_path / "all.pdf").stat().st_size - (tmp_path / "thai.pdf").stat().st_size
    assert more < 150_000  # the four files are 650 kB
