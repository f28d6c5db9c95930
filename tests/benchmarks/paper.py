"""A roll of 5,000 rows and 8 columns as PDF, beside the same table by ReportLab alone, unshaped; running text."""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, SimpleDocTemplate

from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.reporting.document import Column, Head, Paragraph, Report, Row, Table
from learnsoc_desktop.reporting.pdf import write_pdf
from tests.benchmarks._centres import list_of_people
from tests.benchmarks.frame import figure

ROWS = 5000
TIMES = 5
PICKED = (0, 1, 2, 3, 4, 6, 8, 11)  # columns of the list
HEADS = ("ที่", "คำนำหน้า", "ชื่อ", "นามสกุล", "ชื่อเล่น", "วันเกิด", "โทรศัพท์", "หมู่บ้าน")
WIDTHS = (12, 18, 24, 30, 18, 28, 28, 30)  # mm
LIMIT = 2.2
PARAGRAPHS = 1000
LETTERS = 300  # of a paragraph
PARAGRAPHS_LIMIT = 4.0  # seconds
CLAUSES = (
    "ศูนย์การเรียนรู้ระดับตำบลจัดการศึกษาต่อเนื่องตามความต้องการของชุมชน",
    "สำรวจข้อมูลพื้นฐานของหมู่บ้านร่วมกับคณะกรรมการหมู่บ้าน ผู้นำท้องถิ่น",
    "จัดทำแผนการเรียนรู้ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
    "ผู้เรียนนำความรู้ไปประกอบอาชีพและสร้างรายได้ให้แก่ครอบครัวอย่างต่อเนื่อง",
    "การประเมินผลใช้แบบสอบถามความพึงพอใจ อยู่ในระดับมากที่สุด",
    "สังคมนั้นจำเป็นต้องมีการบูรณาการองค์ความรู้และเทคโนโลยีสารสนเทศ",
    "วิเคราะห์ปัญหาเป็นระยะๆ และพัฒนาคุณภาพชีวิตของประชาชนในพื้นที่",
    "มอบหมายให้นางสาวปิยะนุช แก้วสว่างวงษ์ ดำเนินการภายในวันที่ ๑๓ พฤศจิกายน ๒๕๖๙",
    "น้ำใสไหลเย็น ปู่ย่า ญาติผู้ใหญ่ เกียรติ์ กุฏิ ก้ำกึ่ง รวมทั้งสิ้น ๑,๒๓๔ คน",
)


def report_of(rows: Sequence[Sequence[str]]) -> Report:
    """Return the roll as the program has it."""
    columns = tuple(Column(head, width) for head, width in zip(HEADS, WIDTHS, strict=True))
    table = Table(columns, tuple(Row(tuple(row)) for row in rows), name="roll")
    return Report("roll", "ทะเบียน", Head(("ศูนย์",)), (table,))


def ours(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write the roll as the program does."""
    write_pdf(report_of(rows), path)


def plain(rows: Sequence[Sequence[str]], path: Path, height: float) -> None:
    """Write the same table by ReportLab; each row is ``height`` mm high."""
    table = LongTable(
        [HEADS, *rows],
        colWidths=[width * mm for width in WIDTHS],
        rowHeights=[height * mm] * (len(rows) + 1),
        repeatRows=1,
        style=[
            ("FONT", (0, 0), (-1, -1), "Plain", 9),
            ("GRID", (0, 0), (-1, -1), 0.3, colors.grey),
        ],
    )
    margins = {"leftMargin": 12 * mm, "rightMargin": 12 * mm}  # across, as the program lays it
    SimpleDocTemplate(str(path), pagesize=landscape(A4), **margins).build([table])


def running_text(seed: int) -> Report:
    """Return paragraphs of office prose, no two alike."""
    pick = random.Random(seed)
    paragraphs = []
    for row in list_of_people(PARAGRAPHS, seed=seed):
        text = f"{row[1]}{row[2]} {row[3]} "
        while len(text) < LETTERS:
            text += pick.choice(CLAUSES) + " "
        paragraphs.append(Paragraph(text[:LETTERS], indent=25))
    return Report("text", "ข้อความ", Head(("ศูนย์",)), tuple(paragraphs))


def seconds(action: Callable[[], object]) -> float:
    """Return how long one call takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def main() -> int:
    """Print the figures; return 1 when one is over."""
    pdfmetrics.registerFont(
        TTFont("Plain", str(resource("fonts", "sarabun", "Sarabun_400Regular.ttf")))
    )
    height = Table((), ()).row_height
    mine, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roll.pdf"
        for number in range(TIMES + 1):  # other people each time: no text is remembered
            rows = [[str(row[at]) for at in PICKED] for row in list_of_people(ROWS, seed=number)]
            taken = seconds(partial(plain, rows, path, height)), seconds(partial(ours, rows, path))
            if number:
                bare.append(taken[0])
                mine.append(taken[1])
        texts = [
            seconds(partial(write_pdf, running_text(number), path)) for number in range(TIMES + 1)
        ]
    value, base = statistics.median(mine), statistics.median(bare)
    kept = [
        figure("roll_5000", value, "s", limit=LIMIT, base=base),
        figure("paragraphs_1000", statistics.median(texts[1:]), "s", limit=PARAGRAPHS_LIMIT),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
