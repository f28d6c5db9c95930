"""How names are joined, and what a title says."""

import pytest

from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.features.people.names import full_name, initial, shown_name
from learnsoc_desktop.features.people.rules import sex_of_title


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (("นาย", "สมชาย", "ใจดี"), "นายสมชาย ใจดี"),
        (("นางสาว", "มะลิ", ""), "นางสาวมะลิ"),
        (("ด.ช.", "ต้น", "ดี"), "ด.ช.ต้น ดี"),
        (("พระ", "สมศักดิ์", ""), "พระสมศักดิ์"),
        (("พระครู", "วิมล", ""), "พระครูวิมล"),
        (("ม.ล.", "ปีย์", "ก"), "ม.ล.ปีย์ ก"),
        (("ดร.", "สมชาย", "ก"), "ดร.สมชาย ก"),
        (("ว่าที่ร้อยตรี", "สมชาย", "ใจดี"), "ว่าที่ร้อยตรี สมชาย ใจดี"),
        (("จ.ส.อ.", "ก้อง", "ดี"), "จ.ส.อ. ก้อง ดี"),
        (("พ.ต.อ.", "ก้อง", "ดี"), "พ.ต.อ. ก้อง ดี"),
        (("ดาบตำรวจ", "ก้อง", "ดี"), "ดาบตำรวจ ก้อง ดี"),
        (("พันเอก", "ก้อง", "ดี"), "พันเอก ก้อง ดี"),
        (("Mr", "John", "Doe"), "Mr John Doe"),
        (("นาย", "Aung", "Min"), "นาย Aung Min"),
        (("", "สมชาย", "ใจดี"), "สมชาย ใจดี"),
        (("นาย", "", "ใจดี"), "นาย ใจดี"),
        (("นาย", "", ""), ""),
    ],
)
def test_that_a_name_is_joined_as_a_thai_writes_it(
    parts: tuple[str, str, str], joined: str
) -> None:
    assert full_name(*parts) == joined


def test_that_a_nickname_stands_in_for_a_name() -> None:
    assert shown_name("นาย", "", "", "ต้น") == "ต้น"


@pytest.mark.parametrize(
    ("first", "nickname", "letter"),
    [("สมชาย", "เก่ง", "ก"), ("สมชาย", "", "ส"), ("", "bee", "B"), ("", "", ""), ("", "เ", "")],
)
def test_that_the_initial_is_a_letter_of_the_nickname(
    first: str, nickname: str, letter: str
) -> None:
    assert initial(first, nickname) == letter


@pytest.mark.parametrize(
    ("title", "sex"),
    [
        ("นาย", Sex.MALE),
        ("ด.ช.", Sex.MALE),
        ("ด.ช", Sex.MALE),
        ("เด็กชาย", Sex.MALE),
        ("พระมหา", Sex.MALE),
        ("สามเณร", Sex.MALE),
        ("นาง", Sex.FEMALE),
        ("น.ส.", Sex.FEMALE),
        ("ด.ญ.", Sex.FEMALE),
        ("แม่ชี", Sex.FEMALE),
        ("ว่าที่ร้อยตรีหญิง", Sex.FEMALE),
        ("Mrs", Sex.FEMALE),
        ("Mr", Sex.MALE),
        ("ดร.", None),
        ("ว่าที่ร้อยตรี", None),
        ("", None),
    ],
)
def test_that_a_title_tells_the_sex_only_where_it_does(title: str, sex: Sex | None) -> None:
    assert sex_of_title(title) == sex
