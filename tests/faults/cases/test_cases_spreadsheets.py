"""Cases 41 to 55: workbooks that are bombs, forged, locked, odd or broken."""

import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.faults.cases.registry import HEADS, NOBODY, Registry, digest, line
from tests.unit.spreadsheets import (
    SHEET,
    SHEET_START,
    changed_parts,
    fill,
    ole,
    sheet_of,
    xls,
    xlsx,
    zip_of,
)

TOO_LARGE = "“people.xlsx” is too large: more than 200 MB. "
TOO_LARGE += "Take out what is not needed, or divide it into several files."
DAMAGED = "“people.xlsx” is damaged or was not copied completely. "
DAMAGED += "Copy it again from where it came from, or open it and save it as XLSX."
LOCKED = " is protected by a password. "
LOCKED += "Open it in a spreadsheet program, save it without a password, then try again."
DECLARES = "“people.xlsx” is not a table but a file with declarations of its own."
TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
CONTENT = "[Content_Types].xml"
Fill = Callable[[xlsxwriter.Workbook], object]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the workbook of a test lies; another one may be written there."""
    return xlsx(tmp_path / "people.xlsx", rows())


def rows(*more: Sequence[Any]) -> list[Sequence[Any]]:
    """Return heads, a person who can be taken, and further rows."""
    return [HEADS.split(","), line("ก้อย").split(","), *more]


def xml(*below: str) -> str:
    """Return heads and a person as XML of a sheet, and further rows."""
    made = ""
    for number, cells in enumerate(rows(), 1):
        inside = "".join(
            TEXT.format(f"{letter}{number}", cell)
            for letter, cell in zip("ABCD", cells, strict=True)
        )
        made += f'<row r="{number}">{inside}</row>'
    return made + "".join(below)


def made(file: Path, write: Fill) -> Path:
    """Write a workbook whose sheets ``write`` fills."""
    book = xlsxwriter.Workbook(file)
    write(book)
    book.close()
    return file


def test_case_41_a_cell_of_a_bomb_is_refused(registry: Registry, file: Path) -> None:
    bomb = sheet_of(file, f'<row r="1">{TEXT.format("A1", "ก" * 15_000_000)}</row>')
    assert bomb.stat().st_size < 200_000
    registry.refuses(bomb, "“people.xlsx” holds a text of more than 32,767 letters. Shorten it")


def test_case_42_many_sheets_that_unpack_to_too_much_are_refused(
    registry: Registry, file: Path
) -> None:
    part = SHEET_START.encode() + b"<sheetData>" + b'<row r="1"></row>' * 300_000
    registry.refuses(
        changed_parts(file, {f"xl/worksheets/sheet{n}.xml": part for n in range(2, 5)}), TOO_LARGE
    )


def test_case_42_shared_texts_that_unpack_to_too_much_are_refused(
    registry: Registry, file: Path
) -> None:
    texts = b"<sst>" + b"<si><t>a</t></si>" * 300_000
    registry.refuses(changed_parts(file, {"xl/sharedStrings.xml": texts}), TOO_LARGE)


def test_case_42_thousands_of_parts_are_refused(registry: Registry, file: Path) -> None:
    registry.refuses(changed_parts(file, {f"x{n}.xml": b"" for n in range(2_000)}), TOO_LARGE)


def test_case_43_forged_sizes_are_found_out(registry: Registry, file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo(SHEET).file_size
    forged = file.read_bytes().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    file.write_bytes(forged)
    registry.refuses(file, DAMAGED)


def test_case_44_parts_that_lie_over_each_other_are_refused(registry: Registry, file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        first = archive.infolist()[0].header_offset
    data = bytearray(file.read_bytes())
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[at + 42 : at + 46] = first.to_bytes(4, "little")
    file.write_bytes(data)
    registry.refuses(file, DAMAGED)


def test_case_44_a_packed_file_that_holds_itself_is_looked_into_once(
    registry: Registry, file: Path
) -> None:
    inner = file.read_bytes()
    for _ in range(20):
        inner = zip_of({"people.xlsx": inner})
    file.write_bytes(inner)
    registry.refuses(file, "“people.xlsx” is not a table but a packed file (ZIP).")


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_case_45_entities_are_refused_wherever_they_stand(
    registry: Registry, file: Path, part: str
) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    for encoding in ("utf-8", "utf-16") if part == SHEET else ("utf-8",):
        changed_parts(file, {part: f"{laughs}<a>&b;&c;</a>".encode(encoding)})
        registry.refuses(file, DECLARES)


def test_case_46_a_password_is_asked_to_be_taken_off(registry: Registry, file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    registry.refuses(bytes(data), f"“people.xlsx”{LOCKED}", name="people.xlsx")
    packed = ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})
    registry.refuses(packed, f"“people.xlsx”{LOCKED}", name="people.xlsx")
    registry.refuses(xls(rows(), locked=True), f"“old.xls”{LOCKED}", name="old.xls")


def test_case_47_an_old_workbook_with_a_new_ending_is_read(registry: Registry) -> None:
    registry.takes(xls(rows()), "ก้อย", name="people.xlsx")


def test_case_47_a_web_page_named_xls_is_told(registry: Registry) -> None:
    page = "<html><table><tr><td>ชื่อ</td></tr></table></html>"
    registry.refuses(page, "“people.xls” is not a table but a web page.", name="people.xls")


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({CONTENT: b"<x/>", "word/document.xml": b"<x/>"}, "a text document"),
        ({"mimetype": b"application/vnd.oasis", "content.xml": b""}, "an OpenDocument file"),
        ({CONTENT: b"<x/>", "xl/workbook.bin": b"x"}, "a binary workbook (XLSB)"),
    ],
)
def test_case_47_other_documents_named_xlsx_are_told_by_what_they_are(
    registry: Registry, parts: dict[str, bytes], kind: str
) -> None:
    sentence = f"“people.xlsx” is not a table but {kind}. Open it in a spreadsheet program"
    registry.refuses(zip_of(parts), sentence, name="people.xlsx")


def test_case_48_macros_are_never_looked_at(registry: Registry, file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        types = archive.read(CONTENT)
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert plain in types
    program = random.Random(48).randbytes(5_000)
    changed_parts(file, {CONTENT: types.replace(plain, macros), "xl/vbaProject.bin": program})
    registry.takes(file.rename(file.with_suffix(".xlsm")), "ก้อย")


def test_case_49_links_to_other_files_and_programs_are_never_followed(
    registry: Registry, file: Path
) -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        fill(
            sheet,
            [HEADS.split(","), [None, *line().split(",")[1:]], [None, *line().split(",")[1:]]],
        )
        sheet.write_formula(1, 0, "='[http://x.test/x.xlsx]S'!A1", None, "เก่า")
        sheet.write_formula(2, 0, '=cmd|"/c calc"!A0', None, "เดิม")

    registry.takes(made(file, write), "เก่า", "เดิม")


def test_case_50_hidden_and_merged_parts_are_read_and_said(registry: Registry, file: Path) -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("ลับ").hide()
        sheet = book.add_worksheet("จริง")
        book.add_worksheet("อื่น").write(0, 0, "x")
        sheet.activate()
        fill(sheet, rows(line("นุ่น").split(","), line("หมู").split(",")))
        sheet.merge_range(1, 1, 3, 1, "ทดสอบ")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, 10, None, {"hidden": True})

    assert registry.looks(made(file, write)).notes == (
        "1 hidden row is read too.",
        "Hidden columns are read too.",
        "Merged cells: a value that spans several rows counts for each of them (B2:B4).",
        "Only the sheet “จริง” is read; the file also has: อื่น.",
        "1 hidden sheet is not read.",
    )
    registry.takes(file, "ก้อย", "นุ่น", "หมู")
    assert [person.last_name for person in registry.people()[-3:]] == ["ทดสอบ"] * 3


def test_case_51_formulas_never_worked_out_are_said(registry: Registry, file: Path) -> None:
    formula = '<row r="3"><c r="A3"><f>B3</f></c>' + TEXT.format("C3", "ญ") + "</row>"
    sheet_of(file, xml(formula))
    said = "Formulas that were never worked out are read as empty: A3."
    assert said in registry.looks(file).notes
    registry.refuses(
        file,
        "row 3, ชื่อ: A first name or a nickname is needed.",
        "row 3, โทร: A phone number, a LINE name or a village is needed.",
    )


def test_case_52_a_claimed_size_of_the_whole_sheet_costs_nothing(
    registry: Registry, file: Path
) -> None:
    start = SHEET_START + '<dimension ref="A1:XFD1048576"/>'
    empty = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    registry.takes(sheet_of(file, xml(empty), start=start), "ก้อย")
    filled = f'<row r="1048576">{TEXT.format("XFD1048576", "x")}</row>'
    registry.refuses(
        sheet_of(file, xml(filled), start=start),
        "“people.xlsx” has more than 200 columns (something stands in row 1048576).",
    )


def test_case_53_a_file_cut_anywhere_is_damaged(registry: Registry, file: Path) -> None:
    whole = file.read_bytes()
    for size in (40, len(whole) // 3, len(whole) - 30, len(whole) - 1):
        registry.refuses(whole[:size], DAMAGED, name="people.xlsx")
    no_directory = whole.replace(b"PK\x01\x02", b"PK\x09\x09")
    registry.refuses(no_directory, DAMAGED, name="people.xlsx")


def test_case_53_bytes_that_turned_give_a_sentence_or_the_rows(
    registry: Registry, file: Path
) -> None:
    whole, dice = file.read_bytes(), random.Random(53)
    before = digest(registry.folder)
    for _ in range(40):
        broken = bytearray(whole)
        broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        ran = registry.run("import", "people", registry.put(bytes(broken), "a.xlsx"), "--dry-run")
        assert ran.err or ran.out != [NOBODY]
        assert not any("Traceback" in said for said in ran.err)
    assert digest(registry.folder) == before


def test_case_54_dates_as_text_and_as_numbers_stand_in_one_column(
    registry: Registry, file: Path
) -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        names = ("หนึ่ง", "สอง", "สาม", "สี่")
        fill(sheet, [[*HEADS.split(","), "วันเกิด"], *(line(name).split(",") for name in names)])
        sheet.write_string(1, 4, "14/3/2506")
        sheet.write_datetime(2, 4, date(1963, 3, 14), day)
        sheet.write_number(3, 4, 23084)
        sheet.write_datetime(4, 4, date(2506, 3, 14), day)

    told = ["row 4, วันเกิด: Read as 14 Mar 2506."]
    registry.takes(made(file, write), "หนึ่ง", "สอง", "สาม", "สี่", doubts=told)
    assert {person.born for person in registry.people()[-4:]} == {"1963-03-14"}


def test_case_55_a_thousand_sheets_with_long_names_are_read(registry: Registry, file: Path) -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        for number in range(1_000):
            sheet = book.add_worksheet(f"แผ่น'ที่ {number} ยาวมากยาวมากยาวมาก"[:31])
            if number == 999:
                fill(sheet, rows())

    parsed = registry.looks(made(file, write))
    assert len(parsed.sheets) == 1_000
    assert parsed.notes[0].endswith(" …."), "the first few are named"
    assert registry.run("import", "people", file).err == []
    assert registry.names()[-1] == "ก้อย"
