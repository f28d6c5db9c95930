"""The participations of a fiscal year, month by month, as a chart; imported once there is one."""

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import FiscalYear
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.overview.queries import QuarterFigures
from learnsoc_desktop.reporting.charts.kinds import About, BarChart, Series
from learnsoc_desktop.ui.chart_view import ChartView

HEIGHT = 16.0  # of the bars, in millimetres as charts count


class MonthsChart(ChartView):
    """A bar a month."""

    def show_figures(self, figures: QuarterFigures) -> None:
        """Show the months of another year."""
        self.set_chart(month_chart(figures))


def month_chart(figures: QuarterFigures) -> BarChart:
    """Return the participations of each month of the fiscal year."""
    year = FiscalYear(figures.fiscal_year).title()
    return BarChart(
        tuple(formats.month_name(first.month, short=True) for first, _count in figures.months),
        (Series(_("Participations"), tuple(count for _first, count in figures.months)),),
        About(_("Participations by month, {period}").format(period=year)),
        upright=True,
        height=HEIGHT,
    )
