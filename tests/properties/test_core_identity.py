from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from learnsoc_desktop.core.identity import (
    Cleaned,
    NumberRefused,
    check_digit,
    clean_id,
    clean_phone,
    grouped,
    is_valid,
    mask,
    mask_phone,
    phone_grouped,
)

BODIES = st.from_regex(r"\A[1-9][0-9]{11}\Z")
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def outcome(read: Callable[[], Cleaned]) -> Cleaned | NumberRefused:
    """Return what was read, or the refusal."""
    try:
        return read()
    except NumberRefused as refused:
        return refused


@given(BODIES)
def test_that_a_number_made_by_the_formula_is_right_however_it_is_written(body):
    number = f"{body}{check_digit(body)}"
    assert is_valid(number) == (len(set(number)) > 1)
    if is_valid(number):
        for text in (number, grouped(number), number.translate(THAI_DIGITS), f" {number}.0 "):
            assert clean_id(text).value == number
            assert clean_id(text).doubts == ()


@given(BODIES, st.integers(0, 11), st.integers(1, 9))
def test_that_one_wrong_digit_is_always_noticed(body, place, more):
    """Weights 13 to 2 differ from 0 modulo 11, except that of the third digit, which is 11."""
    number = f"{body}{check_digit(body)}"
    digit = str((int(number[place]) + more) % 10)
    wrong = number[:place] + digit + number[place + 1 :]
    if place != 2 and is_valid(wrong):
        # Check digits 0 and 1 each stand for two remainders, so a few slips pass.
        assert number[-1] in "01"


@given(BODIES)
def test_that_a_mask_shows_the_last_four_figures_only(body):
    number = f"{body}{check_digit(body)}"
    assert mask(number).replace("-", "") == "x" * 9 + number[9:]


@given(st.text(max_size=20), st.sampled_from(["thai_id", "pink_card", "g_code", "passport", "x"]))
def test_that_any_text_is_a_number_or_refused_in_words(text, kind):
    found = outcome(lambda: clean_id(text, kind))
    if isinstance(found, Cleaned):
        assert clean_id(found.value, kind).value == found.value
    else:
        assert str(found)


@given(st.one_of(st.text(max_size=20), st.text("0123456789-+ ,.e", max_size=20)))
def test_that_any_text_is_a_phone_number_or_refused_in_words(text):
    found = outcome(lambda: clean_phone(text))
    if isinstance(found, Cleaned):
        assert clean_phone(found.value).value == found.value
        assert clean_phone(phone_grouped(found.value)).value == found.value
        assert mask_phone(found.value).replace("x", "") != found.value or not found.value
    else:
        assert str(found)
