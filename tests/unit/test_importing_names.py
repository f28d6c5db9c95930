"""Names pasted from a chat or a spreadsheet."""

import pytest

from learnsoc_desktop.exchange.texts import PastedName, names_from_text


def names(text: str) -> list[str]:
    return [each.name for each in names_from_text(text)]


@pytest.mark.parametrize(
    "line",
    [
        "1. นายสมชาย ใจดี",
        "1.นายสมชาย ใจดี",
        "๑) นายสมชาย ใจดี",
        "(12) นายสมชาย ใจดี",
        "1 นายสมชาย  ใจดี",
        "1/ นายสมชาย ใจดี",
        "10.30 น. นายสมชาย ใจดี",
        "- นายสมชาย ใจดี",
        "• นายสมชาย ใจดี ✅",
        "👉 นายสมชาย ใจดี 🙏🙏",
        "☑️ นายสมชาย ใจดี,",
        "นายสมชาย ใจดี 081-234-5678",
        "นายสมชาย ใจดี (โทร 0812345678)",
        "นายสมชาย ใจดี โทร. ๐๘๑ ๒๓๔ ๕๖๗๘",
        "\u200bนายสมชาย\u00a0ใจดี\u200b",
    ],
)
def test_that_what_stands_around_a_name_goes_and_its_title_stays(line: str) -> None:
    assert names(line) == ["นายสมชาย ใจดี"]


def test_that_each_line_is_a_name_and_the_order_stays() -> None:
    text = "รายชื่อผู้เข้าร่วม:\r\n1. สมชาย\r\n\r\n2. น.ส. อนงค์ ดี\r\n3. ด.ช.แดง (หนูแดง)\r\n"
    assert names(text) == ["สมชาย", "น.ส. อนงค์ ดี", "ด.ช.แดง (หนูแดง)"]


def test_that_numbered_names_of_one_line_are_taken_apart() -> None:
    assert names("1.สมชาย 2.สมหญิง 3) อนงค์") == ["สมชาย", "สมหญิง", "อนงค์"]


def test_that_a_list_with_commas_is_taken_apart() -> None:
    assert names("สมชาย, สมหญิง, อนงค์") == ["สมชาย", "สมหญิง", "อนงค์"]
    assert names("สมชาย ใจดี, อนงค์ มีสุข") == ["สมชาย ใจดี", "อนงค์ มีสุข"]


@pytest.mark.parametrize(
    "text",
    [
        "ที่\tชื่อ-สกุล\tโทร\n1\tนายสมชาย ใจดี\t0812345678\n2\tอนงค์ มีสุข\t",
        "1\tนายสมชาย ใจดี\tบ้านนา\n2\tอนงค์ มีสุข\tบ้านนา",
        "ลำดับ\tคำนำหน้า\tชื่อ\tนามสกุล\tเพศ\n1\t\tนายสมชาย\tใจดี\tช\n2\t\tอนงค์\tมีสุข\tญ",
        "นายสมชาย\tใจดี\tบ้านนา\nอนงค์\tมีสุข\tบ้านโนน",
        "นายสมชาย,ใจดี\nอนงค์,มีสุข",
    ],
)
def test_that_the_name_columns_of_a_table_are_taken(text: str) -> None:
    assert names(text) == ["นายสมชาย ใจดี", "อนงค์ มีสุข"]


def test_that_title_first_and_last_name_in_three_columns_are_joined() -> None:
    assert names("1\tนาย\tสมชาย\tใจดี\tบ้านนา\n2\tนาง\tคำ\tแก้ว\tบ้านนา") == [
        "นาย สมชาย ใจดี",
        "นาง คำ แก้ว",
    ]


def test_that_names_that_stand_twice_are_marked_whatever_their_title() -> None:
    found = names_from_text("นายสมชาย ใจดี\nอนงค์\nสมชาย  ใจดี\nเเดง\nแดง")
    assert found == [
        PastedName("นายสมชาย ใจดี"),
        PastedName("อนงค์"),
        PastedName("สมชาย ใจดี", repeated=True),
        PastedName("แดง"),
        PastedName("แดง", repeated=True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "1\n2\n3",
        "0812345678",
        "https://line.me/x",
        "ลงชื่อได้เลยค่ะ",
        "✅✅",
        "ก" * 500,
        "ชื่อ-สกุล",
        "\t\t",
    ],
)
def test_that_lines_without_a_name_are_dropped(text: str) -> None:
    assert names(text) == []


def test_that_names_of_other_scripts_are_names() -> None:
    text = "1. Mr. John Smith\n2. မောင်မောင်\n3. Nguyễn Văn A\n4. ສົມສີ"
    assert names(text) == ["Mr. John Smith", "မောင်မောင်", "Nguyễn Văn A", "ສົມສີ"]
