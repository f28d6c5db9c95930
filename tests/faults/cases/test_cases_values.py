"""Cases 27 to 30 and 37: numbers, telephones, dates, and what a spreadsheet would run."""

import csv
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.faults.cases.registry import GOOD_ID, HEADS, Registry, digest, line, table
from tests.unit.spreadsheets import fill, sheet_of, xlsx

FORMULAS = [
    '=HYPERLINK("http://x.test","ก")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "＝1",
    "'=1",
]
DAY_HINT = "Write it as 22/11/2569, or only the year."
INLINE = '<c t="inlineStr"><is><t>{}</t></is></c>'
LOST = "its last digits are lost. Format the column as text in the spreadsheet"


def quoted(name: str) -> str:
    """Return a cell as CSV has it."""
    return '"' + name.replace('"', '""') + '"'


def born(*cells: str) -> str:
    """Return a table of a person for each date of birth."""
    rows = (f"{line(f'คน{at}')},{cell}" for at, cell in enumerate(cells))
    return table(*rows, heads=f"{HEADS},วันเกิด")


def test_case_27_text_that_looks_like_a_formula_stays_text(
    registry: Registry, tmp_path: Path
) -> None:
    rows = [line(quoted(name), f"สกุล{number}") for number, name in enumerate(FORMULAS)]
    rows.append(line(quoted("\t=1"), "ทดสอบ"))
    names = [
        *FORMULAS[:-1],
        "=1",
        "=1",
    ]  # an apostrophe is how we, and people, keep it from running
    registry.takes(table(*rows), *names)
    before = digest(registry.folder)
    for file in (tmp_path / "out.csv", tmp_path / "out.xlsx"):
        assert registry.run("export", "people", file).code == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as opened:
        cells = {cell for row in csv.reader(opened) for cell in row}
    assert not {cell for cell in cells if cell.lstrip()[:1] in set("=+-@＝＋－＠")}
    assert cells >= {f"'{name}" for name in names}
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    kinds = {cell.data_type for row in sheet for cell in row if cell.value in names}
    assert kinds == {"s"}
    again = registry.run("import", "people", tmp_path / "out.csv")
    assert again.out == [f"added 0, changed 0, same {len(names) + 2}, refused 0"]
    assert digest(registry.folder) == before


def test_case_27_telephones_and_id_numbers_leave_as_text(
    registry: Registry, tmp_path: Path
) -> None:
    row = f"{line('ก้อย', phone='0812345678')},{GOOD_ID}"
    registry.takes(table(row, heads=f"{HEADS},เลขบัตร"), "ก้อย")
    assert registry.run("export", "people", tmp_path / "out.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    kept = [cell for row in sheet for cell in row if cell.value in {"0812345678", GOOD_ID}]
    assert [(cell.data_type, cell.number_format) for cell in kept] == [("s", "@")] * 2


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_case_28_a_telephone_that_lost_its_zero_gets_it_back_with_a_word(
    registry: Registry, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "people.xlsx"
    xlsx(file, [HEADS.split(","), ["ก้อย", "ดี", "ญ", 812345678]])
    registry.takes(
        table(line("ก้อย", phone="812345678")) if kind == "csv" else file,
        "ก้อย",
        doubts=["row 2, โทร: A zero was missing at the front; it was given back."],
    )
    assert registry.people()[-1].phone == "0812345678"


def test_case_28_a_telephone_cut_by_a_spreadsheet_is_refused(registry: Registry) -> None:
    cut = "row 2, โทร: The spreadsheet has cut this number (8.12E+08); " + LOST
    registry.refuses(table(line(phone="8.12E+08")), cut)


@pytest.mark.parametrize("number", ["1-1017-00230-70-8", "๑๑๐๑๗๐๐๒๓๐๗๐๘"])
def test_case_29_an_id_number_is_kept_as_digits_however_it_is_written(
    registry: Registry, number: str
) -> None:
    registry.takes(table(f"{line('ก้อย')},{number}", heads=f"{HEADS},เลขบัตร"), "ก้อย")
    assert registry.people()[-1].id_number == GOOD_ID


def test_case_29_id_numbers_that_cannot_be_are_refused(registry: Registry) -> None:
    refused = {
        "1.2345E+12": f"The spreadsheet has cut this number (1.2345E+12); {LOST}",
        "110170023070": "An ID number has 13 digits; this one has 12.",
        "1111111111111": "This number was made up: its digits are all the same.",
    }
    rows = (f"{line(f'คน{at}')},{number}" for at, number in enumerate(refused))
    registry.refuses(
        table(*rows, heads=f"{HEADS},เลขบัตร"),
        *(f"row {row}, เลขบัตร: {said}" for row, said in enumerate(refused.values(), 2)),
    )


def test_case_29_a_wrong_check_digit_is_told_and_taken(registry: Registry) -> None:
    registry.takes(
        table(f"{line('ก้อย')},1101700230709", heads=f"{HEADS},เลขบัตร"),
        "ก้อย",
        doubts=["row 2, เลขบัตร: The last digit does not fit the others."],
    )


def test_case_30_dates_of_birth_are_understood_or_told_as_doubts(registry: Registry) -> None:
    written = {
        "2500": "1957",
        "14/3/2500": "1957-03-14",
        "๑๔ ม.ค. ๒๕๐๐": "1957-01-14",
        "14 มกราคม 2500": "1957-01-14",
        "29/2/2567": "2024-02-29",
        "2567-02-29": "2024-02-29",
        "1957-03-14": "1957-03-14",
        "14/3/00": "1957-03-14",
        "243500": "2023-09-04",
        "1/1/2400": "1857-01-01",
    }
    names = [f"คน{at}" for at in range(len(written))]
    registry.takes(
        born(*written),
        *names,
        doubts=[
            "row 9, วันเกิด: Read as 14 March 2500 B.E.",
            "row 10, วันเกิด: Read as 4 Sep 2566.",
            "row 11, วันเกิด: That would be 1",
        ],
    )
    stored = {person.first_name: person.born for person in registry.people()}
    assert [stored[name] for name in names] == list(written.values())


def test_case_30_days_that_never_were_are_refused(registry: Registry) -> None:
    refused = {
        "29/2/2568": "February 2568 has no day 29.",
        "31/4/2500": "April has no day 31.",
        "0/0/0": f"“0/0/0” is not a date. {DAY_HINT}",
        "67": f"“67” is not a date. {DAY_HINT}",
        "60": f"“60” is not a date. {DAY_HINT}",
        "3/14/2506": "There is no month 14. The day comes first, then the month: 22/11/2569.",
        "1900-02-29": "February 2443 has no day 29.",
        "1/1/4600": "The year 4600 cannot be right.",
    }
    registry.refuses(
        born(*refused),
        *(f"row {row}, วันเกิด: {said}" for row, said in enumerate(refused.values(), 2)),
    )


def test_case_30_a_person_born_tomorrow_is_refused(registry: Registry) -> None:
    tomorrow = date.today() + timedelta(1)  # noqa: DTZ011  the day on the wall, as the program asks
    registry.refuses(born(tomorrow.isoformat()), "row 2, วันเกิด: This day is still to come.")


def test_case_30_an_age_nobody_reaches_is_left_out_and_told(registry: Registry) -> None:
    registry.takes(
        table(f"{line('ก้อย')},131", heads=f"{HEADS},อายุ"),
        "ก้อย",
        doubts=["row 2, อายุ: Nobody is 131 years old; the age is left out."],
    )
    assert registry.people()[-1].born == ""


def test_case_30_day_numbers_of_spreadsheets_are_days(registry: Registry, tmp_path: Path) -> None:
    for starts_1904 in (False, True):
        file = tmp_path / f"{starts_1904}.xlsx"
        book = xlsxwriter.Workbook(file, {"date_1904": starts_1904})
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "d/m/yyyy"})
        name = f"ก้อย{starts_1904:d}"
        fill(sheet, [[*HEADS.split(","), "วันเกิด"], [name, "ดี", "ญ", "0811111111"]])
        sheet.write_number(1, 4, 23084 - 1462 * starts_1904, day)
        book.close()
        registry.takes(file, name)
        assert registry.people()[-1].born == "1963-03-14"
    book = xlsxwriter.Workbook(file)
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "d/m/yyyy"})
    fill(sheet, [[*HEADS.split(","), "วันเกิด"], ["ข", "ดี", "ญ", "0811111111"]])
    sheet.write_number(1, 4, 60, day)  # 29 February 1900, which never was
    book.close()
    registry.refuses(file, f"row 2, วันเกิด: “60” is not a date. {DAY_HINT}")


def test_case_37_telephones_beyond_sense_are_refused(registry: Registry) -> None:
    long = "1" + "0" * 30
    refused = {
        "inf": "“inf” is not a telephone number.",
        "-0": "“-0” is not a telephone number.",
        long: f"“{long}” is not a telephone number.",
        "1e308": f"The spreadsheet has cut this number (1e308); {LOST}",
        "NaN": "A phone number, a LINE name or a village is needed.",
    }
    rows = (line(f"คน{at}", phone=cell) for at, cell in enumerate(refused))
    registry.refuses(
        table(*rows), *(f"row {row}, โทร: {said}" for row, said in enumerate(refused.values(), 2))
    )


def test_case_37_ages_beyond_sense_are_refused(registry: Registry) -> None:
    cells = ("inf", "1" + "0" * 30, "1e308", "NaN")
    rows = (f"{line(f'คน{at}')},{cell}" for at, cell in enumerate(cells))
    registry.refuses(
        table(*rows, heads=f"{HEADS},อายุ"),
        *(f"row {row}, อายุ: “{cell}” is not a" for row, cell in enumerate(cells, 2)),
    )


def test_case_37_numbers_of_a_workbook_that_are_none_are_refused(
    registry: Registry, tmp_path: Path
) -> None:
    numbers = ("NaN", "INF", "1e308", "-1e400")
    heads = "".join(INLINE.format(text) for text in (*HEADS.split(","), "อายุ"))
    rows = f"<row>{heads}</row>"
    for at, number in enumerate(numbers):
        cells = "".join(INLINE.format(text) for text in line(f"คน{at}").split(","))
        rows += f"<row>{cells}<c><v>{number}</v></c></row>"
    registry.refuses(
        sheet_of(tmp_path / "people.xlsx", rows),
        *(f"row {row}, อายุ: “" for row in range(2, 6)),
    )
