"""One chart of each kind, and how they are drawn for the tests."""

from datetime import date
from functools import cache
from pathlib import Path

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.charts.drawing import drawn
from learnsoc_desktop.reporting.charts.kinds import (
    About,
    BarChart,
    Chart,
    Gantt,
    LineChart,
    Pyramid,
    Radar,
    Series,
    StackedBars,
    State,
    Step,
    StepRing,
    Task,
)
from learnsoc_desktop.reporting.charts.outlines import Outlines
from learnsoc_desktop.reporting.charts.paper import PaperSetter
from learnsoc_desktop.reporting.charts.scene import Scene
from learnsoc_desktop.reporting.document import Head, Report
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.typefaces import Typefaces
from learnsoc_desktop.reporting.typesetter import Typesetter

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.")
THIS = Series("ปีนี้", (12, None, 34, 56))
LAST = Series("ปีที่แล้ว", (21, 43, 65, 0))
ABOUT = About("การเข้าร่วมรายเดือน", "คน-ครั้ง")
STATES = (State.DONE, State.REVIEWED, State.BEGUN, State.WAITING)

KINDS: dict[str, Chart] = {
    "bars": BarChart(MONTHS, (THIS, LAST), ABOUT),
    "upright": BarChart(MONTHS, (THIS,), ABOUT, upright=True),
    "stacked": StackedBars(MONTHS, (THIS, LAST), ABOUT),
    "lines": LineChart(MONTHS, (THIS, LAST), ABOUT),
    "radar": Radar(MONTHS, (THIS, LAST), ABOUT),
    "pyramid": Pyramid(MONTHS, THIS, LAST, ABOUT),
    "gantt": Gantt(
        (
            Task("ประชุมผู้ใหญ่บ้าน", date(2026, 10, 5), date(2026, 11, 20), 1.0),
            Task("น้ำปู่ที่ญี่ปุ่น", date(2026, 12, 1), date(2027, 2, 28), 0.25),
            Task("ติดตามผล", None),
        ),
        ABOUT,
        date(2026, 12, 15),
    ),
    "ring": StepRing(tuple(Step(f"ขั้นที่หนึ่ง{s.value}", s) for s in STATES), ABOUT),
}


@cache
def paper_setter() -> PaperSetter:
    """Return what sets text on paper."""
    return PaperSetter(Typesetter(Typefaces()))


def on_paper(chart: Chart, width: float = 150.0, style: Style | None = None) -> Scene:
    return drawn(chart, width, paper_setter(), style or Style())


def on_screen(chart: Chart, width: float = 150.0, style: Style | None = None) -> Scene:
    return drawn(chart, width, Outlines(), style or Style())


def texts(scene: Scene) -> list[str]:
    return [label.text for label in scene.labels()]


def printed(chart: Chart, path: Path, digits: str = "arabic") -> Path:
    """Print a chart on a paper of its own."""
    write_pdf(Report("chart", "แผนภูมิ", Head(("ศูนย์",)), (chart,), digits=digits), path)
    return path
