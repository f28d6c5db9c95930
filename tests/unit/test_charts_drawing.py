"""Charts as scenes: each number is the one of the data, nothing stands outside or is cut."""

import math
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from learnsoc_desktop.core.formats import Style
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
    Step,
    StepRing,
    Task,
)
from learnsoc_desktop.reporting.charts.scene import (
    MARKS,
    Area,
    Label,
    Scene,
    Strokes,
    box,
    hatched,
)
from learnsoc_desktop.reporting.charts.tables import chart_table, in_words
from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.lines import cluster_ends
from learnsoc_desktop.reporting.measures import POINT, TH
from tests.unit.chart_kit import KINDS, MONTHS, on_paper, on_screen, paper_setter, texts

LONG = "ที่ปู่ญี่ปุ่นฝั่งน้ำ" * 15
SERIES_KINDS = ("bars", "upright", "stacked", "lines", "radar", "pyramid")
EVERY = pytest.mark.parametrize("kind", KINDS)


def of_series(kind: str, labels: tuple[str, ...], values: tuple[float | None, ...]) -> Chart:
    """Return a chart of one kind with other labels and numbers."""
    chart, series = KINDS[kind], Series("ทั้งหมด", values)
    if isinstance(chart, Pyramid):
        return replace(chart, labels=labels, left=series, right=series)
    assert isinstance(chart, BarChart | StackedBars | LineChart | Radar)
    return replace(chart, labels=labels, series=(series,))


def ends(label: Label) -> tuple[float, float]:
    """Return where a label begins and ends."""
    wide = on_paper_width(label)
    begin = {Align.LEFT: 0.0, Align.CENTRE: wide / 2, Align.RIGHT: wide}[label.align]
    return label.x - begin, label.x - begin + wide


def on_paper_width(label: Label) -> float:
    return paper_setter().wide(label.text, label.size, bold=label.bold)


def outside(scene: Scene) -> list[object]:
    """Return what reaches over an edge of the scene."""
    found: list[object] = []
    for shape in scene.shapes:
        if isinstance(shape, Label):
            left, right = ends(shape)
            up = shape.y - 1.28 * shape.size * TH * POINT
            if left < -0.1 or right > scene.width + 0.1 or up < -0.8 or shape.y > scene.height:
                found.append(shape)
            continue
        points = shape.corners if isinstance(shape, Area) else [p for x in shape.lines for p in x]
        slack = 0.1
        if any(
            not -slack <= x <= scene.width + slack or not -slack <= y <= scene.height + slack
            for x, y in points
        ):
            found.append(shape)
    return found


@EVERY
def test_that_nothing_stands_outside_the_chart(kind):
    for width in (60.0, 100.0, 190.0):
        assert outside(on_paper(KINDS[kind], width)) == []


@EVERY
def test_that_screen_and_paper_draw_the_same_chart(kind):
    paper, screen = on_paper(KINDS[kind]), on_screen(KINDS[kind])
    assert texts(paper) == texts(screen)
    assert screen.height == pytest.approx(paper.height)
    for one, other in zip(paper.labels(), screen.labels(), strict=True):
        assert (one.x, one.y) == pytest.approx((other.x, other.y), abs=0.05)


@pytest.mark.parametrize("kind", ["bars", "upright", "lines", "pyramid"])
def test_that_each_number_is_written_as_the_data_have_it(kind):
    chart = KINDS[kind]
    counted = Counter(texts(on_paper(chart)))
    for series in chart.series:
        for value in series.values:
            assert counted["–" if value is None else str(value)] >= (
                kind != "lines" or value is not None
            )


def test_that_pieces_of_a_bar_carry_their_numbers_or_the_sum_lists_them():
    shown = texts(on_paper(StackedBars(("ก", "ข"), (Series("x", (40, 1)), Series("y", (60, 99))))))
    assert {"40", "60", "100"} <= set(shown)
    assert "100 (1 + 99)" in shown
    unknown = texts(on_paper(StackedBars(("ก",), (Series("x", (None,)), Series("y", (9,))))))
    assert "9 (– + 9)" in unknown


def test_that_numbers_of_a_radar_stand_beside_their_labels():
    shown = texts(on_paper(KINDS["radar"]))
    assert {"12 · 21", "– · 43", "34 · 65", "56 · 0"} <= set(shown)


def test_that_tasks_carry_their_dates_and_how_much_is_done():
    shown = texts(on_paper(KINDS["gantt"]))
    assert "5 ต.ค. – 20 พ.ย. 2569 · 100%" in shown
    assert "no date" in shown


def test_that_a_ring_counts_its_steps():
    shown = texts(on_paper(KINDS["ring"]))
    assert "1/4" in shown
    assert sum(text.endswith("– done") for text in shown) == 1


def test_that_bars_are_as_long_as_their_numbers():
    scene = on_paper(BarChart(("a", "b", "c"), (Series("x", (10, 40, -20)),)))
    wide = [
        max(x for x, _y in area.corners) - min(x for x, _y in area.corners)
        for area in scene.shapes
        if isinstance(area, Area)
    ]
    assert wide == pytest.approx([wide[0], wide[0] * 4, wide[0] * 2])


def test_that_what_is_not_known_is_never_nought():
    nought, unknown = (
        on_paper(BarChart(MONTHS, (Series("x", (5, value, 5, 5)),))) for value in (0, None)
    )
    assert texts(nought).count("0") == 1
    assert texts(unknown).count("–") == 1
    assert "0" not in texts(unknown)


@EVERY
def test_that_numbers_and_years_have_the_digits_of_the_paper(kind):
    thai = "".join(texts(on_paper(KINDS[kind], style=Style(digits="thai"))))
    assert not any(digit in thai for digit in "0123456789")
    christian = on_paper(KINDS["gantt"], style=Style(calendar="ce"))
    assert any("2026" in text for text in texts(christian))


@pytest.mark.parametrize("kind", SERIES_KINDS)
@pytest.mark.parametrize(
    "values", [(), (None, None), (math.nan, math.inf)], ids=["none", "–", "nan"]
)
def test_that_no_data_is_said_and_never_drawn(kind, values):
    scene = on_paper(of_series(kind, tuple("ab"[: len(values)]), values))
    assert "There are no data." in texts(scene)
    assert not [shape for shape in scene.shapes if isinstance(shape, Area)]


def test_that_plans_and_cycles_may_be_empty():
    for chart in (Gantt(()), Gantt((Task("x", None),)), StepRing(())):
        assert texts(on_paper(chart)) == ["There are no data."]


@pytest.mark.parametrize("kind", SERIES_KINDS)
@pytest.mark.parametrize(
    "values",
    [
        (1e15, 1, 0, 0),
        (1e-9, 2e-9, 0, 0),
        (0, 0, 0, 0),
        (-5, -1e12, 3, None),
        (Decimal("0.5"),) * 4,
    ],
    ids=["huge", "tiny", "noughts", "below", "decimal"],
)
def test_that_huge_and_tiny_numbers_stay_inside(kind, values):
    scene = on_paper(of_series(kind, MONTHS, values))
    assert outside(scene) == []


@pytest.mark.parametrize("kind", SERIES_KINDS)
@pytest.mark.parametrize("count", [1, 2, 40])
def test_that_one_and_forty_labels_have_room(kind, count):
    labels = tuple(f"บ้านที่ {number}" for number in range(count))
    scene = on_paper(of_series(kind, labels, tuple(range(1, count + 1))))
    assert outside(scene) == []
    if kind in {"bars", "upright", "stacked", "pyramid"}:
        assert set(labels) <= set(texts(scene))


@EVERY
@pytest.mark.parametrize("set_on", [on_paper, on_screen], ids=["paper", "screen"])
def test_that_a_label_of_three_hundred_letters_is_cut_between_letters(kind, set_on):
    chart = KINDS[kind]
    if isinstance(chart, Gantt):
        chart = replace(chart, tasks=tuple(replace(t, title=LONG) for t in chart.tasks))
    elif isinstance(chart, StepRing):
        chart = StepRing((Step(LONG), Step(LONG)))
    else:
        chart = of_series(kind, (LONG, LONG, LONG), (3, 2, 1))
    chart = replace(chart, about=About(LONG, LONG))
    scene = set_on(chart)
    assert outside(scene) == []
    cut = [text[:-1] for text in texts(scene) if text.endswith("…")]
    assert cut
    whole = {LONG[:end] for end in cluster_ends(LONG)}
    bare = [text.split(" ")[-1] for text in cut]
    assert all(not text or any(start.endswith(text) for start in whole) for text in bare)


def test_that_numbers_of_crossing_lines_never_lie_over_each_other():
    scene = on_paper(KINDS["lines"], 80.0)
    numbers = [
        label for label in scene.labels() if label.text.isdigit() and label.align is Align.CENTRE
    ]
    for one, other in combinations(numbers, 2):
        (left, right), (begin, end) = ends(one), ends(other)
        assert abs(one.y - other.y) > 2.4 or right <= begin or end <= left


def test_that_no_two_series_have_the_same_look():
    looks = {(look.ground, look.angles, look.pitch) for look in MARKS}
    assert len(looks) == len(MARKS)


def test_that_a_hatch_stays_inside_any_area():
    corner = ((0, 0), (10, 0), (10, 10), (5, 3), (0, 10))
    for angle in (0.0, 45.0, 90.0, 135.0):
        for start, end in hatched(corner, angle, 0.7):
            middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
            assert all(-1e-6 <= number <= 10 + 1e-6 for number in (*start, *end))
            assert inside(middle, corner)
    assert hatched(box(1, 0, 0.1, 0.1), 45.0, 5.0) == []


def inside(point, corners) -> bool:
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


@EVERY
def test_that_a_chart_is_told_as_a_table_and_in_words(kind):
    chart = KINDS[kind]
    table, words = chart_table(chart), in_words(chart, Style())
    assert table.name == "การเข้าร่วมรายเดือน"
    assert len(table.rows) == len(words.split("; "))
    for row in table.rows:
        assert str(row.cells[0]) in words
    if kind in SERIES_KINDS:
        assert [row.cells for row in table.rows][1] == (
            "พ.ย.",
            *(s.values[1] for s in chart.series),
        )
        assert "–" in words


def test_that_lines_are_broken_where_nothing_is_known():
    scene = on_paper(LineChart(MONTHS, (Series("x", (1, 2, None, 4)),)))
    runs = [s for s in scene.shapes if isinstance(s, Strokes) and s.colour == MARKS[0].colour]
    assert [len(run) for run in runs[0].lines] == [2]
