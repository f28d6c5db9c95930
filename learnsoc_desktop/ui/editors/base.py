"""What every editor of a form can do, and where its choices come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.ui.dressed import Dressed


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: a code, a village, a person, a place.

    ``group`` is the heading it stands under, in the person's language. ``parts`` are the further
    fields a place fills, by the order of ``Label.parts``. A retired option is shown where it was
    chosen and not offered.
    """

    value: Any
    text: str
    detail: str = ""
    group: str = ""
    parts: tuple[str, ...] = ()
    retired: bool = False


class Sources(Protocol):
    """What editors offer. A feature implements it over its queries; the kit names no feature."""

    def today(self) -> date:
        """Return the day that two-digit years and ages are worked out from."""

    def codes(self, list_key: str) -> Sequence[Option]:
        """Return the rows of a code list in their order, retired ones too."""

    def villages(self) -> Sequence[Option]:
        """Return the villages in their order."""

    def persons(self, text: str, limit: int) -> Sequence[Option]:
        """Return persons that ``text`` finds, in Thai order."""

    def person(self, person_id: UUID) -> Option | None:
        """Return one person."""

    def places(self, text: str, limit: int) -> Sequence[Option]:
        """Return sub-districts that ``text`` finds: own centre first, then those used before."""

    def picture(self, sha256: str) -> bytes:
        """Return a kept picture, empty when it is not there."""

    def keep_picture(self, data: bytes, name: str) -> str:
        """Shrink and keep a picture; return its hash. Raises AppError when it cannot be read."""


class NoSources:
    """Offers nothing: for forms without lists, and for tests."""

    def today(self) -> date:
        """Return today."""
        return date.today()  # noqa: DTZ011  a person's own day

    def codes(self, list_key: str) -> Sequence[Option]:
        """Offer none."""
        del list_key
        return ()

    def villages(self) -> Sequence[Option]:
        """Offer none."""
        return ()

    def persons(self, text: str, limit: int) -> Sequence[Option]:
        """Offer none."""
        del text, limit
        return ()

    def person(self, person_id: UUID) -> Option | None:
        """Know nobody."""
        del person_id
        return None

    def places(self, text: str, limit: int) -> Sequence[Option]:
        """Offer none."""
        del text, limit
        return ()

    def picture(self, sha256: str) -> bytes:
        """Have none."""
        del sha256
        return b""

    def keep_picture(self, data: bytes, name: str) -> str:
        """Keep none."""
        del data, name
        return ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands under a field.

    Tones: ``good`` what was understood, ``late`` a doubt that ``confirm`` settles, ``bad`` what
    cannot be taken, ``ink_soft`` help.
    """

    text: str
    tone: str = "ink_soft"
    confirm: str = ""  # text of the button that settles the doubt


@dataclass(frozen=True, slots=True)
class EditorSetting:
    """What an editor is made from."""

    spec: FieldSpec
    sources: Sources = field(default_factory=NoSources)
    siblings: Mapping[str, FieldSpec] = field(default_factory=dict)  # all fields of the form


class Editor(Dressed, QWidget):
    """A field's editor.

    Signals:
        changed: A person changed the value (not emitted by ``set_value``).
        left: The focus went elsewhere; what was typed is settled.
        next_asked: Enter was pressed: the focus should go to the next field.
    """

    changed = Signal()
    left = Signal()
    next_asked = Signal()

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.spec = setting.spec
        self.sources = setting.sources

    def hasHeightForWidth(self) -> bool:
        """Return False: ``fit`` fixes the height of an editor that breaks lines.

        Qt measures heights for widths a cell does not have yet, and leaves gaps.
        """
        return False

    def fit(self, room: int) -> None:
        """Be as high as is needed in ``room`` pixels of width."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Further fields that this editor fills or reads."""
        return self.spec.label.parts

    def value(self) -> Any:  # noqa: ANN401  what the field holds
        """Return what was entered, as the field stores it; None or empty for nothing."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:  # noqa: ANN401  what the field holds
        """Show a value without saying that it changed."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """Return the value of the field, and of the parts this editor fills."""
        return {self.spec.name: self.value()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show what ``values`` has of the field and of the parts this editor fills."""
        if self.spec.name in values:
            self.set_value(values[self.spec.name])

    def see(self, values: Mapping[str, Any]) -> None:
        """Take note of what the other fields of the form hold."""

    def is_empty(self) -> bool:
        """Return True when nothing was entered."""
        return self.value() in (None, "", [], ())

    def fault(self) -> str:
        """Return why what was typed cannot be read, in the person's language; empty when it can."""
        return ""

    def hint(self) -> Hint | None:
        """Return what to say under the field, None for nothing."""
        return None

    def confirm(self) -> None:
        """Settle the doubt that the hint told."""

    def wanted_width(self) -> int:
        """Return the width below which the editor would break its line, in pixels."""
        return 0

    def set_tone(self, tone: str) -> None:
        """Show the border of a fault (``bad``), a doubt (``late``) or none."""
