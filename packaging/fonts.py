"""Make the fonts of the screen: Sarabun with line metrics that hold stacked Thai marks.

Sarabun says that a line needs 1.07 above and 0.23 below the baseline, times the size; its ink
reaches 1.34 and 0.60 on words such as "ที่ปู่ญี่ปุ่น". Every Qt widget believes the font, so
labels, fields and menus cut the marks. Only the metrics and the family name are changed, the
drawing is untouched. The licence (OFL 1.1, no reserved font name) allows it, and a name of its own
keeps an installed Sarabun from being mixed in.

    python packaging/fonts.py FOLDER        FOLDER holds Sarabun_400Regular.ttf and its sisters, at
    any depth
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "LearnSoc Sarabun"
ASCENT, DESCENT = (
    1.30,
    0.56,
)  # of the em; one line is whole in every widget, and no taller than needed
WEIGHTS = {
    "Sarabun_400Regular.ttf": "LearnSocSarabun-Regular.ttf",
    "Sarabun_600SemiBold.ttf": "LearnSocSarabun-SemiBold.ttf",
    "Sarabun_700Bold.ttf": "LearnSocSarabun-Bold.ttf",
}
NAMES = {1, 3, 4, 6, 16}  # family, unique, full, PostScript and typographic family name
POSTSCRIPT = 6
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "screen"


def remake(source: Path, target: Path) -> None:
    """Write the font ``source`` to ``target`` with our metrics and our family name."""
    font = TTFont(source, recalcTimestamp=False)
    em = font["head"].unitsPerEm
    up, down = round(ASCENT * em), round(DESCENT * em)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = up, -down, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = up, -down, 0
    os2.usWinAscent, os2.usWinDescent = up, down
    for record in font["name"].names:
        if record.nameID in NAMES:
            space = "" if record.nameID == POSTSCRIPT else " "
            record.string = record.toUnicode().replace("Sarabun", f"LearnSoc{space}Sarabun")
    font.save(target)


def main(folder: str) -> None:
    """Remake every weight the screen uses."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, target in WEIGHTS.items():
        source = next(Path(folder).rglob(name))
        remake(source, TARGET / target)
        print(TARGET / target)


if __name__ == "__main__":
    main(sys.argv[1])
