import re
import sys

import pytest

from learnsoc_desktop.core.thai import words
from learnsoc_desktop.reporting import scripts
from learnsoc_desktop.reporting.bidi import LEFT_TO_RIGHT, base_level
from learnsoc_desktop.reporting.lines import finer, longest_start, pieces, wrap

FORMAL = (
    "ศูนย์การเรียนรู้ระดับตำบลจัดการศึกษาต่อเนื่องตามความต้องการของชุมชน โดยสำรวจข้อมูลพื้นฐานของหมู่บ้านร่วมกับคณะกรรมการหมู่บ้าน ผู้นำท้องถิ่น และภูมิปัญญาท้องถิ่น แล้วจัดทำแผนการเรียนรู้ประจำปีงบประมาณ",  # noqa: E501
    "การประเมินผลการจัดกิจกรรมใช้แบบสอบถามความพึงพอใจและการสังเกตพฤติกรรมของผู้เรียน ผลการประเมินอยู่ในระดับมากที่สุด ผู้เรียนนำความรู้ไปประกอบอาชีพและสร้างรายได้ให้แก่ครอบครัวอย่างต่อเนื่อง",  # noqa: E501
    "สังคมนั้นจำเป็นต้องมีการบูรณาการองค์ความรู้และเทคโนโลยีสารสนเทศ เพื่อวิเคราะห์ปัญหาเป็นระยะๆ และพัฒนาคุณภาพชีวิตของประชาชนในพื้นที่ตามหลักปรัชญาของเศรษฐกิจพอเพียง",  # noqa: E501
)


def _boundaries(text: str) -> set[int]:
    """Return where the dictionary's words, and the shorter words of its compounds, end."""
    ends, at = set(), 0
    for word in words(text):
        for part in finer(word):
            at += len(part)
            ends.add(at)
    return ends


@pytest.mark.parametrize("text", FORMAL)
@pytest.mark.parametrize("width", [20, 33, 47, 60])
def test_that_no_line_ends_inside_a_word(text: str, width: int) -> None:
    ends = _boundaries(text)
    at = 0
    for line in wrap(text, width, len):
        assert text.startswith(line.text, at)
        at += len(line.text)
        while text[at : at + 1] == " ":
            at += 1
        assert at in ends


@pytest.mark.parametrize("text", FORMAL)
def test_that_lines_hold_the_whole_text_and_are_not_too_long(text: str) -> None:
    lines = wrap(text, 40, len)
    assert "".join(line.text.replace(" ", "") for line in lines) == text.replace(" ", "")
    assert max(len(line.text) for line in lines) <= 40


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("มีผู้เข้าร่วม ๒๐ คน จากทุกหมู่บ้าน", "๒๐ คน"),
        ("ให้ไว้ ณ วันที่ ๑๓ พฤศจิกายน ๒๕๖๙ แล้ว", "๑๓ พฤศจิกายน ๒๕๖๙"),
        ("มอบหมายให้ นางสาว ปิยะนุช ดำเนินการ", "นางสาว ปิยะนุช"),
        ("มอบหมายให้นางสาวปิยะนุช แก้วสว่างวงษ์ ดำเนินการ", "นางสาวปิยะนุช"),
        ("มอบหมายให้นางสาวปิยะนุช แก้วสว่างวงษ์ ดำเนินการ", "แก้วสว่างวงษ์"),
        ("เพิ่มขึ้นจากปีก่อน ร้อยละ 8.9 ของทั้งหมด", "ร้อยละ 8.9"),
        ("เริ่มเรียน เวลา 09.00 น. ทุกวัน", "เวลา 09.00 น."),
        ("ตั้งแต่ ๙–๑๑ พ.ย. ๖๙ เวลา 09.00–12.00 น. ทุกวัน", "๙–๑๑ พ.ย. ๖๙"),
        ("ตั้งแต่ ๙–๑๑ พ.ย. ๖๙ เวลา 09.00–12.00 น. ทุกวัน", "เวลา 09.00–12.00 น."),
        ("ตามหนังสือที่ ศธ ๐๒๑๐.๑๒/๔๕ ลงวันที่ ๑ ม.ค. ๒๕๖๙ แล้ว", "ลงวันที่ ๑ ม.ค. ๒๕๖๙"),
        ("ตามหนังสือที่ ศธ ๐๒๑๐.๑๒/๔๕ ลงวันที่ ๑ ม.ค. ๒๕๖๙ แล้ว", "๐๒๑๐.๑๒/๔๕"),
        ("เมื่อ วันที่ ๑๓ พฤศจิกายน พ.ศ. ๒๕๖๙ ณ ศาลา", "วันที่ ๑๓ พฤศจิกายน พ.ศ. ๒๕๖๙"),
        ("ปีงบประมาณ (ตุลาคม ๒๕๖๘ – กันยายน ๒๕๖๙) นี้", "(ตุลาคม ๒๕๖๘"),
        ("ประธาน คือ ว่าที่ร้อยตรี สมศักดิ์ ดีมาก ครับ", "ว่าที่ร้อยตรี สมศักดิ์"),
        ("วิทยากร คือ ดร. วิชัย กล้าหาญ จากจังหวัด", "ดร. วิชัย"),
        ("ติดต่อ โทรศัพท์ 081-234-5678 ทุกวัน", "081-234-5678"),
        ("ได้คะแนน ๔.๕๐ คะแนน จากทั้งหมด", "๔.๕๐ คะแนน"),
    ],
)
def test_that_what_belongs_together_stays_on_one_line(text: str, together: str) -> None:
    for width in range(len(together), len(text)):
        shown = "\n".join(line.text for line in wrap(text, width, len))
        assert together in shown


def test_that_a_compound_is_broken_between_its_words_where_it_does_not_fit() -> None:
    assert finer("การศึกษาต่อเนื่อง") == ("การศึกษา", "ต่อเนื่อง")
    shown = [line.text for line in wrap("จัดการศึกษาต่อเนื่อง", 12, len)]
    assert shown == ["จัดการศึกษา", "ต่อเนื่อง"]


def test_that_a_compound_is_cut_into_few_words_of_like_length() -> None:
    assert finer("กระบวนการเรียนรู้") == ("กระบวนการ", "เรียนรู้")
    assert finer("ภูมิปัญญาท้องถิ่น") == ("ภูมิปัญญา", "ท้องถิ่น")


def test_that_what_belongs_together_is_cut_between_words_where_it_is_wider_than_a_line() -> None:
    lines = [line.text for line in wrap("ณ วันที่ ๑๓ พฤศจิกายน พ.ศ. ๒๕๖๙", 10, len)]
    assert lines == ["ณ วันที่", "๑๓", "พฤศจิกายน", "พ.ศ. ๒๕๖๙"]


@pytest.mark.parametrize("text", FORMAL)
def test_that_no_part_of_a_compound_is_shorter_than_three_letters(text: str) -> None:
    for word in pieces(text):
        parts = finer(word)
        assert "".join(parts) == word
        assert len(parts) == 1 or min(len(part.strip()) for part in parts) >= 3


@pytest.mark.parametrize("last", ["ณ", "ที่", "จำนวน", "ร้อยละ"])
def test_that_a_small_word_never_ends_a_line(last: str) -> None:
    text = f"ประชุมพร้อมกัน {last} ศาลากลางบ้าน ทุกหมู่บ้าน {last} ตำบลนาดี"
    for width in range(22, len(text)):
        shown = [line.text for line in wrap(text, width, len)]
        assert not any(line.endswith(last) for line in shown[:-1])


LAO = "ທຸກຄົນເກີດມາມີອິດສະຫຼະແລະສະເໝີພາບໃນກຽດຕິສັກທຸກໆຄົນ"
KHMER = "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងភាពស្មើគ្នាក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរ។"
BURMESE = "လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်လည်းကောင်းမွေးဖွားလာသူများဖြစ်သည်။"


@pytest.mark.parametrize(("text", "word"), [(LAO, "ອິດສະຫຼະ"), (KHMER, "សេរីភាព"), (BURMESE, "လွတ်လပ်")])
def test_that_scripts_without_blanks_are_broken_between_words(text: str, word: str) -> None:
    assert len(pieces(text)) > 5
    for width in range(14, 30):
        lines = [line.text for line in wrap(text, width, len)]
        assert "".join(lines) == text
        assert any(word in line for line in lines)
    assert not any(piece.startswith(("ໆ", "។", "။")) for piece in pieces(text))


@pytest.mark.parametrize("text", [LAO, KHMER, BURMESE, "سکوله" * 20])
def test_that_without_word_lists_such_text_is_cut_between_letters_with_their_marks(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    scripts.breaker.cache_clear()
    pieces.cache_clear()
    try:
        lines = [line.text for line in wrap("ชื่อ " + text, 20, len)]
    finally:
        scripts.breaker.cache_clear()
        pieces.cache_clear()
    assert re.sub("[ \u200e]", "", "".join(lines)) == "ชื่อ" + text
    assert max(len(line.strip(LEFT_TO_RIGHT)) for line in lines) <= 20
    assert not any(
        re.match("[\u0eb0-\u0ebc\u0ec8-\u0ece\u17b6-\u17d3\u102b-\u103e]", line) for line in lines
    )
    assert not any(line.endswith(("\u17d2", "\u1039")) for line in lines)


def test_that_lines_run_as_their_paragraph_whatever_they_begin_with() -> None:
    from_left = wrap("ผู้เรียนชื่อ محمد بن عبدالله دان عائشة بنت احمد มาทุกวัน", 16, len)
    assert {base_level(line.text) for line in from_left} == {0}
    from_right = wrap("محمد بن عبدالله Ali bin Ahmad دان عائشة", 16, len)
    assert {base_level(line.text) for line in from_right} == {1}
    assert from_right[-1].inset == 16 - len(from_right[-1].text)
    assert from_left[-1].inset == 0


def test_that_short_words_and_other_scripts_are_not_cut() -> None:
    assert finer("ระดับ") == ("ระดับ",)
    assert finer("internationalisation") == ("internationalisation",)


def test_that_repetition_and_closing_marks_stay_with_their_word() -> None:
    assert not any(piece.startswith(("ๆ", "ฯ", ")", "”")) for piece in pieces("ต่างๆ (ฯลฯ) “ดี”"))


def test_that_a_word_longer_than_a_line_is_cut_between_letters_with_their_marks() -> None:
    lines = [line.text for line in wrap("กู้" * 100, 10, len)]
    assert "".join(lines) == "กู้" * 100
    assert all(line == "กู้" * 3 for line in lines[:-1])


def test_that_a_line_feed_begins_a_paragraph() -> None:
    lines = wrap("หนึ่ง\nสอง", 50, len)
    assert [(line.text, line.last) for line in lines] == [("หนึ่ง", True), ("สอง", True)]


def test_that_the_first_line_is_indented() -> None:
    first, second, *_rest = wrap("aaaa bbbb cccc dddd", 9, len, indent=5)
    assert (first.text, second.text) == ("aaaa", "bbbb cccc")


def test_that_slack_is_what_a_line_leaves_free() -> None:
    line = wrap("aaaa bbbb cccc", 11, len)[0]
    assert (line.text, line.slack, line.last) == ("aaaa bbbb", 2, False)


def test_that_the_longest_start_keeps_marks_with_their_letters() -> None:
    assert longest_start("ที่นี่", 4, len) == "ที่"
    assert longest_start("ที่นี่", 1, len) == "ที่"  # never nothing
