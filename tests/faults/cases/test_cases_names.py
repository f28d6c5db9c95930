"""Cases 31 to 36 and 38 to 40: names that are odd, hostile, too long, or typed another way."""

from pathlib import Path

import pytest

from tests.faults.cases.registry import GOOD_ID, HEADS, OTHER_ID, Registry, digest, line, table

HOSTILE = [
    '"',
    "'",
    "*",
    "สม*",
    "NEAR(สม ชาย)",
    "AND",
    "สม AND",
    "NOT",
    "first_name:สม",
    "-สม",
    "(",
    "%",
    "_",
    "\\",
    "ก",
    "สม",
    "สมชาย " * 1_500,
]


def quoted(name: str) -> str:
    """Return a cell as CSV has it."""
    return '"' + name.replace('"', '""') + '"'


def test_case_31_letters_that_are_not_seen_are_left_out(registry: Registry) -> None:
    typed = {
        "\u202eกลับ\u202c": "กลับ",
        "สม\u200bใจ\u200d": "สมใจ",
        "ดี 😀": "ดี 😀",
        "ก" + "\u0e49" * 300: "ก้",
        "e" + "\u0301" * 20: "é" + "\u0301" * 19,
    }
    registry.takes(table(*map(line, typed)), *typed.values())


def test_case_31_a_line_turned_round_is_told_without_the_letters_that_turn_it(
    registry: Registry,
) -> None:
    (said,) = registry.refuses(b"", "“peoplevsc.exe” is empty.", name="people\u202evsc.exe")
    assert "\u202e" not in said


def test_case_31_a_lone_surrogate_is_refused_or_left_out(registry: Registry) -> None:
    registry.refuses(
        table(line("ก")).encode() + "\ud800".encode("utf-8", "surrogatepass") + line("ข").encode(),
        "Row 3 of “people.csv” is not written in the same kind of letters as the others.",
    )
    utf_16 = table(line("ก\ud800")).encode("utf-16", "surrogatepass")
    registry.refuses(utf_16, "The letters of “people.csv” cannot be read.")


def test_case_32_thai_typed_another_way_is_the_same_name(registry: Registry) -> None:
    typed = {
        "น\u0e49\u0e4d\u0e32ฝน": "น้ำฝน",
        "น\u0e4d\u0e49\u0e32ใส": "น้ำใส",
        "เเดง": "แดง",
        "ก\u0e48\u0e34ง": "กิ่ง",
    }
    registry.takes(table(*map(line, typed)), *typed.values())
    before = digest(registry.folder)
    for word in (*typed, *typed.values()):
        assert len(registry.run("find", word).out) == 1
    again = registry.run("import", "people", registry.put(table(*map(line, typed.values()))))
    assert again.out == ["added 0, changed 0, same 4, refused 0"]
    assert digest(registry.folder) == before


def test_case_32_signs_of_repetition_and_omission_are_found_with_and_without_a_blank(
    registry: Registry,
) -> None:
    registry.takes(table(line("ต่าง ๆ"), line("กรุงเทพฯ")), "ต่าง ๆ", "กรุงเทพฯ")
    assert [len(registry.run("find", word).out) for word in ("ต่างๆ", "ต่าง ๆ", "กรุงเทพฯ")] == [1] * 3


@pytest.mark.parametrize(
    "name",
    [
        "Robert'); DROP TABLE learner;--",  # 33
        '"; DELETE FROM person; --',
    ],
)
def test_case_33_a_name_that_is_a_command_is_a_name(registry: Registry, name: str) -> None:
    registry.takes(table(line(quoted(name))), name)
    before = digest(registry.folder)
    assert len(registry.run("find", name).out) == 1
    assert digest(registry.folder) == before


@pytest.mark.parametrize("name", ["%s%n%x", "{{}}", "{name}{0.__class__}"])
def test_case_35_signs_of_formatting_are_letters(
    registry: Registry, name: str, tmp_path: Path
) -> None:
    heads = f"{HEADS},เลขบัตร"
    registry.takes(
        table(f"{line(name)},{GOOD_ID}", f"{line('ข')},{OTHER_ID}", heads=heads), name, "ข"
    )
    last = registry.people()[-1]
    registry.refuses(
        table(f"{last.id},{line('ข')},{GOOD_ID}", heads=f"id,{heads}"),
        f"row 2, เลขบัตร: {name} ทดสอบ has this ID number already.",
    )
    registry.refuses(b"", f"“{name}.csv” is empty.", name=f"{name}.csv")
    before = digest(registry.folder)
    assert name in registry.run("find", name).out[0]
    assert registry.run("report", "learner-roll", "-o", tmp_path / "roll.csv").code == 0
    assert name in (tmp_path / "roll.csv").read_text("utf-8-sig")
    assert digest(registry.folder) == before


def test_case_36_words_of_programs_are_names(registry: Registry) -> None:
    names = ("NULL", "None", "nan", "TRUE", "undefined")
    registry.takes(table(*map(line, names)), *names)


def test_case_36_errors_of_a_spreadsheet_are_refused(registry: Registry) -> None:
    shown = ("#N/A", "#REF!", "#VALUE!", "#NAME?")
    registry.refuses(
        table(*map(line, shown)),
        *(
            f"row {row}, ชื่อ: The spreadsheet shows an error here ({each})."
            for row, each in enumerate(shown, 2)
        ),
    )


def test_case_38_a_name_of_ten_kilobytes_is_refused(registry: Registry) -> None:
    registry.refuses(table(line("ก" * 3_500)), "row 2, ชื่อ: This is longer than 100 letters.")


def test_case_39_blanks_of_every_kind_around_and_inside_a_name_are_one(
    registry: Registry,
) -> None:
    blanks = ("  ", "\u00a0", "\t", "\u3000", "\u2009")
    rows = (line(f"{blank}สม{blank}ใจ{at}{blank}") for at, blank in enumerate(blanks))
    registry.takes(table(*rows), *(f"สม ใจ{at}" for at in range(len(blanks))))


def test_case_40_whatever_is_looked_for_is_text(registry: Registry) -> None:
    rows = [line(f"คน{at}", quoted(typed.strip()[:90])) for at, typed in enumerate(HOSTILE)]
    registry.takes(table(*rows), *(f"คน{at}" for at in range(len(HOSTILE))))
    before = digest(registry.folder)
    for at, typed in enumerate(HOSTILE):
        ran = registry.run("find", "--", typed)
        assert (ran.code, ran.err) == (0, [])
        if len(typed) < 90:
            assert any(f"คน{at}" in said for said in ran.out), typed
    assert digest(registry.folder) == before
