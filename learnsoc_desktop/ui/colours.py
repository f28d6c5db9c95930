"""The two sets of colours: names say the job, never the hue. Nothing else names a colour."""

from typing import NamedTuple


class Colours(NamedTuple):  # made at each start: a dataclass takes six times as long
    """One set of colours, ``#RRGGBB``. Each pair that carries text keeps 4.5:1 (WCAG 2.2, AA)."""

    ground: str  # window
    surface: str  # panels, tables, fields
    sunken: str  # table heads, empty tracks
    line: str  # separators; decoration only
    edge: str  # borders of things one can press or type in; text of what is switched off
    ink: str
    ink_soft: str
    primary: str  # fill of the one main button; links; the chosen thing
    primary_hover: str
    primary_pressed: str
    primary_soft: str  # ground of a chosen row
    on_primary: str
    good: str
    good_soft: str
    late: str
    late_soft: str
    bad: str
    bad_soft: str
    leave: str
    leave_soft: str
    early: str  # left early: came, so nearer to good than to bad
    early_soft: str
    focus: str  # ring around the focused control, on ground and surface
    focus_on_fill: str  # the same ring on a filled button
    nav: str
    nav_hover: str
    nav_selected: str
    nav_ink: str
    nav_strong: str
    nav_mark: str
    nav_good: str
    nav_late: str
    nav_bad: str
    veil: str  # laid over the page behind the palette
    programme: tuple[str, ...]  # text and bar of a programme; always beside its letter
    programme_soft: tuple[str, ...]


LIGHT = Colours(
    ground="#F2F4F1",
    surface="#FFFFFF",
    sunken="#E8ECE8",
    line="#D6DCD6",
    edge="#637068",
    ink="#17232B",
    ink_soft="#4A5960",
    primary="#1D4F80",
    primary_hover="#173F68",
    primary_pressed="#112F4F",
    primary_soft="#E1EBF5",
    on_primary="#FFFFFF",
    good="#1B6A43",
    good_soft="#DFF0E5",
    late="#875000",
    late_soft="#FBEDCF",
    bad="#A52A20",
    bad_soft="#FBE4E0",
    leave="#5A3F96",
    leave_soft="#EAE5F6",
    early="#0E6666",
    early_soft="#D9EFEE",
    focus="#A85400",
    focus_on_fill="#FFC845",
    nav="#14304D",
    nav_hover="#1D3F62",
    nav_selected="#28527C",
    nav_ink="#DCE7F0",
    nav_strong="#FFFFFF",
    nav_mark="#FFC845",
    nav_good="#8FE0B0",
    nav_late="#FFC845",
    nav_bad="#FFB4AA",
    veil="#750B1218",
    programme=("#1D4F80", "#7A4B00", "#0E6666", "#5A3F96", "#3D6417", "#525C63"),
    programme_soft=("#E1EBF5", "#F8EBD0", "#D9EFEE", "#EAE5F6", "#E6F0D6", "#E8ECE8"),
)
DARK = Colours(
    ground="#11181E",
    surface="#1A232B",
    sunken="#25313A",
    line="#33414B",
    edge="#7F8F98",
    ink="#ECF1F3",
    ink_soft="#B6C3CA",
    primary="#86BBEC",
    primary_hover="#A3CCF2",
    primary_pressed="#6AA5DC",
    primary_soft="#20394F",
    on_primary="#0A1F33",
    good="#7FD0A0",
    good_soft="#19382A",
    late="#F1BF62",
    late_soft="#3B2E14",
    bad="#F59C92",
    bad_soft="#472421",
    leave="#C0AEF2",
    leave_soft="#302950",
    early="#7AD0CF",
    early_soft="#173837",
    focus="#FFC845",
    focus_on_fill="#6E2F00",
    nav="#0B1218",
    nav_hover="#18252F",
    nav_selected="#20394F",
    nav_ink="#C9D6DE",
    nav_strong="#FFFFFF",
    nav_mark="#FFC845",
    nav_good="#8FE0B0",
    nav_late="#FFC845",
    nav_bad="#FFB4AA",
    veil="#9E0B1218",
    programme=("#8FC0EE", "#F1BF62", "#7AD0CF", "#C0AEF2", "#B0D583", "#B6C3CA"),
    programme_soft=("#20394F", "#3B2E14", "#173837", "#302950", "#2A3A1A", "#25313A"),
)
