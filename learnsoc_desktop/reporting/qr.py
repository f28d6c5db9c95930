"""A QR code as dark squares: what a telephone or a handheld reader takes from a paper."""

from collections.abc import Iterator

SIDE = 18.0  # mm
QUIET = 3.0  # mm left free around it, or readers do not see where it begins


def squares(text: str) -> tuple[str, ...]:
    """Return the rows of the code for ``text``, "1" for a dark square; a seventh may be worn away."""
    from reportlab.graphics.barcode.qrencoder import (  # noqa: PLC0415  only sheets carry a code
        QRCode,
        QRErrorCorrectLevel,
    )

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    side = range(code.getModuleCount())
    return tuple("".join("1" if code.isDark(row, at) else "0" for at in side) for row in side)


def runs(rows: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
    """Yield row, first square and number of squares of each dark run."""
    for number, row in enumerate(rows):
        at = 0
        while (first := row.find("1", at)) >= 0:
            at = row.find("0", first)
            at = len(row) if at < 0 else at
            yield number, first, at - first
