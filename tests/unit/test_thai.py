import random
import subprocess
import sys
from time import perf_counter

import pytest

from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE, breakable, fold, normalise, sort_key, words

RIGHT_ORDER = [
    "กบ กา ก้าน เก่ง โก้ ไก่ ขาว ข้าว จา ใจ แดง นา น้ำ รัก ฤดี เอก",
    "กา กาง ก้าง เก่ง เกม เกา เก้า แกะ โก้ ไก่ ขา ไข่",
    "กา ก่า ก้า ก๊า ก๋า กาก",
    "ปลา ปล้า ปะ ปู ปู่ ปู้ เป็น",
    "รุ่ง เรียน โรง ฤกษ์ ฤทธิ์ ลม ฦา",
    "สม สมจิต สมใจ สมชาย สมศรี เสมอ เสา แสง โสภา ไสว",
    "Anan anong บัว",
]


def mixed(words_in_order: list[str]) -> list[str]:
    return random.Random(1).sample(words_in_order, len(words_in_order))


@pytest.mark.parametrize("line", RIGHT_ORDER)
def test_that_thai_words_stand_as_in_a_dictionary(line):
    right = line.split()
    assert sorted(mixed(right), key=sort_key) == right
    assert sorted(mixed(right), key=lambda word: sort_key(word).encode()) == right


def test_that_people_are_sorted_by_first_name_and_then_by_last_name():
    right = ["กา กลม", "กา ขาว", "ก้า กลม", "กาญจนา กลม", "เก่ง ขาว"]
    assert sorted(mixed(right), key=sort_key) == right


def test_that_a_short_name_stands_before_a_longer_one_with_the_same_beginning():
    right = ["สม ใจดี", "สมชาย กล้า"]
    assert sorted(mixed(right), key=sort_key) == right


def test_that_signs_stand_before_letters_and_thai_digits_with_arabic_ones():
    assert sorted(["หมู่ ก", "หมู่ ๓", "หมู่ 2", "หมู่ ๑"], key=sort_key) == [
        "หมู่ ๑",
        "หมู่ 2",
        "หมู่ ๓",
        "หมู่ ก",
    ]
    assert sort_key("หมู่ ๒") == sort_key("หมู่ 2")
    assert sort_key("ต่างๆ") < sort_key("ต่างกัน")
    assert sort_key("กรุงเทพฯ") < sort_key("กรุงเทพกรีฑา")


def test_that_equal_looking_text_has_one_key_and_no_nul():
    assert sort_key("น้ํา") == sort_key("นํ้า") == sort_key("น้ำ")
    assert sort_key(" ANAN ") == sort_key("anan")
    assert "\0" not in sort_key("น้ำ\0ใจ")
    assert not sort_key("").strip("\x01")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("ทํา", "ทำ"),
        ("เเดง", "แดง"),
        ("ท\u0e48ี", "ที่"),
        ("ก\u0e49ุง", "กุ้ง"),
        ("ก\u0e49ัง", "กั้ง"),
        ("สิทธ\u0e4cิ", "สิทธิ์"),
        ("นา\u0e49", "น้า"),
        ("ที\u0e35\u0e48\u0e48", "ที่"),
        ("\ufeffสม\u200bชาย\u200e", "สมชาย"),
        ("สมชาย\u00a0\u00a0 ใจดี\t", "สมชาย ใจดี"),
        ("บรรทัดหนึ่ง \r\n\r\n สอง\u2028สาม", "บรรทัดหนึ่ง\n\nสอง\nสาม"),
        ("\u202eabc\u202c", "abc"),
        ("ก\ud800ข\x00ค", "กขค"),
        ("e\u0301", "\u00e9"),
        ("น้ำใจ 😀 ๑๒", "น้ำใจ 😀 ๑๒"),
        ("ต่าง ๆ ฯลฯ", "ต่าง ๆ ฯลฯ"),
        ("", ""),
    ],
)
def test_that_text_becomes_what_should_have_been_typed(typed, right):
    assert normalise(typed) == right
    assert normalise(right) == right


def test_that_search_does_not_care_for_tones_case_digits_and_hyphens():
    assert fold("แม่ค้า") == fold("แมคา") == "แมคา"
    assert fold("น้ำ") == fold("นํ้า") == fold("นา")
    assert fold("เป็น") == "เปน"
    assert fold("เเดง") == fold("แดง")
    assert fold("SOMCHAI ๑๒") == "somchai 12"
    assert fold("1-1017-00230-70-8") == "1101700230708"
    assert fold("081-234 5678") == "081234 5678"
    assert fold("สิทธิ์\u200b  ใจดี ") == "สิทธิ ใจดี"
    assert fold("ต่าง ๆ") == fold("ต่างๆ")
    assert fold("Nguyễn") == "nguyen"
    assert fold("ＡＢＣ") == "abc"


def test_that_words_are_cut_for_line_breaks_and_joined_again():
    text = "สังคมแห่งการเรียนรู้ตลอดชีวิต (ทุกคน) ต่าง ๆ ไป"
    pieces = words(text)
    assert "".join(pieces) == text
    assert {"สังคม", "แห่ง", "(ทุกคน)"} <= set(pieces)
    assert all(piece[0] not in "ๆฯ)" for piece in pieces)
    assert words("") == ()


def test_that_text_for_the_screen_gets_breaks_only_between_words():
    text = "สังคมแห่ง การเรียนรู้"
    assert breakable(text) == f"สังคม{ZERO_WIDTH_SPACE}แห่ง การเรียนรู้"
    assert normalise(breakable(text)) == text


def test_that_the_word_list_is_not_loaded_before_it_is_needed():
    code = "import sys, learnsoc_desktop.core.thai as t; t.sort_key('กา'); print('pythainlp' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_that_ten_thousand_names_are_keyed_and_folded_at_once():
    pick = random.Random(2)
    letters = "กขคงจชดตนบปพมยรลวสหอ"

    def name() -> str:
        return pick.choice(["", "เ", "แ"]) + "".join(
            pick.choice(letters) + pick.choice(["", "า", "ี", "่", "้"]) for _ in range(4)
        )

    firsts, lasts = [name() for _ in range(600)], [name() for _ in range(3000)]
    names = [f"{pick.choice(firsts)} {pick.choice(lasts)}" for _ in range(10_000)]
    started = perf_counter()
    for each in names:
        sort_key(each)
        fold(each)
    assert perf_counter() - started < 1.5  # about 0.05 s alone; the rest is room for a busy machine
