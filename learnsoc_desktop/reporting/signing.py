"""Signature blocks: a dotted line to sign on, the name in brackets, the position."""

from collections.abc import Sequence

from learnsoc_desktop.reporting.document import Align, Signature, Signatures, Words
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.lines import wrap
from learnsoc_desktop.reporting.measures import NARROWEST, SIGNING_ROOM
from learnsoc_desktop.reporting.table_plan import Planner

IN_A_ROW = 3
LONGEST_HALF, SHORTEST_HALF = 23.0, 8.0  # of the dotted line
BESIDE_AIR = 2.6  # between the line and the word at its end, with what stays free beyond it
LINE_STEP = 0.4  # mm from line to line for each point of the size


class SignaturesDrawing:
    """Signature blocks measured for a width."""

    def __init__(self, block: Signatures, words: Words, planner: Planner, width: float) -> None:
        self.words = words
        self.planner = planner
        self.width = width
        self.size = block.size * planner.scale
        self.step = self.size * LINE_STEP
        self.plain, self.place, self.dated = block.plain, block.place, block.dated
        self.rows = _rows(block.people)

    @property
    def height(self) -> float:
        """Height with the room to sign over the line."""
        return sum(self._row_height(row) for row in self.rows)

    def _row_height(self, row: Sequence[Signature]) -> float:
        lines = max(len(self._under(person, self._room(row))) for person in row)
        return SIGNING_ROOM * self.planner.scale + self.step * (1.4 + lines + self.dated)

    def _room(self, row: Sequence[Signature]) -> float:
        """Return the width of a block: twice what is left on its narrower side."""
        return self.width / len(row) * 2 * min(self._place(row), 1 - self._place(row))

    def _place(self, row: Sequence[Signature]) -> float:
        return self.place if len(row) == 1 else 0.5

    def _under(self, person: Signature, width: float) -> list[str]:
        """Return what stands under the name: the position, and in plain blocks the role."""
        role = [person.role] if self.plain and person.role else []
        return [*self._position(person, width), *role]

    def _position(self, person: Signature, width: float) -> list[str]:
        """Return the lines of a position: more than one where it does not go in narrowed."""
        found: list[str] = []
        for line in person.position.split("\n") if person.position else ():
            if self.planner.wide(line, self.size) * NARROWEST <= width - 2:
                found.append(line)
            else:
                ruler = lambda text: self.planner.wide(text, self.size)  # noqa: E731
                found += [piece.text for piece in wrap(line, width - 4, ruler)]
        return found

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the blocks in columns of the same width."""
        for row in self.rows:
            width = self.width / len(row)
            half = min(self._half(person, width) for person in row)
            for number, person in enumerate(row):
                aside = self._aside(person, width, half)
                middle = x + (number + self._place(row)) * width + aside
                room = self._room(row) - 2 - 2 * abs(aside)
                self._draw_one(
                    surface, middle, y, room, half, self._under(person, self._room(row)), person
                )
            y += self._row_height(row)

    def _half(self, person: Signature, width: float) -> float:
        """Return half of the line to sign on: what the words at its ends leave of the block."""
        if self.plain:
            return LONGEST_HALF
        words = sum(self._beside(person))
        return max(SHORTEST_HALF, min(LONGEST_HALF, (width - words) / 2 - BESIDE_AIR))

    def _aside(self, person: Signature, width: float, half: float) -> float:
        """Return how far the line stands beside the middle, so that the longer word has room."""
        if self.plain:
            return 0.0
        before, after = self._beside(person)
        free = max(0.0, width / 2 - half - BESIDE_AIR)
        return max(0.0, before - free) - max(0.0, after - free)

    def _beside(self, person: Signature) -> tuple[float, float]:
        """Return how wide the words before and after the line are."""
        before, after = (
            self.planner.wide(word, self.size) for word in (self.words.signed, person.role)
        )
        return before, after

    def _draw_one(
        self,
        surface: Surface,
        middle: float,
        y: float,
        room: float,
        half: float,
        under: Sequence[str],
        person: Signature,
    ) -> None:
        size, centre = self.size, Align.CENTRE
        signed, role = self.words.signed, person.role
        base = y + SIGNING_ROOM * self.planner.scale
        surface.dots(middle - half + 1, middle + half, base)
        if not self.plain:
            surface.text(middle - half, base, signed, size, align=Align.RIGHT)
            surface.text(middle + half + 1.5, base, role, size)
        base += self.step
        if person.name:
            surface.text(middle, base, f"({person.name})", size, align=centre, room=room)
        else:
            surface.text(middle - half - 1, base, "(", size, align=centre)
            surface.dots(middle - half, middle + half, base)
            surface.text(middle + half + 1, base, ")", size, align=centre)
        for line in under:
            base += self.step
            surface.text(middle, base, line, size, align=centre, room=room)
        if self.dated:
            surface.text(middle, base + self.step, self.words.day, size, align=centre)


def _rows(people: Sequence[Signature]) -> list[Sequence[Signature]]:
    """Return up to three in a row; four stand two and two."""
    count = 2 if len(people) == IN_A_ROW + 1 else IN_A_ROW
    return [people[start : start + count] for start in range(0, len(people), count)]
