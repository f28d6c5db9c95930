"""Every kind of record goes into files, and those that come in too come back as they went."""

from datetime import date

import pytest
from sqlalchemy import text

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.exchange.importing import parse_file
from learnsoc_desktop.exchange.labels import labelled
from learnsoc_desktop.exchange.tables import read_table, write_table
from learnsoc_desktop.features.centre.codes import add_code
from learnsoc_desktop.features.centre.model import CodeDetails
from learnsoc_desktop.features.people.custom_model import CustomField, CustomFieldDetails
from learnsoc_desktop.features.people.custom_queries import (
    own_fields,
    own_specs,
    words_of_lists,
)
from learnsoc_desktop.features.people.custom_service import add_field
from learnsoc_desktop.features.people.more_file_queries import SENSITIVE, told_specs
from tests.contract.kit import EXCHANGES, speak

TODAY = date.today()  # noqa: DTZ011  the sample is made for the day on the wall
INCOMING = [spec for spec in EXCHANGES if spec.importer]
ENDINGS = (".csv", ".xlsx")
# Only written: rows of lists in words, and what no file may bring without the consent that is no part of it.
ONE_WAY = {"people": SENSITIVE | {spec.name for spec in told_specs()}}

kinds = pytest.mark.parametrize("spec", EXCHANGES, ids=lambda spec: spec.key)
incoming = pytest.mark.parametrize("spec", INCOMING, ids=lambda spec: spec.key)
endings = pytest.mark.parametrize("ending", ENDINGS)


def table_of(database, spec):
    with database.reading() as session:
        return resolve(spec.export)(session)


def own_names(database):
    """Return what the fields are called that a centre defines itself: their heads are its own words."""
    with database.reading() as session:
        return {field.name for field in own_fields(session)}


def define_own(database, other):
    """Define the fields of a centre in another one, with their words."""
    with database.reading() as session, other.writing() as uow:
        specs = own_specs(session)
        words = words_of_lists(session, specs)
        for field in own_fields(session):
            details = CustomFieldDetails(name=field.name, kind=field.kind, help=field.help)
            made = uow.session.get(CustomField, add_field(uow, details))
            for word in words.get(field.key, ()):
                add_code(uow, made.list_key, CodeDetails(name=word.name))


def as_text(cell):
    """Return a cell as a file of text gives it back."""
    return "" if cell is None else str(cell)


@kinds
@endings
@pytest.mark.parametrize("centre", ["empty", "sample"])
def test_that_a_file_holds_every_row_and_head(stored, tmp_path, spec, ending, centre):
    table = table_of(stored[centre], spec)
    path = tmp_path / f"out{ending}"
    write_table(table, path)
    read = read_table(path)
    assert list(read.heads) == list(table.heads)
    assert len(read.rows) == len(table.rows)
    assert bool(table.rows) == (centre == "sample")
    assert len(set(table.heads)) == len(table.heads)


@kinds
def test_that_no_column_of_the_sample_is_empty(stored, spec):
    table = table_of(stored["sample"], spec)
    empty = [
        head
        for place, head in enumerate(table.heads)
        if all(row[place] in (None, "", 0) for row in table.rows)
    ]
    assert empty == []


@kinds
@pytest.mark.parametrize("language", ["th", "en"])
def test_that_heads_can_be_read_by_people(stored, catalogues, spec, language):
    speak(language, catalogues)
    table = table_of(stored["sample"], spec)
    known = resolve(spec.labels)()
    own = own_names(stored["sample"])
    assert [head for head in table.heads if head not in {*known, *own}] == []
    shown = labelled(table, known)
    assert own.issuperset(set(table.heads) & set(shown.heads)) or language == "en"
    assert len(set(shown.heads)) == len(shown.heads)
    assert "\u200b" not in "".join(shown.heads)


@kinds
def test_that_names_and_values_are_the_same_in_every_language(stored, catalogues, spec):
    tables = []
    for language in ("th", "en"):
        speak(language, catalogues)
        tables.append(table_of(stored["sample"], spec))
    assert tables[0] == tables[1]


@incoming
@endings
@pytest.mark.parametrize("heads", ["names", "th", "en"])
def test_that_our_own_file_changes_nothing(sample, tmp_path, catalogues, spec, ending, heads):
    table = table_of(sample, spec)
    if heads != "names":
        speak(heads, catalogues)
        table = labelled(table, resolve(spec.labels)())
    path = tmp_path / f"out{ending}"
    write_table(table, path)
    result = taken_in(sample, spec, path)
    assert result.line() == f"added 0, changed 0, same {len(table.rows)}, refused 0"
    assert [str(fault) for fault in result.faults] == []


@incoming
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_that_every_field_comes_back_into_an_empty_centre(sample, copy_of, tmp_path, spec, ending):
    path = tmp_path / f"out{ending}"
    table = table_of(sample, spec)
    write_table(table, path)
    with open_copy(copy_of, "empty") as other:
        define_own(sample, other)
        result = taken_in(other, spec, path)
        assert (result.added, result.refused) == (len(table.rows), 0)
        back = table_of(other, spec)
    assert list(back.heads) == list(table.heads)
    lost = [
        (head, before[place], after[place])
        for before, after in zip(table.rows, back.rows, strict=True)
        for place, head in enumerate(table.heads)
        if before[place] != after[place] and head not in ONE_WAY.get(spec.key, ())
    ]
    assert lost == []


@incoming
def test_that_a_dry_run_says_what_then_happens(sample, copy_of, tmp_path, spec):
    path = tmp_path / "out.csv"
    write_table(table_of(sample, spec), path)
    with open_copy(copy_of, "empty") as other:
        with other.reading() as session:
            parsed = parse_file(str(path), resolve(spec.plan)(session, TODAY))
            would = resolve(spec.check)(session, parsed, TODAY)
            assert session.exec(text("SELECT count(*) FROM import_batch")).scalar() == 0
        did = taken_in(other, spec, path)
    assert would.line() == did.line()


def open_copy(copy_of, name):
    return Database.open(copy_of(name) / "centre.db")


def taken_in(database, spec, path):
    """Take a file in as the command line does."""
    with database.reading() as session:
        parsed = parse_file(str(path), resolve(spec.plan)(session, TODAY))
    with database.writing() as uow:
        return resolve(spec.importer)(uow, parsed, today=TODAY, take_good_rows=False)
