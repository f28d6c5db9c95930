"""Workbooks as people bring them; the numbers are those of the list of hostile and broken input."""

import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from learnsoc_desktop.exchange import sheet_rows, sheet_xml
from learnsoc_desktop.exchange.cells import LIMITS
from learnsoc_desktop.exchange.errors import (
    CellTooLong,
    DamagedFile,
    EmptyFile,
    FileUnreadable,
    NotATable,
    ProtectedFile,
    SheetMissing,
    TooLarge,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
)
from learnsoc_desktop.exchange.tables import Limits, SourceTable, column_letters, read_table
from tests.unit.spreadsheets import (
    SHEET,
    SHEET_START,
    changed_parts,
    fill,
    ole,
    sheet_of,
    xlsx,
    zip_of,
)

SMALL = Limits(rows=3, columns=4, cells=10, cell=20, unpacked=2_000_000)
CONTENT = "[Content_Types].xml"
TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def cells(table: SourceTable) -> list[tuple[object, ...]]:
    return [row.cells for row in table.rows]


def text_row(number: int, *places: str) -> str:
    inside = "".join(
        TEXT.format(f"{place}{number}", f"{place.lower()}{number}") for place in places
    )
    return f'<row r="{number}">{inside}</row>'


def test_that_values_of_every_kind_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ค.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("ผู้เรียน")
    day, clock = (
        book.add_format({"num_format": "d/m/yyyy"}),
        book.add_format({"num_format": "h:mm"}),
    )
    long = book.add_format({"num_format": "[h]:mm"})
    fill(sheet, [["a", "b", "c", "d", "e", "f", "g"]])
    sheet.write_string(1, 0, "น้ำ")
    sheet.write_number(1, 1, 812345678)
    sheet.write_number(1, 2, 1.5)
    sheet.write_boolean(1, 3, boolean=True)
    sheet.write_datetime(1, 4, datetime(2026, 11, 22), day)  # noqa: DTZ001
    sheet.write_datetime(1, 5, datetime(2026, 11, 22, 9, 30), day)  # noqa: DTZ001
    sheet.write_datetime(1, 6, time(9, 30), clock)
    sheet.write_datetime(2, 0, timedelta(hours=30), long)
    sheet.write_number(2, 1, 1234567890121)
    book.close()
    table = read_table(path)
    moment = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  spreadsheets know no zone
    assert cells(table) == [
        ("น้ำ", 812345678, 1.5, True, date(2026, 11, 22), moment, time(9, 30)),
        (timedelta(hours=30), 1234567890121),
    ]
    assert (table.sheet, table.sheets, table.notes) == ("ผู้เรียน", ("ผู้เรียน",), ())


def test_that_one_huge_cell_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:  # 41
    huge = "ก" * 20_000_000
    path = sheet_of(tmp_path / "a.xlsx", f'<row r="1">{TEXT.format("A1", huge)}</row>')
    del huge
    assert path.stat().st_size < 300_000
    tracemalloc.start()
    with pytest.raises(CellTooLong):
        read_table(path)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_that_a_long_cell_is_refused_with_its_row(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.xlsx", f'<row r="7">{TEXT.format("A7", "x" * 21)}</row>')
    with pytest.raises(CellTooLong) as caught:
        read_table(path, limits=SMALL)
    assert caught.value.params["row"] == 7


def test_that_much_that_unpacks_from_little_is_refused(tmp_path: Path) -> None:  # 42
    path = xlsx(tmp_path / "a.xlsx", [["a"]])
    bomb = SHEET_START.encode() + b"<sheetData>" + b'<row r="1"></row>' * 60_000
    changed_parts(path, {f"xl/worksheets/sheet{n}.xml": bomb for n in range(2, 6)})
    with pytest.raises(TooLarge):
        read_table(path, limits=SMALL)
    texts = b"<sst>" + b"<si><t>a</t></si>" * 300_000
    changed_parts(path, {"xl/sharedStrings.xml": texts})
    with pytest.raises(TooLarge):
        read_table(path)


def test_that_too_many_packed_parts_are_refused(tmp_path: Path) -> None:  # 42
    path = xlsx(tmp_path / "a.xlsx", [["a"]])
    changed_parts(path, {f"x{n}.xml": b"" for n in range(30)})
    with pytest.raises(TooLarge):
        read_table(path, limits=Limits(entries=20))


def test_that_forged_sizes_do_not_help(tmp_path: Path) -> None:  # 43
    path = sheet_of(tmp_path / "a.xlsx", text_row(1, "A") + text_row(2, "A") * 1)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    data = path.read_bytes()
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(DamagedFile):
        read_table(path)


def test_that_overlapping_parts_are_refused(tmp_path: Path) -> None:  # 44
    path = xlsx(tmp_path / "a.xlsx", [["a"]])
    with zipfile.ZipFile(path) as archive:
        places = [info.header_offset for info in archive.infolist()]
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    at = data.index(b"PK\x01\x02", at + 4)  # the second part, told to begin where the first does
    data[at + 42 : at + 46] = places[0].to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(DamagedFile):
        read_table(path)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_that_xml_with_entities_is_refused(tmp_path: Path, part: str) -> None:  # 45
    path = xlsx(tmp_path / "a.xlsx", [["a"]])
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
    for data in (laughs.encode(), laughs.encode("utf-16"), laughs.encode("utf-16-le")):
        changed_parts(path, {part: data})
        with pytest.raises(FileUnreadable):
            read_table(path)


def test_that_a_password_is_said(tmp_path: Path) -> None:  # 46
    path = tmp_path / "a.xlsx"
    path.write_bytes(ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}))
    with pytest.raises(ProtectedFile) as caught:
        read_table(path)
    assert "without a password" in caught.value.advice


def test_that_a_packed_file_with_a_password_is_said(tmp_path: Path) -> None:  # 46
    path = xlsx(tmp_path / "a.xlsx", [["a"]])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ProtectedFile):
        read_table(path)


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({CONTENT: b"<x/>", "word/document.xml": b"<x/>"}, "text document"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""},
            "Open",
        ),
        ({CONTENT: b"<x/>", "xl/workbook.bin": b"x"}, "XLSB"),
        ({"a.txt": b"x"}, "ZIP"),
    ],
)
def test_that_other_packed_files_are_told_by_what_they_are(  # 47
    tmp_path: Path, parts: dict[str, bytes], word: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(zip_of(parts))
    with pytest.raises(NotATable, match=word):
        read_table(path)


def test_that_text_named_xlsx_is_read_as_text(tmp_path: Path) -> None:  # 47
    path = tmp_path / "a.xlsx"
    path.write_text("ชื่อ,สกุล\nก,ข\n", "utf-8")
    assert cells(read_table(path)) == [("ก", "ข")]


def test_that_macros_are_left_alone(tmp_path: Path) -> None:  # 48
    path = xlsx(tmp_path / "a.xlsm", [["a"], ["b"]])
    with zipfile.ZipFile(path) as archive:
        types = archive.read(CONTENT)
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert plain in types
    changed_parts(path, {CONTENT: types.replace(plain, macros), "xl/vbaProject.bin": b"x" * 99})
    assert cells(read_table(path)) == [("b",)]


def test_that_links_and_formulas_give_what_was_worked_out_last(tmp_path: Path) -> None:  # 49
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    fill(sheet, [["a", "b"]])
    sheet.write_formula(1, 0, "='[http://evil/x.xlsx]S'!A1", None, "เก่า")
    sheet.write_formula(1, 1, '=cmd|"/c calc"!A0', None, 7)
    book.close()
    assert cells(read_table(path)) == [("เก่า", 7)]


def test_that_hidden_and_merged_parts_are_read_and_said(tmp_path: Path) -> None:  # 50
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("ลับ").hide()
    sheet = book.add_worksheet("จริง")
    book.add_worksheet("อื่น").write(0, 0, "x")
    sheet.activate()
    fill(sheet, [["หมู่บ้าน", "ชื่อ"], ["บ้านนา", "ก"], [None, "ข"], [None, "ค"], ["บ้านโนน", "ง"]])
    sheet.merge_range(1, 0, 3, 0, "บ้านนา")
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 1, 10, None, {"hidden": True})
    book.close()
    table = read_table(path)
    assert cells(table) == [("บ้านนา", "ก"), ("บ้านนา", "ข"), ("บ้านนา", "ค"), ("บ้านโนน", "ง")]
    assert (table.sheet, table.sheets) == ("จริง", ("จริง", "อื่น"))
    said = "\n".join(table.notes)
    for word in ("1 hidden row", "Hidden columns", "Merged cells", "A2:A4", "อื่น", "1 hidden sheet"):
        assert word in said
    assert read_table(path, sheet="อื่น").heads == ("x",)
    with pytest.raises(SheetMissing):
        read_table(path, sheet="ไม่มี")


def test_that_formulas_without_a_result_are_said(tmp_path: Path) -> None:  # 51
    inside = (
        text_row(1, "A", "B")
        + '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><f/><v>3</v></c></row>'
    )
    table = read_table(sheet_of(tmp_path / "a.xlsx", inside))
    assert cells(table) == [(None, 3)]
    assert "A2" in table.notes[0]


def test_that_a_claimed_size_of_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:  # 52
    start = SHEET_START + '<dimension ref="A1:XFD1048576"/>'
    styled = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    inside = text_row(1, "A", "B") + text_row(2, "A", "B") + styled
    table = read_table(sheet_of(tmp_path / "a.xlsx", inside, start=start))
    assert cells(table) == [("a2", "b2")]


def test_that_a_stray_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:  # 52
    with pytest.raises(TooManyColumns) as caught:
        read_table(sheet_of(tmp_path / "a.xlsx", text_row(1, "A") + text_row(1048576, "XFD")))
    assert caught.value.params["row"] == 1048576
    low = read_table(sheet_of(tmp_path / "b.xlsx", text_row(1, "A") + text_row(1048576, "A")))
    assert [row.number for row in low.rows] == [1048576]


def test_that_more_than_is_sensible_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooManyRows):
        read_table(xlsx(tmp_path / "a.xlsx", [["a"]] * 5), limits=SMALL)
    with pytest.raises(TooManyColumns):
        read_table(xlsx(tmp_path / "b.xlsx", [["a"] * 5]), limits=SMALL)
    with pytest.raises(TooManyCells):
        read_table(xlsx(tmp_path / "c.xlsx", [["a"] * 4] * 3), limits=SMALL)
    assert len(read_table(xlsx(tmp_path / "d.xlsx", [["a"] * 2] * 4), limits=SMALL).rows) == 3


def test_that_a_file_cut_off_anywhere_is_refused(tmp_path: Path) -> None:  # 53
    whole = xlsx(tmp_path / "a.xlsx", [["ก", 1]] * 50).read_bytes()
    path = tmp_path / "b.xlsx"
    for size in range(30, len(whole), 211):
        path.write_bytes(whole[:size])
        with pytest.raises(FileUnreadable):
            read_table(path)


def test_that_a_flipped_byte_never_crashes(tmp_path: Path) -> None:  # 53
    whole = xlsx(tmp_path / "a.xlsx", [["ก", 1]] * 5).read_bytes()
    path = tmp_path / "b.xlsx"
    for at in range(0, len(whole), 37):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        path.write_bytes(broken)
        try:
            table = read_table(path)
        except FileUnreadable as error:
            assert str(error)  # noqa: PT017  both outcomes are right, a crash is not
        else:
            assert table.heads


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>one</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>999</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1" t="s"><v>1e9</v></c></row>',
    ],
)
def test_that_a_sheet_that_contradicts_itself_is_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(DamagedFile):
        read_table(sheet_of(tmp_path / "a.xlsx", inside))


ODD_FORMS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>',
    '<row r="1" ht="15" hidden="1"><c r="B1" s="1"/><c r="C1"><v>1.5</v></c></row>',
    "<row><c><v>1</v></c><c><v>2</v></c></row>",
    '<row r="2"><c t="str" r="A2"><f>"x"&amp;"y"</f><v>x&amp;y</v></c></row>',
    '<row r="2"><c r="A2"><f>A1+1</f></c><c r="B2" t="b"><v>1</v></c></row>',
    '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2"><f t="shared" si="0"/><v>3</v></c></row>',
    '<row r="2"><!-- a remark --><c r="A2"><v>7</v></c></row>',
    '<row r="2"><c r="A2" t="inlineStr"><is><t><![CDATA[<b>]]></t></is></c></row>',
    '<row r="2"><c r="A2" t="inlineStr"><is><t>a\r\nb&#x0E01;_x000D_</t></is></c></row>',
    '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c></row>',
    '<row r="2"/><row r="3"></row><row r="4"><c r="D4"><v>1e3</v></c></row>',
    '\n  <row r="2">\n <c r="A2"><v>7</v></c>\n</row>\n',
)


@pytest.mark.parametrize("inside", ODD_FORMS)
@pytest.mark.parametrize("before", ["", text_row(1, "A", "B")])
def test_that_rows_of_every_form_are_read_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str, before: str
) -> None:
    if before and 'r="1"' in inside:
        inside = inside.replace('r="1"', 'r="9"').replace('A1"', 'A9"')
    path = sheet_of(tmp_path / "a.xlsx", before + inside + text_row(20, "A"))
    table = read_table(path)
    monkeypatch.setattr(sheet_xml, "plain_rows", lambda _piece: None)
    assert table == read_table(path)


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_that_a_sheet_is_read_alike_in_pieces_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    rows = "".join(text_row(number, "A", "C") for number in range(1, 40))
    path = sheet_of(tmp_path / "ก.xlsx", rows)
    table = read_table(path)
    monkeypatch.setattr(sheet_rows, "PIECE", size)
    assert table == read_table(path)
    monkeypatch.setattr(sheet_rows, "LONGEST", size)
    assert table == read_table(path)


@pytest.mark.parametrize(
    "text", ["&#0;", "&#x1F;", "&#xFFFFFFFF;", "&nbsp;", "&", "\x01", "]\ufffe"]
)
def test_that_letters_xml_has_not_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DamagedFile):
        read_table(sheet_of(tmp_path / "a.xlsx", TEXT.format("A1", text).join(("<row>", "</row>"))))


def test_that_a_sheet_in_no_known_encoding_is_refused(tmp_path: Path) -> None:
    start = SHEET_START.replace("UTF-8", "UTF-Q")
    with pytest.raises(DamagedFile):
        read_table(sheet_of(tmp_path / "a.xlsx", text_row(1, "A"), start=start))


def test_that_a_missing_part_is_refused(tmp_path: Path) -> None:
    for number, part in enumerate(
        (CONTENT, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET)
    ):
        path = xlsx(tmp_path / f"{number}.xlsx", [["a"]])
        with pytest.raises((DamagedFile, EmptyFile)):
            read_table(changed_parts(path, {part: None}))


def test_that_dates_as_text_and_as_numbers_stand_in_one_column(tmp_path: Path) -> None:  # 54
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    fill(sheet, [["วันเกิด"], ["14/3/2506"]])
    sheet.write_number(2, 0, 45000, day)
    sheet.write_number(3, 0, 45000)
    sheet.write_number(4, 0, 60, day)  # 29 February 1900, which never was
    sheet.write_number(5, 0, -5, day)
    sheet.write_number(6, 0, 9e9, day)
    book.close()
    table = read_table(path)
    assert cells(table) == [("14/3/2506",), (date(2023, 3, 15),), (45000,), (60,), (-5,), (9e9,)]


def test_that_day_numbers_from_1904_are_known(tmp_path: Path) -> None:  # 30
    path = xlsx(tmp_path / "a.xlsx", [["a"]], date_1904=True, default_date_format="d/m/yyyy")
    book = xlsxwriter.Workbook(path, {"date_1904": True, "default_date_format": "d/m/yyyy"})
    sheet = book.add_worksheet()
    fill(sheet, [["a"]])
    sheet.write_datetime(1, 0, datetime(1963, 3, 14))  # noqa: DTZ001
    book.close()
    table = read_table(path)
    assert cells(table) == [(date(1963, 3, 14),)]
    assert table.starts_1904


def test_that_a_thousand_sheets_and_long_names_are_read(tmp_path: Path) -> None:  # 55
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    for number in range(1000):
        sheet = book.add_worksheet(f"แผ่น'ที่ {number} ยาวมากยาวมากยาวมาก"[:31])
        if number >= 500:
            sheet.write(0, 0, number)
    book.close()
    table = read_table(path)
    assert table.heads == ("500",)
    assert len(table.sheets) == 1000
    assert "…" in table.notes[0], "the first few are named"


def test_that_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        read_table(xlsx(tmp_path / "a.xlsx", []))


def test_that_escaped_and_rich_texts_are_read_as_they_look(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    texts = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>สม</t></r><r><rPr><b/></rPr><t>ชาย</t></r><rPh><t>aside</t></rPh></si>"
        "<si><t>a_x000D_b_x005F_x0041__xD800_</t></si></sst>"
    )
    inside = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    sheet = f"{SHEET_START}<sheetData>{inside}</sheetData></worksheet>".encode()
    changed_parts(path, {"xl/sharedStrings.xml": texts.encode(), SHEET: sheet})
    assert read_table(path).heads == ("สมชาย", "a\rb_x0041_\ufffd")


def test_that_a_sheet_with_prefixes_and_without_references_is_read(tmp_path: Path) -> None:
    inside = '<x:row><x:c><x:v>1</x:v></x:c><x:c t="str"><x:v>ก</x:v></x:c></x:row>'
    text = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<x:sheetData>{inside}{inside}</x:sheetData></x:worksheet>"
    )
    path = changed_parts(xlsx(tmp_path / "a.xlsx", [["x"]]), {SHEET: text.encode()})
    assert cells(read_table(path)) == [(1, "ก")]


def test_that_columns_are_called_as_the_spreadsheet_calls_them() -> None:
    assert [column_letters(place) for place in (0, 25, 26, 199, 16383)] == [
        "A",
        "Z",
        "AA",
        "GR",
        "XFD",
    ]
    assert LIMITS.columns == 200
