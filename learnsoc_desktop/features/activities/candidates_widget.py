"""Pasted names with whom each one means: sure, to be chosen, or new."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.activities.roll_queries import Candidate
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.features.people.names import FEMALE_TITLES, MALE_TITLES
from learnsoc_desktop.ui.layout import clear, column, hosted, row, scroll
from learnsoc_desktop.ui.text import Picture, Text
from learnsoc_desktop.ui.theme import theme

Meaning = UUID | Sex | None  # a person of the registry, a new one of this sex, or leave out


@dataclass(frozen=True, slots=True)
class Choice:
    """What a pasted name became: a person of the registry, or a new one of this sex."""

    candidate: Candidate
    person_id: UUID | None
    sex: Sex


def sex_by_title(title: str) -> Sex:
    """Return the sex a title tells; not stated when it tells none."""
    if title and FEMALE_TITLES.match(title):
        return Sex.FEMALE
    return Sex.MALE if title and MALE_TITLES.match(title) else Sex.UNSPECIFIED


class CandidateList(QWidget):
    """One line a name.

    Signals:
        changed: A person chose something else for a name.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[Candidate, QComboBox, list[Meaning]]] = []
        self._inner = column(gap=6)
        self.setLayout(column(scroll(hosted(self._inner)), gap=0))

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """Show other names."""
        clear(self._inner)
        self._lines = []
        for candidate in found:
            box, meanings = self._box(candidate)
            icon, tone = _sign(candidate)
            name = Text(candidate.typed)
            name.setBuddy(box)
            self._inner.addLayout(row(Picture(icon, tone, 18, 36), (name, 1), (box, 1), gap=8))
            self._lines.append((candidate, box, meanings))
        self._inner.addStretch(1)

    def choices(self) -> list[Choice]:
        """Return what each name means now; those left out are not in it."""
        result = []
        for candidate, box, meanings in self._lines:
            meaning = meanings[box.currentIndex()]
            if isinstance(meaning, Sex):
                result.append(Choice(candidate, None, meaning))
            elif meaning is not None:
                result.append(Choice(candidate, meaning, Sex.UNSPECIFIED))
        return result

    def _box(self, candidate: Candidate) -> tuple[QComboBox, list[Meaning]]:
        """Return the box and what its lines mean; Qt itself would make plain text of a Sex."""
        box = QComboBox()
        box.setFont(theme().font("body"))
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setAccessibleName(candidate.typed)
        for match in candidate.matches:
            parts = (match.name, match.nickname, match.village, match.more)
            box.addItem(" · ".join(part for part in parts if part))
        for sex in Sex:
            box.addItem(_("new: {sex}").format(sex=sex.label))
        box.addItem(_("leave out"))
        meanings: list[Meaning] = [*(match.person_id for match in candidate.matches), *Sex, None]
        if not candidate.matches:
            box.setCurrentIndex(meanings.index(sex_by_title(candidate.title)))
        box.activated.connect(lambda _index: self.changed.emit())
        return box, meanings


def _sign(candidate: Candidate) -> tuple[str, str]:
    if not candidate.matches:
        return "user-plus", "primary"
    return ("circle-check", "good") if len(candidate.matches) == 1 else ("circle-help", "late")
