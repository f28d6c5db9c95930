"""The letters that hand in a summary, and the forms to be filled by hand."""

from datetime import date, datetime, time

import pytest

from learnsoc_desktop.core.formats import Style, plain_digits, set_style
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.service import mark_attendance
from learnsoc_desktop.features.centre.model import ProfileDetails, SignatoryDetails
from learnsoc_desktop.features.centre.service import add_signatory, update_profile
from learnsoc_desktop.features.overview.letter_report import (
    announcement_form,
    cover_memo,
    minutes_form,
    order_form,
)
from tests.features.activities.pages_kit import add_course, add_people, many, set_clock

TODAY = date(2026, 11, 23)


@pytest.fixture
def centre(database, monkeypatch):
    """Return a function that tells a letter of a centre with two signatories and one activity."""
    set_style(Style("be", "arabic", "en"))
    set_clock(monkeypatch, datetime.combine(TODAY, time(9)).astimezone())
    people = add_people(database, many(4))
    _activity, sessions = add_course(database, people, date(2026, 11, 2), date(2026, 11, 9))
    details = ProfileDetails(
        name="Centre A",
        old_name="Old A",
        district_office="District B",
        phone="042000111",
        document_prefix="ED 07",
    )
    with database.writing() as uow:
        mark_attendance(uow, sessions[0], dict.fromkeys(people, Mark.PRESENT))
        update_profile(uow, details)
        add_signatory(uow, SignatoryDetails(name="Piyanut", position="Teacher"))
        add_signatory(uow, SignatoryDetails(name="Theerawat", position="Director"))

    def make(build=cover_memo, **parameters):
        with database.reading() as session:
            return plain_digits(build(session, **parameters).text())

    return make


def test_that_a_memo_hands_in_the_figures_of_the_period(centre):
    said = centre()
    for part in (
        "Subject Summary of learning activities, Fiscal year 2570",
        "To The director of District B",
        "Ref. ED 07/",
        "Date 23 November 2569",
        "1 activities in 1 sessions",
        "4 people took part",
        "4 times in all",
        "1. Summary of learning activities, Fiscal year 2570, 1 copy",
        "(Piyanut) | Teacher",
        "(Theerawat) | Director",
        "[ ] Noted   [ ] Approved   [ ] Other",
    ):
        assert part in said
    assert "Old A" not in said


def test_that_a_letter_goes_to_whom_it_is_addressed(centre):
    said = centre(form="letter", to="The mayor", number="214")
    assert "To The mayor" in said
    assert "Ref. ED 07/214" in said
    assert "Yours faithfully," in said
    assert "Noted" not in said
    assert "To ……" in centre(form="letter")


@pytest.mark.parametrize("form", ["blank_memo", "blank_letter"])
def test_that_a_blank_letter_has_room_for_its_text_and_says_who_signs(centre, form):
    said = centre(form=form)
    assert said.count("\n……") > 8
    assert "Theerawat" in said
    assert "took part" not in said


def test_that_forms_say_whose_they_are_and_what_is_known(centre):
    assert "Order of District B" in centre(order_form, office="1", number="9/2569")
    assert "No. 9/2569" in centre(order_form, number="9/2569")
    announced = centre(announcement_form, subject="New courses", day="2026-11-25")
    assert "Announcement of Centre A" in announced
    assert "Announced on 25 November 2569 B.E." in announced
    minutes = centre(minutes_form, body="the committee", number="4/2569")
    assert "Minutes of the meeting of the committee" in minutes
    assert minutes.count("Resolved ……") == 5
