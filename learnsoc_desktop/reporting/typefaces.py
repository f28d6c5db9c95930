"""The typefaces of one paper, each opened by the first text that needs it."""

from collections.abc import Sequence
from enum import StrEnum

from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.reporting.complex_text import Face
from learnsoc_desktop.reporting.scripts import SCRIPTS, Script, script_of


class Weight(StrEnum):
    """The faces of a paper. Italics are never used: Thai has none."""

    REGULAR = "regular"
    MEDIUM = "medium"
    BOLD = "bold"


SARABUN = {
    Weight.REGULAR: "Sarabun_400Regular.ttf",
    Weight.MEDIUM: "Sarabun_500Medium.ttf",
    Weight.BOLD: "Sarabun_700Bold.ttf",
}
_HELPERS = [
    (script.name, file)
    for script in SCRIPTS
    for file in dict.fromkeys((script.regular, script.bold))
]
# Numbers of the fonts in a page; the same for every paper, so that the same paper has the same bytes.
_NUMBERS = {
    place: number
    for number, place in enumerate(
        [*(("sarabun", file) for file in SARABUN.values()), *_HELPERS], start=1
    )
}


class Typefaces:
    """Faces by weight, and those of other scripts that help out. They belong to one document.

    Opening one raises FaceMissing.
    """

    def __init__(self) -> None:
        self._opened: dict[tuple[str, str], Face] = {}
        self._mains: dict[Weight, Face] = {}

    @property
    def opened(self) -> Sequence[Face]:
        """The faces a text has needed, always in the same order."""
        return [self._opened[place] for place in _NUMBERS if place in self._opened]

    def main(self, weight: Weight) -> Face:
        """Return the face of Thai and Latin."""
        found = self._mains.get(weight)
        if found is None:
            found = self._mains[weight] = self._open("sarabun", SARABUN[weight])
        return found

    def helper(self, char: str, weight: Weight) -> Face | None:
        """Return the face of another script that draws ``char``; None where none does."""
        script = script_of(char)
        if script is None:
            return None
        face = self.of_script(script, weight)
        return face if char in face.covers else None

    def of_script(self, script: Script, weight: Weight) -> Face:
        """Return the face of another script."""
        return self._open(script.name, script.bold if weight is Weight.BOLD else script.regular)

    def _open(self, folder: str, file: str) -> Face:
        found = self._opened.get((folder, file))
        if found is None:
            name = f"F{_NUMBERS[folder, file]}"
            found = self._opened[folder, file] = Face(resource("fonts", folder, file), name)
        return found
