"""Records that were begun and cannot be saved yet: kept in a person's own folder, by centre and record."""

import hashlib
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.paths import user_folder
from learnsoc_desktop.features.people.model import PersonDetails

NEW = "new"  # the record that is not in the registry yet

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was changed and not saved.

    ``values`` are fields of PersonDetails, None where nothing is chosen; ``typed`` is what stands in a field
    that could not be read. ``kept`` is local time.
    """

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    kept: datetime | None = None


class DraftShelf:
    """The draft of one record: of ``person_id``, or of a new one, in the centre of ``folder``."""

    def __init__(self, folder: Path, person_id: UUID | None) -> None:
        centre = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
        self.path = user_folder() / "drafts" / f"person-{centre}-{person_id or NEW}.json"

    def keep(self, draft: Draft) -> None:
        """Keep a draft over the one before. Raises what ``core.files.replacing`` raises."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        content = {
            "name": draft.name,
            "values": {name: _plain(value) for name, value in draft.values.items()},
            "typed": dict(draft.typed),
        }
        with replacing(self.path) as part:
            part.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")

    def find(self) -> Draft | None:
        """Return the draft that was kept; None when there is none that can be read."""
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            kept = datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()
            typed = {str(name): str(text) for name, text in content["typed"].items()}
            return Draft(str(content["name"]), _values(content["values"]), typed, kept)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("the draft of a person cannot be read: %s", type(error).__name__)
            return None

    def drop(self) -> None:
        """Forget the draft: the record was saved, or nothing is changed any more."""
        with suppress(OSError):  # a leftover is offered once more, which does no harm
            self.path.unlink(missing_ok=True)


def _plain(value: Any) -> Any:  # noqa: ANN401  what a field holds
    return TypeAdapter(Any).dump_python(value, mode="json")


def _values(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the fields that are known; one that cannot be right is left out."""
    result: dict[str, Any] = {}
    for name, plain in content.items():
        info = PersonDetails.model_fields.get(name)
        if info is None:
            continue
        if plain is None:
            result[name] = None
            continue
        kind: Any = info.annotation
        with suppress(ValidationError):
            result[name] = TypeAdapter(kind).validate_python(plain)
    return result
