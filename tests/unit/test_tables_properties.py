"""What holds for any text and any bytes."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnsoc_desktop.exchange.errors import FileUnreadable
from learnsoc_desktop.exchange.formula_guard import guarded, unguarded
from learnsoc_desktop.exchange.reading_csv import read_csv
from learnsoc_desktop.exchange.tables import Table, read_table, write_table
from learnsoc_desktop.exchange.texts import names_from_text

FEW = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SIGNS = st.sampled_from(list("'=+-@\t\r\n ＝＋\"|;,กำ้\u00a0"))
TEXTS = st.lists(
    SIGNS | st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12
).map("".join)


@FEW
@given(TEXTS)
def test_that_guarding_is_undone_for_any_text(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


@FEW
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_that_any_text_comes_back_from_both_kinds_of_file(
    tmp_path: Path, rows: list[tuple[str, str]]
) -> None:
    table = Table(("a", "b", "c"), [(*row, "end") for row in rows])
    for name in ("a.csv", "a.xlsx"):
        write_table(table, tmp_path / name)
        assert [row.cells for row in read_table(tmp_path / name).rows] == table.rows


@FEW
@given(
    st.binary(max_size=400) | TEXTS.map(str.encode) | TEXTS.map(lambda text: text.encode("utf-16"))
)
def test_that_any_bytes_are_a_table_or_are_refused(data: bytes) -> None:
    try:
        table = read_csv(data, "x")
    except FileUnreadable as error:
        assert str(error)  # noqa: PT017  both outcomes are right
    else:
        assert all(row.number > table.head_row for row in table.rows)


@FEW
@given(st.lists(TEXTS, max_size=8).map("\n".join))
def test_that_any_text_gives_names_of_letters(text: str) -> None:
    for each in names_from_text(text):
        assert each.name == each.name.strip()
        assert any(letter.isalpha() for letter in each.name)
