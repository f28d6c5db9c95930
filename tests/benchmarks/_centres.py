"""What benchmarks work on: sample centres of many people, made once in a run, and files to take in."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from learnsoc_desktop.exchange.cells import Cell
from tests.benchmarks.frame import CENTRES, ROOT

MAKE = """
import pathlib, sys
from learnsoc_desktop.features.overview.sample import make_sample_centre
make_sample_centre(pathlib.Path(sys.argv[1]), people=int(sys.argv[2]))
"""
MONTHS = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
HEADS = (
    *("ที่", "คำนำหน้า", "ชื่อ", "นามสกุล", "ชื่อเล่น", "เพศ", "วันเดือนปีเกิด", "เลขบัตรประชาชน"),
    *("เบอร์โทร", "บ้านเลขที่", "หมู่ที่", "หมู่บ้าน", "ตำบล", "อำเภอ", "จังหวัด", "วุฒิการศึกษา"),
    *("อาชีพ", "กลุ่มเป้าหมาย", "หมายเหตุ"),
)


@contextmanager
def centre(people: int, *, fresh: bool = False) -> Iterator[Path]:
    """Yield the folder of a sample centre; ``fresh`` is a copy of one's own, to write in.

    It is made by a process of its own, so that this one's memory stays what the program itself takes.
    """
    with tempfile.TemporaryDirectory() as own:
        shelf = Path(os.environ.get(CENTRES) or own)
        folder = shelf / f"centre-{people}"
        if not folder.exists():
            part = shelf / f"part-{people}"
            subprocess.run(
                [sys.executable, "-c", MAKE, str(part), str(people)], cwd=ROOT, check=True
            )
            part.rename(folder)
        if fresh:
            folder = Path(shutil.copytree(folder, Path(own) / "copy"))
            _settle(folder)
        yield folder


def _settle(folder: Path) -> None:
    """Bring a copy onto the disk: else the first checkpoint of its file waits until all of it is written."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def list_of_people(rows: int, seed: int = 7, first: int = 0) -> list[list[Cell]]:
    """Return the rows of a list as districts keep them: B.E. dates in mixed forms, words of the field.

    ``first`` keeps the ID numbers of several lists apart.
    """
    from learnsoc_desktop.core.identity import check_digit  # noqa: PLC0415  not for other benchmarks
    from learnsoc_desktop.core.sample import demo  # noqa: PLC0415  as above

    pick = random.Random(seed)
    names, place = demo("names"), demo("centre")
    found: list[list[Cell]] = []
    for number in range(rows):
        female = pick.random() < 0.58
        born = date(1945, 1, 1) + timedelta(days=pick.randrange(24_000))
        body = f"{pick.choice('135')}9900{first + number + 3_000_000:07d}"
        moo, village = pick.choice(place["villages"])
        found.append(
            [
                number + 1,
                pick.choice(("นาง", "นางสาว", "น.ส.")) if female else "นาย",
                pick.choice(names["female" if female else "male"]),
                pick.choice(names["surname"]),
                pick.choice(names["nickname_female" if female else "nickname_male"]),
                pick.choice(("หญิง", "ญ")) if female else pick.choice(("ชาย", "ช")),
                _as_typed(born, number),
                f"{body}{check_digit(body)}" if pick.random() < 0.9 else "",
                f"08{pick.randrange(10)}-{pick.randrange(1000):03d}-{pick.randrange(10_000):04d}",
                f"{pick.randrange(1, 180)}/{pick.randrange(1, 9)}",
                moo,
                village,
                place["subdistrict"],
                place["district"],
                place["province"],
                pick.choice(("ประถมศึกษา", "ม.ต้น", "ม.ปลาย", "ปริญญาตรี")),
                pick.choice(("เกษตรกร", "รับจ้าง", "ค้าขาย", "แม่บ้าน")),
                pick.choice(("ผู้สูงอายุ", "เกษตรกร", "อสม.", "สตรี, ผู้สูงอายุ")),
                "",
            ]
        )
    return found


def _as_typed(born: date, number: int) -> str:
    """Return a birth date as people write it, in one of five forms."""
    year = born.year + 543
    return (
        f"{born.day}/{born.month}/{year}",
        f"{born.day:02d}/{born.month:02d}/{year % 100:02d}",
        f"{born.day} {MONTHS[born.month - 1]} {year}",
        f"{born.day}-{born.month}-{born.year}",
        str(year),
    )[number % 5]
