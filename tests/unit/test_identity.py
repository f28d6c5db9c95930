import pytest

from learnsoc_desktop.core.identity import (
    DigitsLost,
    InventedNumber,
    NotAGCode,
    NotAPassport,
    NotAPhone,
    NumberRefused,
    WrongLength,
    check_digit,
    clean_id,
    clean_phone,
    grouped,
    is_valid,
    mask,
    mask_phone,
    phone_grouped,
)

VALID = [
    "1101700230708",
    "1234567890121",
    "3100600123450",
    "6701100000120",
    "0012090000341",
    "8001100000564",
    "1000000000050",
    "1000000000131",
]
ZERO_WAS_LOST = "A zero was missing at the front; it was given back."
LAST_DIGIT = "The last digit does not fit the others."


@pytest.mark.parametrize("number", VALID)
def test_that_a_right_number_is_taken_without_a_doubt(number):
    assert is_valid(number)
    assert clean_id(number).value == number
    assert clean_id(number).doubts == ()


@pytest.mark.parametrize("number", VALID)
def test_that_any_other_last_digit_is_a_doubt_and_taken(number):
    for digit in set("0123456789") - {number[-1]}:
        wrong = number[:-1] + digit
        assert not is_valid(wrong)
        assert clean_id(wrong).value == wrong
        assert clean_id(wrong).doubts == (LAST_DIGIT,)


@pytest.mark.parametrize("number", ["0000000000001", "0000000000000", "1111111111111"])
def test_that_an_invented_number_is_refused(number):
    assert not is_valid(number)
    with pytest.raises(InventedNumber):
        clean_id(number)


def test_that_the_check_digit_of_a_zero_body_follows_the_formula():
    assert check_digit("000000000000") == 1
    assert check_digit("110170023070") == 8


@pytest.mark.parametrize(
    "text",
    [
        "1-1017-00230-70-8",
        "1 1017 00230 70 8",
        "๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘",
        "1101700230708.0",
        "1.101700230708E+12",
        "\u200b1101700230708\u00a0",
        "1–1017–00230–70–8",
    ],
)
def test_that_a_number_is_stored_as_plain_digits(text):
    assert clean_id(text).value == "1101700230708"
    assert clean_id(text).doubts == ()


def test_that_a_zero_lost_by_a_spreadsheet_comes_back():
    cleaned = clean_id("12090000341")
    assert (cleaned.value, cleaned.doubts) == ("0012090000341", (ZERO_WAS_LOST,))
    cleaned = clean_id("012090000341", "pink_card")
    assert (cleaned.value, cleaned.doubts) == ("0012090000341", (ZERO_WAS_LOST,))


@pytest.mark.parametrize("text", ["1.2345E+12", "1,1E+12", "1E12", "1.1017002307E+12"])
def test_that_a_number_cut_by_a_spreadsheet_is_refused(text):
    with pytest.raises(DigitsLost):
        clean_id(text)


@pytest.mark.parametrize(
    ("text", "count"), [("110170023070", 12), ("11017002307081", 14), ("3", 1)]
)
def test_that_a_wrong_length_is_refused_with_what_was_counted(text, count):
    with pytest.raises(WrongLength, match=f"this one has {count}"):
        clean_id(text)


@pytest.mark.parametrize(
    "text", ["บัตรหาย", "1101700230708ก", "G123456789012", "1e", "²²²²²²²²²²²²²"]
)
def test_that_what_is_no_number_is_refused(text):
    with pytest.raises(NumberRefused):
        clean_id(text)


@pytest.mark.parametrize("text", ["", "-", "–", "ไม่มี", "N/A", "None", " "])
def test_that_words_for_nothing_leave_it_empty(text):
    assert clean_id(text).value == clean_phone(text).value == ""
    assert clean_id(text, "passport").value == ""


def test_that_each_kind_of_paper_has_its_shape():
    assert clean_id("g-๑๒๓๔ 5678 9012", "g_code").value == "G123456789012"
    assert clean_id("aa 1234567", "passport").value == "AA1234567"
    assert clean_id("00-1234-567", "migrant_card").value == "001234567"
    assert clean_id("0012090000341", "pink_card").doubts == ()
    assert clean_id("1101700230708", "pink_card").doubts == (
        "The number of a pink card begins with 0, 6 or 7.",
    )
    with pytest.raises(NotAGCode):
        clean_id("G12345", "g_code")
    with pytest.raises(NotAPassport):
        clean_id("หนังสือ", "passport")
    with pytest.raises(NotAPassport):
        clean_id("ABCDEFG", "passport")
    with pytest.raises(NumberRefused):
        clean_id("?", "migrant_card")


def test_that_a_number_is_grouped_as_on_the_card_and_masked():
    assert grouped("1101700230708") == "1-1017-00230-70-8"
    assert grouped("AA1234567") == "AA1234567"
    assert mask("3-0000-00218-12-5") == mask("3000000218125") == "x-xxxx-xxxx8-12-5"
    assert mask("AA1234567") == "xxxxxx567"
    assert mask("G123456789012") == "xxxxxxxxxx012"
    assert mask("A1") == "x1"
    assert mask("") == ""


@pytest.mark.parametrize(
    ("text", "value", "doubts"),
    [
        ("081-234-2214", "0812342214", 0),
        ("๐๘๑ ๒๓๔ ๒๒๑๔", "0812342214", 0),
        ("02 123 4567", "021234567", 0),
        ("(044) 123456", "044123456", 0),
        ("+66 81 234 2214", "0812342214", 0),
        ("0066812342214", "0812342214", 0),
        ("โทร. 081-2342214", "0812342214", 0),
        ("812342214", "0812342214", 1),
        ("812342214.0", "0812342214", 1),
        ("44123456", "044123456", 1),
        ("1669", "1669", 1),
        ("08123422", "08123422", 1),
        ("+95 9 123 456 789", "+959123456789", 0),
        ("081-234-2214, 02-123-4567", "0812342214, 021234567", 0),
        ("0812342214 หรือ 0899999999", "0812342214, 0899999999", 0),
    ],
)
def test_that_a_phone_number_is_kept_as_digits_of_text(text, value, doubts):
    cleaned = clean_phone(text)
    assert cleaned.value == value
    assert len(cleaned.doubts) == doubts
    assert clean_phone(cleaned.value).value == value


def test_that_what_is_no_phone_number_is_refused():
    with pytest.raises(DigitsLost):
        clean_phone("8.12E+08")
    for text in ("ถามป้า", "12", "1" * 20, "081x"):
        with pytest.raises(NotAPhone):
            clean_phone(text)


def test_that_a_phone_number_is_grouped_and_masked():
    assert phone_grouped("0812342214") == "081-234-2214"
    assert phone_grouped("021234567, 1669") == "02-123-4567, 1669"
    assert mask_phone("0812342214") == "08x-xxx-2214"
    assert mask_phone("021234567") == "02-xxx-4567"
    assert mask_phone("1669") == "xxxx"
    assert mask_phone("") == ""
