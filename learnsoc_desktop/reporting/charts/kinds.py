"""The kinds of charts as plain data: numbers with their labels, nothing of how they are drawn.

None is what is not known: it is drawn as "–" and never as 0; so are numbers that are not finite.
Series are told apart by grey and hatch, bars and lines carry their numbers: no colour is needed.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import isfinite

from learnsoc_desktop.core.i18n import _

Value = int | float | Decimal | None


class State(StrEnum):
    """How far a step of a cycle is."""

    WAITING = "waiting"
    BEGUN = "begun"
    DONE = "done"
    REVIEWED = "reviewed"


def known(value: Value) -> Value:
    """Return a number that can be drawn; None for all else."""
    return value if value is not None and isfinite(value) else None


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The fixed words of charts, translated when a chart is made: paper is drawn in another process."""

    nothing: str = field(default_factory=lambda: _("There are no data."))
    undated: str = field(default_factory=lambda: _("no date"))
    task: str = field(default_factory=lambda: _("Task"))
    start: str = field(default_factory=lambda: _("From"))
    end: str = field(default_factory=lambda: _("To"))
    done: str = field(default_factory=lambda: _("done"))
    left: str = field(default_factory=lambda: _("still to do"))
    step: str = field(default_factory=lambda: _("Step"))
    state: str = field(default_factory=lambda: _("State"))
    waiting: str = field(default_factory=lambda: _("not begun"))
    begun: str = field(default_factory=lambda: _("under way"))
    reviewed: str = field(default_factory=lambda: _("being reviewed"))

    def of(self, state: State) -> str:
        """Return a state in words."""
        return {
            State.WAITING: self.waiting,
            State.BEGUN: self.begun,
            State.DONE: self.done,
            State.REVIEWED: self.reviewed,
        }[state]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, one for each label of its chart."""

    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What all charts may say of themselves.

    ``title`` stands over the chart and names its sheet in XLSX; ``unit`` stands at the right over it.
    ``told`` is True when a table of the same paper tells the same numbers: files then need no second one.
    """

    title: str = ""
    unit: str = ""
    places: int = 0  # decimals
    told: bool = False
    words: ChartWords = field(default_factory=ChartWords)


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar a number. ``upright`` bars lie all the same where their labels would have no room."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    about: About = field(default_factory=About)
    upright: bool = False
    height: float = 34.0  # of the plot when it stands upright


@dataclass(frozen=True, slots=True)
class StackedBars:
    """A bar a label, made of one piece a series; the sum stands at its end."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    about: About = field(default_factory=About)


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line a series, over labels in their order; it is broken where nothing is known."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    about: About = field(default_factory=About)
    height: float = 44.0  # of the plot


@dataclass(frozen=True, slots=True)
class Radar:
    """A closed line a series around a middle; ``most`` is the number at the rim, taken from the data when 0."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    about: About = field(default_factory=About)
    most: float = 0.0


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Two series back to back, the first label at the foot: people by age, one sex at each side."""

    labels: tuple[str, ...]
    left: Series
    right: Series
    about: About = field(default_factory=About)

    @property
    def series(self) -> tuple[Series, Series]:
        """Both sides."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work from its first to its last day; ``done`` is a share from 0 to 1."""

    title: str
    start: date | None
    end: date | None = None  # the same day when None
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Gantt:
    """Pieces of work over time; what is done is solid, the rest hatched."""

    tasks: tuple[Task, ...]
    about: About = field(default_factory=About)
    today: date | None = None  # drawn as an upright line


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a cycle."""

    title: str
    state: State = State.WAITING
    note: str = ""  # beside its state: "3 papers"


@dataclass(frozen=True, slots=True)
class StepRing:
    """The steps of a cycle as a ring that begins at the top and runs with the clock."""

    steps: tuple[Step, ...]
    about: About = field(default_factory=About)


Chart = BarChart | StackedBars | LineChart | Radar | Pyramid | Gantt | StepRing
CHARTS = (BarChart, StackedBars, LineChart, Radar, Pyramid, Gantt, StepRing)
