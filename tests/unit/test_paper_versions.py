"""A centre's own version of a paper: applied to any report, outliving the paper it was made of."""

from dataclasses import replace
from decimal import Decimal

import pytest

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.formats import Style, current_style, writing_as
from learnsoc_desktop.reporting.adjusting import (
    Adjustment,
    adjusted,
    arranged,
    before_signatures,
    restored,
    stored,
)
from learnsoc_desktop.reporting.document import (
    Beside,
    Column,
    Head,
    Heading,
    Note,
    PageKind,
    Paragraph,
    Report,
    Role,
    Row,
    Signature,
    Signatures,
    Table,
    Together,
)
from learnsoc_desktop.reporting.measures import LEAST, margins_of
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.preview import Preview
from learnsoc_desktop.reporting.sheets import write_csv

DIRECTOR, TEACHER = Signature("certifies", "สมศรี", key="1"), Signature("reports", "แก้ว", key="2")
OTHER = Signature("checks", "ทองดี", key="3")
TABLE = Table(
    (
        Column("No.", key="no"),
        Column("Name", key="name"),
        Column("Men", key="men"),
        Column("Women", key="women"),
    ),
    (
        Row(("group",), Role.GROUP),
        Row((1, "ก", 3, 4)),
        Row((2, "ข", 5, 6)),
        Row(("", "Total", 8, 10), Role.TOTAL),
    ),
    key="people",
)
REPORT = Report(
    key="some",
    title="Standard title",
    head=Head(("ศูนย์",), b"emblem"),
    period="quarter 1",
    blocks=(
        Heading("People", 1, "people"),
        TABLE,
        Together((Heading("More", 2, "more"), Note("counted"))),
        Beside(Note("left"), Signatures((TEACHER, DIRECTOR))),
    ),
)


def columns(report):
    return [column.key for table in report.tables() for column in table.columns]


def cells(report):
    return [row.cells for table in report.tables() for row in table.rows]


def test_that_the_standard_changes_nothing():
    assert adjusted(REPORT, Adjustment()) == (REPORT, ())


def test_that_title_and_headings_say_something_else():
    change = Adjustment(title="ของเรา {period}", headings={"people": "คน", "more": "เพิ่มเติม"})
    made, unknown = adjusted(REPORT, change)
    assert made.title == "ของเรา quarter 1"
    assert "1 คน" in made.text()
    assert "2 เพิ่มเติม" in made.text()
    assert unknown == ()


def test_that_braces_a_person_types_are_left_alone():
    assert adjusted(REPORT, Adjustment(title="{x} {0} {")).report.title == "{x} {0} {"


def test_that_columns_are_left_out_and_stand_in_another_order():
    change = Adjustment(hidden={"people": ["men"]}, order={"people": ["name", "women", "no"]})
    made, _unknown = adjusted(REPORT, change)
    assert columns(made) == ["name", "women", "no"]
    assert cells(made) == [
        ("group", None, None),
        ("ก", 4, 1),
        ("ข", 6, 2),
        ("Total", 10, ""),
    ]


def test_that_a_total_keeps_its_words_when_their_column_goes():
    made, _unknown = adjusted(REPORT, Adjustment(hidden={"people": ["name"]}))
    assert cells(made)[-1] == ("Total", 8, 10)


def test_that_a_column_of_a_later_program_stands_after_the_one_it_follows():
    assert arranged(["no", "name", "new", "men"], ["men", "name", "no"]) == [
        "men",
        "name",
        "new",
        "no",
    ]
    assert arranged(["new", "no"], ["no"]) == ["new", "no"]


def test_that_a_table_never_loses_all_columns():
    every = ["no", "name", "men", "women"]
    made, unknown = adjusted(REPORT, Adjustment(hidden={"people": every}))
    assert columns(made) == every
    assert unknown == ("table people",)


def test_that_what_the_paper_does_not_have_is_left_out_and_told():
    change = Adjustment(
        headings={"gone": "x"},
        hidden={"people": ["age"], "old": ["a"]},
        signers=["9", "1"],
    )
    made, unknown = adjusted(REPORT, change)
    assert columns(made) == ["no", "name", "men", "women"]
    assert made.blocks[-1].right.people == (DIRECTOR,)
    assert unknown == ("heading gone", "table old", "column people.age", "signatory 9")


def test_that_who_signs_is_chosen_from_the_paper_and_the_centre():
    made, unknown = adjusted(REPORT, Adjustment(signers=["3", "2"]), [DIRECTOR, OTHER])
    assert made.blocks[-1].right.people == (OTHER, TEACHER)
    assert unknown == ()


def test_that_nobody_need_sign(tmp_path):
    made, _unknown = adjusted(replace(REPORT, head=Head(("ศูนย์",))), Adjustment(signers=[]))
    write_pdf(made, tmp_path / "paper.pdf")
    with Preview(tmp_path / "paper.pdf") as paper:
        assert "certifies" not in paper.text(0)


def test_that_notes_stand_under_the_title_and_before_who_signs():
    made, _unknown = adjusted(REPORT, Adjustment(above="หนึ่ง\n\nสอง", below="ท้าย"))
    texts = [block.text for block in made.blocks if isinstance(block, Paragraph)]
    assert texts == ["หนึ่ง", "สอง", "ท้าย"]
    assert [type(block) for block in made.blocks[-2:]] == [Paragraph, Beside]
    assert before_signatures(replace(REPORT, blocks=()), Note("x")).blocks == (Note("x"),)


def test_that_looks_are_chosen(tmp_path):
    change = Adjustment(
        logo=False, digits="thai", calendar="ce", paper="F4", margins="narrow", above="ปี 2026"
    )
    made, _unknown = adjusted(REPORT, change)
    assert (made.head.emblem, made.digits, made.calendar) == (None, "thai", "ce")
    assert margins_of(made.page, made.margins).left < margins_of(made.page).left
    write_pdf(made, tmp_path / "paper.pdf", paper="A4")
    with Preview(tmp_path / "paper.pdf") as paper:
        assert paper.size(0) == pytest.approx((215.9, 330.2), abs=0.2)
        assert "ปี ๒๐๒๖" in paper.text(0)


@pytest.mark.parametrize("page", list(PageKind))
def test_that_narrow_margins_are_narrower_but_never_under_a_printers_edge(page):
    own, narrow, binding = (margins_of(page, chosen) for chosen in ("", "narrow", "binding"))
    if page is PageKind.SHEET:
        assert own == narrow == binding
        return
    assert binding.left == own.left + 10
    assert min(narrow.left, narrow.right, narrow.top, narrow.bottom) >= 10
    assert narrow.left < own.left or own.left <= LEAST


def test_that_a_version_comes_back_as_it_was_stored():
    change = Adjustment(
        title="ชื่อ",
        headings={"people": "คน"},
        hidden={"people": ["men"]},
        signers=["1"],
        logo=False,
        margins="binding",
    )
    assert restored(stored(change)) == (change, ())
    assert stored(Adjustment()) == "{}"
    assert restored(stored(Adjustment(signers=[])))[0].signers == []


@pytest.mark.parametrize(
    ("text", "kept", "told"),
    [
        ("", Adjustment(), ()),
        ('{"title": "a", "colour": "red"}', Adjustment(title="a"), ("colour",)),
        ('{"digits": "roman"}', Adjustment(), ("digits",)),
        ('{"hidden": {"people": "men"}}', Adjustment(), ("hidden",)),
        ('{"signers": 3, "logo": "no"}', Adjustment(), ("logo", "signers")),
        ("[1]", Adjustment(), ("[1]",)),
        ("{", Adjustment(), ("{",)),
    ],
)
def test_that_what_is_not_understood_is_left_out_and_told(text, kept, told):
    assert restored(text) == (kept, told)


def test_that_a_table_file_holds_the_columns_of_the_version(tmp_path):
    made, _unknown = adjusted(REPORT, Adjustment(hidden={"people": ["no", "men"]}))
    write_csv(made, tmp_path / "paper.csv")
    assert "Name,Women" in (tmp_path / "paper.csv").read_text("utf-8-sig").splitlines()


def test_that_a_style_of_one_paper_ends_with_it():
    with writing_as(Style(calendar="ce")):
        assert current_style().calendar == "ce"
        assert formats.year(2026) == "2026"
    assert current_style().calendar == "be"
    assert Decimal(formats.year(2026)) == 2569
