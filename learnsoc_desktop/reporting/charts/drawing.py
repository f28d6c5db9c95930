"""A chart to its scene."""

from collections.abc import Callable, Mapping
from typing import Any

from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.reporting.charts.bars import bar_chart, pyramid, stacked_bars
from learnsoc_desktop.reporting.charts.curves import line_chart, radar
from learnsoc_desktop.reporting.charts.hand import Hand
from learnsoc_desktop.reporting.charts.kinds import (
    BarChart,
    Chart,
    Gantt,
    LineChart,
    Pyramid,
    Radar,
    StackedBars,
    StepRing,
    known,
)
from learnsoc_desktop.reporting.charts.scene import Scene, Setter
from learnsoc_desktop.reporting.charts.spans import gantt, step_ring

_DRAWN: Mapping[type[Any], Callable[[Hand, Any], Scene]] = {
    BarChart: bar_chart,
    StackedBars: stacked_bars,
    LineChart: line_chart,
    Radar: radar,
    Pyramid: pyramid,
    Gantt: gantt,
    StepRing: step_ring,
}


def drawn(chart: Chart, width: float, setter: Setter, style: Style) -> Scene:
    """Return ``chart`` drawn ``width`` millimetres wide; what is empty says so."""
    hand = Hand(width, setter, style)
    if not isinstance(chart, Gantt | StepRing) and not _told(chart):
        hand.head(chart.about)
        return hand.nothing(chart.about.words.nothing)
    return _DRAWN[type(chart)](hand, chart)


def _told(chart: BarChart | StackedBars | LineChart | Radar | Pyramid) -> bool:
    """Return True when a chart has a number that is known."""
    return any(known(value) is not None for series in chart.series for value in series.values)
