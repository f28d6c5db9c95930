"""A centre's own versions of papers, and papers as they were handed in."""

import io
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import event
from sqlmodel import select

from learnsoc_desktop.core.errors import NotFound
from learnsoc_desktop.core.feature import ExchangeSpec, Parameter, ReportSpec
from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_auto import back_up
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.exchange.backup_restore import restore
from learnsoc_desktop.exchange.cells import Table as FileTable
from learnsoc_desktop.features.centre import paper_queries, paper_service
from learnsoc_desktop.features.centre.errors import (
    NameMissing,
    PaperGone,
    RecipientMissing,
    VariantTwice,
    VariantUnknown,
)
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.centre.model import SignatoryDetails, VillageDetails
from learnsoc_desktop.features.centre.paper_model import Snapshot, SnapshotDetails, VariantDetails
from learnsoc_desktop.features.centre.papers import made_paper, settled
from learnsoc_desktop.features.centre.pictures import PictureUse, store_picture
from learnsoc_desktop.features.centre.queries import signatories, villages
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.centre.service import (
    add_signatory,
    add_village,
    change_village,
    profile_of,
)
from learnsoc_desktop.reporting.adjusting import Adjustment
from learnsoc_desktop.reporting.changes import compared
from learnsoc_desktop.reporting.document import Column, PageKind, Report, Row, Table
from learnsoc_desktop.reporting.pdf import write_pdf

HERE = "tests.features.centre.test_papers"
TO = SnapshotDetails(handed_to="สกร.อำเภอเมือง", handed_on=date(2026, 10, 5), handed_by="แก้ว")
PDF = b"%PDF-1.4 as it was"


def orders(_session):
    return [("number", "By number"), ("name", "By name")]


def usual_year(_session):
    return "2570"


def village_paper(session, *, order="number", year="", page=PageKind.REPORT):
    shared = paper(session)
    table = Table(
        (Column("No.", key="no"), Column("Village", key="name")),
        tuple(
            Row((n, row.name), key=str(row.id)) for n, row in enumerate(villages(session), start=1)
        ),
        name="Villages",
        key="villages",
    )
    return Report(
        key="villages",
        title=f"Villages {year} {order}",
        head=shared.head,
        blocks=(table, signature_blocks(session, 2)),
        period="quarter 1",
        page=page,
    )


def sheet(session, **given):
    return village_paper(session, page=PageKind.SHEET, **given)


SPEC = ReportSpec(
    "villages",
    "Villages",
    "All of them",
    "hand in",
    f"{HERE}:village_paper",
    (
        Parameter("order", "Order", choices=f"{HERE}:orders"),
        Parameter("year", "Year", default=f"{HERE}:usual_year"),
    ),
)


@pytest.fixture
def folder(database: Database) -> CentreFolder:
    return CentreFolder(database.path.parent)


def keep(database, folder, pdf=PDF, details=TO, **given):
    with database.reading() as session:
        made = made_paper(session, SPEC, given)
    file = paper_service.handed_paper(made.report, pdf, made.parameters)
    with database.writing("kept") as uow:
        return paper_service.keep_handed_in(uow, folder, file, details)


def add_one(database, name, moo):
    with database.writing() as uow:
        return add_village(uow, VillageDetails(moo=moo, name=name))


def test_that_parameters_are_settled_before_they_are_kept(database):
    with database.reading() as session:
        assert settled(session, SPEC, {}) == {"order": "number", "year": "2570"}
        assert settled(session, SPEC, {"year": "", "order": "name"}) == {
            "order": "name",
            "year": "",
        }


def test_that_parameters_of_another_way_stay_empty(database):
    spec = ReportSpec(
        "x",
        "",
        "",
        "",
        "",
        (
            Parameter("year", "", default=f"{HERE}:usual_year", way="by year"),
            Parameter("first_day", "", kind="date", way="by days"),
            Parameter("order", "", choices=f"{HERE}:orders"),
        ),
    )
    with database.reading() as session:
        by_days = settled(session, spec, {"first_day": "2026-10-01"})
        assert by_days == {"year": "", "first_day": "2026-10-01", "order": "number"}
        assert settled(session, spec, {"first_day": ""})["year"] == "2570"


def test_that_a_paper_comes_back_byte_for_byte_after_the_data_change(database, folder):
    add_one(database, "บ้านสวน", 1)
    with database.reading() as session:
        report = made_paper(session, SPEC, {}).report
    path = folder.root / "paper.pdf"
    write_pdf(report, path)
    kept = keep(database, folder, path.read_bytes())
    add_one(database, "บ้านนา", 2)
    with database.reading() as session:
        row = paper_queries.snapshot(session, kept)
        data, media_type = paper_queries.snapshot_file(session, folder, row)
    assert (data, media_type) == (path.read_bytes(), "application/pdf")
    assert (row.handed_to, row.handed_on, row.handed_by) == (
        "สกร.อำเภอเมือง",
        date(2026, 10, 5),
        "แก้ว",
    )
    assert row.parameters == {"order": "number", "year": "2570"}


@pytest.mark.parametrize("harm", ["gone", "changed", "short"])
def test_that_a_damaged_file_of_a_paper_is_told_and_its_figures_stay(database, folder, harm):
    add_one(database, "บ้านสวน", 1)
    kept = keep(database, folder)
    with database.reading() as session:
        row = paper_queries.snapshot(session, kept)
    path = folder.blob_path(row.sha256)
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(PDF[:-1] if harm == "short" else PDF.replace(b"was", b"saw"))
    with database.reading() as session:
        with pytest.raises(PaperGone, match="Villages 2570 number"):
            paper_queries.snapshot_file(session, folder, row)
        assert paper_queries.snapshot_content(session, kept).tables[0].rows[0].cells[1] == "บ้านสวน"


def test_that_a_backup_holds_the_papers_and_brings_them_back(database, folder, tmp_path):
    kept = keep(database, folder)
    with database.reading() as session:
        row = paper_queries.snapshot(session, kept)
    backup = back_up(folder, Why.ASKED)
    assert (backup.blobs, backup.missing) == (1, ())
    folder.blob_path(row.sha256).unlink()
    database.close()
    restore(folder, backup.path)
    with Database.open(folder.database) as again, again.reading() as session:
        assert paper_queries.snapshot_file(session, folder, row)[0] == PDF


def test_that_the_same_paper_is_kept_once_as_a_file(database, folder):
    keep(database, folder)
    keep(database, folder)
    with database.reading() as session:
        assert len(session.exec(select(Attachment)).all()) == 1
        assert len(paper_queries.snapshots(session)) == 2


def test_that_the_list_begins_with_what_was_handed_in_last(database, folder):
    dates = [date(2026, 1, 5), date(2026, 10, 5), date(2026, 4, 5)]
    for day in dates:
        keep(database, folder, details=TO.model_copy(update={"handed_on": day}))
    with database.reading() as session:
        found = paper_queries.snapshots(session)
        last = paper_queries.last_of_each(session)
    assert [row.handed_on for row in found] == sorted(dates, reverse=True)
    assert last["villages"].handed_on == date(2026, 10, 5)


def test_that_only_the_very_same_parameters_are_the_same_paper(database, folder):
    keep(database, folder, year="2569")
    with database.reading() as session:
        assert made_paper(session, SPEC, {"year": "2569"}).handed_in is not None
        assert made_paper(session, SPEC, {}).handed_in is None
        assert made_paper(session, SPEC, {"year": "2569", "order": "name"}).handed_in is None


def test_that_a_later_paper_says_what_changed_since(database, folder):
    add_one(database, "บ้านสวน", 1)
    keep(database, folder)
    with database.reading() as session:
        made = made_paper(session, SPEC, {})
    assert "Handed in to สกร.อำเภอเมือง on 5 ต.ค. 2569. Nothing in it has changed" in (
        made.report.text()
    )
    add_one(database, "บ้านนา", 2)
    with database.reading() as session:
        made = made_paper(session, SPEC, {})
    lines = made.report.text().splitlines()
    said = next(n for n, line in enumerate(lines) if line.startswith("Handed in to"))
    assert lines[said].endswith("Changed since then: 1 row more.")
    assert "Signed" in lines[said + 1]
    assert [each.row for each in made.differences] == ["บ้านนา"]


def test_that_a_version_that_hides_a_column_still_tells_what_changed_in_it(database, folder):
    village = add_one(database, "บ้านสวน", 1)
    keep(database, folder)
    with database.writing() as uow:
        change_village(uow, village, VillageDetails(moo=1, name="บ้านสวนใหม่"))
    change = Adjustment(hidden={"villages": ["name"]})
    with database.reading() as session:
        made = made_paper(session, SPEC, {}, change)
    assert [(each.before, each.now) for each in made.differences] == [("บ้านสวน", "บ้านสวนใหม่")]


def test_that_a_sheet_to_be_signed_carries_no_such_line(database, folder):
    keep(database, folder)
    spec = ReportSpec("villages", "", "", "hand in", f"{HERE}:sheet", SPEC.parameters)
    with database.reading() as session:
        made = made_paper(session, spec, {})
    assert "Handed in" not in made.report.text()
    assert made.told.startswith("Handed in to")


def test_that_content_that_cannot_be_read_is_told_and_stops_nothing(database, folder):
    kept = keep(database, folder)
    with database.writing() as uow:
        uow.session.get(Snapshot, kept).content = '{"form": 9}'
    with database.reading() as session:
        assert "cannot be read" in made_paper(session, SPEC, {}).report.text()


@pytest.mark.parametrize("whom", ["", "  ", "\u200b"])
def test_that_nothing_is_kept_without_saying_to_whom(database, folder, whom):
    with pytest.raises(RecipientMissing):
        keep(database, folder, details=SnapshotDetails.model_construct(handed_to=whom))
    with database.reading() as session:
        assert paper_queries.snapshots(session) == []


def test_that_long_texts_are_kept_and_cut_only_where_nobody_typed_them(database, folder):
    long = "ก" * 150
    kept = keep(database, folder, details=SnapshotDetails(handed_to=long), year="9" * 5000)
    with database.reading() as session:
        row = paper_queries.snapshot(session, kept)
    assert (row.handed_to, len(row.title), len(row.parameters["year"])) == (long, 300, 5000)


def test_that_to_whom_can_be_set_right_and_the_paper_stays(database, folder):
    kept = keep(database, folder)
    with database.writing() as uow:
        paper_service.change_handing_in(uow, kept, SnapshotDetails(handed_to="อบต."))
    with database.reading() as session:
        row = paper_queries.snapshot(session, kept)
        assert row.handed_to == "อบต."
        assert paper_queries.snapshot_file(session, folder, row)[0] == PDF
        assert paper_queries.recipients(session) == ["อบต."]


def test_that_a_removed_paper_is_no_longer_told_and_comes_back(database, folder):
    kept = keep(database, folder)
    with database.writing("removed") as uow:
        paper_service.remove_snapshot(uow, kept)
    with database.reading() as session:
        assert made_paper(session, SPEC, {}).handed_in is None
        with pytest.raises(NotFound):
            paper_queries.snapshot(session, kept)
    database.undo()
    with database.reading() as session:
        assert paper_queries.snapshot_file(session, folder, paper_queries.snapshot(session, kept))


def test_that_a_paper_is_found_by_the_beginning_of_its_number(database, folder):
    one, two = keep(database, folder), keep(database, folder)
    with database.reading() as session:
        assert paper_queries.beginning_with(session, str(one)) == [one]
        assert paper_queries.beginning_with(session, f" {two.hex.upper()} ") == [two]
        assert paper_queries.beginning_with(session, one.hex[:4]) == [one, two]
        assert paper_queries.beginning_with(session, "") == []
        assert paper_queries.beginning_with(session, "xyz") == []


def test_that_a_file_of_records_is_kept_and_compared_too(database, folder):
    spec = ExchangeSpec("people", "People", "")
    table = FileTable(("id", "first_name"), [("1", "ก้อง")], "people")
    file = paper_service.handed_table(spec, table, b"id,first_name", "people.csv")
    with database.writing() as uow:
        kept = paper_service.keep_handed_in(uow, folder, file, TO)
    with database.reading() as session:
        row = paper_queries.snapshot(session, kept)
        assert (row.report_key, row.counted) == ("export-people", "1 row")
        assert paper_queries.snapshot_file(session, folder, row) == (b"id,first_name", "text/csv")
        now = paper_service.handed_table(
            spec, FileTable(("id", "first_name"), [("1", "ก้อย")], "people"), b"", "people.csv"
        )
        found = compared(
            paper_queries.snapshot_content(session, kept), now.content, Settings().style
        )
    assert [(each.before, each.now) for each in found] == [("ก้อง", "ก้อย")]


def variant(database, name="แบบอำเภอ", change=None, key="villages"):
    with database.writing("variant") as uow:
        return paper_service.add_variant(
            uow, key, VariantDetails.model_construct(name=name), change or Adjustment(title="T")
        )


def test_that_a_version_is_kept_by_name_and_found_by_name_or_number(database):
    made = variant(database, " แบบอำเภอ ")
    with database.reading() as session:
        for text in ("แบบอำเภอ", str(made)):
            row = paper_queries.variant_named(session, "villages", text)
            assert (row.name, row.change) == ("แบบอำเภอ", Adjustment(title="T"))
        with pytest.raises(VariantUnknown):
            paper_queries.variant_named(session, "other", "แบบอำเภอ")


def test_that_a_version_needs_a_name_of_its_own(database):
    own = variant(database, "District")
    with pytest.raises(VariantTwice):
        variant(database, "district")
    with pytest.raises(NameMissing):
        variant(database, "  ")
    variant(database, "district", key="other")
    with database.writing() as uow:
        paper_service.change_variant(
            uow, own, VariantDetails(name="DISTRICT"), Adjustment(title="U")
        )
    with database.reading() as session:
        assert paper_queries.variants(session, "villages")[0].change.title == "U"


def test_that_a_version_chooses_who_signs_by_the_centres_own_list(database):
    with database.writing() as uow:
        for name in ("หนึ่ง", "สอง", "สาม"):
            add_signatory(uow, SignatoryDetails(name=name, task="รับรอง"))
    with database.reading() as session:
        third = str(made_id(session, "สาม"))
        made = made_paper(session, SPEC, {}, Adjustment(signers=[third]))
    assert "(สาม)" in made.report.text()
    assert "(หนึ่ง)" not in made.report.text()


def made_id(session, name):
    return next(row.id for row in signatories(session) if row.name == name)


def test_that_a_calendar_of_its_own_reaches_what_the_report_wrote_already(database, folder):
    keep(database, folder)
    with database.reading() as session:
        made = made_paper(session, SPEC, {}, Adjustment(calendar="ce"))
    assert "5 ต.ค. 2026" in made.report.text()


def test_that_a_list_of_papers_reads_nothing_of_what_they_say(database, folder):
    keep(database, folder)
    with database.reading() as session:
        statements: list[str] = []
        engine = session.get_bind().engine
        event.listen(engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        assert len(paper_queries.snapshots(session)) == 1
    (query,) = [each for each in statements if each.startswith("SELECT")]
    assert "paper_snapshot.sha256" in query
    assert "paper_snapshot.content" not in query


def test_that_a_paper_shows_the_emblem_the_centre_gave(database, folder):
    with database.reading() as session:
        assert paper(session).head.emblem is None
    with database.writing() as uow:
        sha256 = store_picture(uow, folder, red_square(), PictureUse.EMBLEM)
        profile_of(uow).emblem = sha256
    with database.reading() as session:
        assert paper(session).head.emblem == folder.read_blob(sha256)
        change = Adjustment(logo=False)
        assert made_paper(session, SPEC, {}, change).report.head.emblem is None


def red_square():
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(file, "PNG")
    return file.getvalue()
