"""Who has earned a certificate, and what stands on it."""

from datetime import date, datetime, time

import pytest

from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.features.activities.certificate_report import (
    certificate_register,
    certificates,
    last_finished,
)
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.photo_report import photo_page
from learnsoc_desktop.features.activities.service import mark_attendance
from learnsoc_desktop.reporting.document import Paragraph
from learnsoc_desktop.reporting.forms.kinds import Certificate, Photos
from tests.features.activities.pages_kit import set_clock

BETWEEN, AFTER = date(2026, 11, 5), date(2026, 11, 23)


@pytest.fixture
def attended(database, course, monkeypatch):
    """Return a function that sets the day: the first came twice, the second once, the third never."""
    set_style(Style("be", "arabic", "en"))
    first, second, third = course.people
    with database.writing() as uow:
        marks = {first: Mark.PRESENT, second: Mark.LATE, third: Mark.ABSENT}
        mark_attendance(uow, course.sessions[0], marks)

    def on(day, *, both=True):
        set_clock(monkeypatch, datetime.combine(day, time(9)).astimezone())
        if both:
            with database.writing() as uow:
                mark_attendance(uow, course.sessions[1], {first: Mark.PRESENT})

    return on


def made(database, build=certificates, **parameters):
    with database.reading() as session:
        return build(session, **parameters)


def names(report):
    return [block.name for block in report.blocks if isinstance(block, Certificate)]


@pytest.mark.parametrize(
    ("share", "found"),
    [("80", ["สมชาย"]), ("50", ["สมชาย", "บุญเรือน"]), ("0", ["สมชาย", "บุญเรือน"])],
)
def test_that_those_who_came_often_enough_have_earned_one(database, attended, share, found):
    attended(AFTER)
    assert names(made(database, share=share)) == found


def test_that_nobody_has_finished_a_course_half_way(database, course, attended):
    attended(BETWEEN, both=False)
    report = made(database, activity=str(course.activity))
    assert [block.text for block in report.blocks if isinstance(block, Paragraph)] == [
        "Nobody came often enough."
    ]
    assert names(made(database, activity=str(course.activity), share="50")) == ["สมชาย", "บุญเรือน"]


def test_that_a_course_that_goes_on_is_proposed_only_while_none_ended(database, course, attended):
    attended(BETWEEN, both=False)
    assert made(database, last_finished) == str(course.activity)


def test_that_certificates_are_numbered_on_in_the_year_they_are_given(database, attended):
    attended(AFTER)
    report = made(database, share="0", first="91", day="2026-11-25")
    pages = [block for block in report.blocks if isinstance(block, Certificate)]
    assert [page.number for page in pages] == ["Number 0091/2569", "Number 0092/2569"]
    assert [page.code for page in pages] == ["LS1/CER/0091-2569", "LS1/CER/0092-2569"]
    assert pages[0].details[0] == "6 hours   from 2–9 November 2569"
    assert pages[0].details[-1] == "Given on 25 November 2569 B.E."


def test_that_a_certificate_can_be_left_open_or_without_its_border(database, attended):
    attended(AFTER)
    (blank,) = made(database, form="blank").blocks
    assert (blank.name, blank.course, blank.code) == (None, None, "")
    assert not any(page.bordered for page in made(database, form="overprint").blocks)


def test_that_a_centre_without_activities_gets_an_open_certificate(database):
    (page,) = made(database).blocks
    assert page.name is None
    assert made(database, certificate_register).tables()[0].blank_rows > 0


def test_that_the_register_has_the_numbers_of_the_certificates(database, attended):
    attended(AFTER)
    table = made(database, certificate_register, share="0", first="7", day="2026-11-25").tables()[0]
    assert [row.cells[:6] for row in table.rows] == [
        (1, "0007/2569", "สมชาย", "6", "100", date(2026, 11, 25)),
        (2, "0008/2569", "บุญเรือน", "3", "50", date(2026, 11, 25)),
    ]


def test_that_a_photo_page_has_a_place_for_each_session_and_six_at_least(database, attended):
    attended(AFTER)
    (photos,) = made(database, photo_page).blocks
    assert isinstance(photos, Photos)
    assert [photo.caption for photo in photos.items] == [
        "Session 1, 2 Nov 2569",
        "Session 2, 9 Nov 2569",
        *[""] * 4,
    ]
    (blank,) = made(database, photo_page, form="blank").blocks
    assert len(blank.items) == 6
    assert not any(photo.caption for photo in blank.items)
