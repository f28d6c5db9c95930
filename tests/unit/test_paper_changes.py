"""What was kept of a paper comes back, and what is different since is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.changes import Difference, What, compared, in_words
from learnsoc_desktop.reporting.content import (
    Content,
    ContentNotRead,
    content_of,
    from_json,
    table_content,
    to_json,
)
from learnsoc_desktop.reporting.document import (
    Column,
    Figure,
    Figures,
    Head,
    Parts,
    Report,
    Role,
    Row,
    Table,
    Ticks,
)

STYLE = Style("be", "arabic", "en")
COLUMNS = (
    Column("No.", key="no"),
    Column("Name", key="name"),
    Column("Times", kind=Kind.NUMBER, key="times"),
)
ROWS = (
    Row((1, "ก้อง", 3), key="a"),
    Row((2, "ขวัญ", 4), key="b"),
    Row(("", "Total", 7), Role.TOTAL, "total"),
)


def report(rows=ROWS, people=12, columns=COLUMNS):
    return Report(
        key="some",
        title="Some",
        head=Head(("ศูนย์",)),
        blocks=(
            Figures((Figure("People", people, key="people"), Figure("Hours", 1.5, places=1))),
            Table(columns, tuple(rows), name="Roll", key="roll"),
        ),
    )


def differences(kept, now):
    return compared(from_json(to_json(content_of(kept))), content_of(now), STYLE)


def test_that_every_kind_of_cell_comes_back():
    cells = (
        "คำ",
        3,
        1.25,
        Decimal("12.50"),
        date(2026, 11, 22),
        datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
        time(13, 30),
        Ticks(("/", "")),
        Parts((("ช", 3), ("ญ", None))),
        None,
    )
    columns = tuple(Column(str(n), key=str(n)) for n in range(len(cells)))
    content = Content("th", (), (Table(columns, (Row(cells, Role.GROUP, "k"),), key="t"),))
    assert from_json(to_json(content)) == content


def test_that_the_same_content_is_the_same_text():
    assert to_json(content_of(report())) == to_json(content_of(report()))
    assert to_json(content_of(report())) != to_json(content_of(report(people=13)))


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "{}", "null", '{"form": 99}'),
        '{"form":1,"language":"th","figures":[1]}',
        '{"form":1,"language":"","figures":[],"tables":[{"rows":[]}]}',
    ],
)
def test_that_what_cannot_be_read_is_refused(text):
    with pytest.raises(ContentNotRead):
        from_json(text)


def test_that_nothing_changed_is_said():
    assert differences(report(), report()) == []
    assert in_words([]) == "Nothing in it has changed since then."


def test_that_a_figure_and_a_cell_are_told_with_before_and_now():
    rows = (Row((1, "ก้อง", 5), key="a"), ROWS[1], Row(("", "Total", 9), Role.TOTAL, "total"))
    found = differences(report(), report(rows, people=1120))
    assert found == [
        Difference(What.CHANGED, "", "People", "", "12", "1,120"),
        Difference(What.CHANGED, "Roll", "ก้อง", "Times", "3", "5"),
        Difference(What.CHANGED, "Roll", "Total", "Times", "7", "9"),
    ]
    assert in_words(found) == (
        "Changed since then: People 12 → 1,120; Roll · ก้อง · Times 3 → 5; Roll · Total · Times 7 → 9."
    )


def test_that_rows_that_came_and_went_are_told_and_numbers_of_rows_are_not():
    rows = (Row((1, "คิด", 3), key="c"), Row((2, "ขวัญ", 4), key="b"), ROWS[2])
    found = differences(report(), report(rows))
    assert found == [
        Difference(What.ADDED, "Roll", "คิด"),
        Difference(What.GONE, "Roll", "ก้อง"),
    ]
    assert in_words(found) == "Changed since then: 1 row more; 1 row less."


def test_that_many_differences_are_counted():
    rows = tuple(replace(row, cells=(*row.cells[:2], 99)) for row in ROWS)
    found = differences(report(), report(rows, people=13))
    assert in_words(found).endswith("; 1 more figure changed.")


def test_that_columns_of_one_side_only_are_left_out():
    assert differences(report(), report([Row(("ก้อง", 3), key="a")], columns=COLUMNS[1:])) == [
        Difference(What.GONE, "Roll", "ขวัญ"),
        Difference(What.GONE, "Roll", "Total"),
    ]


def test_that_the_same_value_in_another_type_is_the_same():
    for value in (3.0, Decimal("3.00")):
        rows = (Row((1, "ก้อง", value), key="a"), *ROWS[1:])
        assert differences(report(), report(rows)) == []
    assert differences(report([Row((1, None, 3))]), report([Row((1, "", 3))])) == []


def test_that_rows_without_a_key_are_known_by_their_words():
    kept = report([Row((1, "ก้อง", 3)), Row((2, "ก้อง", 4))])
    now = report([Row((1, "ก้อง", 3)), Row((2, "ก้อง", 6))])
    assert [each.now for each in differences(kept, now)] == ["6"]


def test_that_a_file_of_records_is_compared_by_its_first_cell():
    kept = table_content("people", ("id", "first_name"), [("1", "ก้อง"), ("2", "ขวัญ")])
    now = table_content("people", ("id", "first_name"), [("1", "ก้องภพ"), ("2", "ขวัญ")])
    assert compared(from_json(to_json(kept)), now, STYLE) == [
        Difference(What.CHANGED, "people", "ก้องภพ", "first_name", "ก้อง", "ก้องภพ")
    ]
