"""The age bands that people are counted by."""

from datetime import date

from learnsoc_desktop.core.partial_date import age_on

AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("0-5", 0, 5),
    ("6-14", 6, 14),
    ("15-24", 15, 24),
    ("25-39", 25, 39),
    ("40-59", 40, 59),
    ("60+", 60, 200),
)
BANDS: tuple[str, ...] = tuple(key for key, _low, _high in AGE_BANDS)
UNKNOWN_BAND = ""


def age_band(born: str, day: date) -> str:
    """Return the key of the age band of somebody born ``born`` (partial date text) on ``day``; "" unknown."""
    age = age_on(born, day) if born else None
    if age is None:
        return UNKNOWN_BAND
    return next((key for key, low, high in AGE_BANDS if low <= age <= high), UNKNOWN_BAND)
