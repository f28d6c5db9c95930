"""What was typed and cannot be saved yet: kept in a person's own folder, by centre, kind of form and record."""

import hashlib
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.paths import user_folder

NEW = "new"  # the record that is not there yet

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was changed and not saved.

    ``values`` are plain data as JSON holds them, by field; ``typed`` is what stands in a field that could not be
    read. ``name`` says of whom or what it is. ``kept`` is local time.
    """

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    kept: datetime | None = None


class Shelf:
    """The place of one draft: of the record ``key``, or of a new one, in the centre of ``folder``."""

    def __init__(self, kind: str, folder: Path | None = None, key: object = None) -> None:
        parts = [kind]
        if folder is not None:
            parts += [hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]]
            parts += [str(key or NEW)]
        self.path = user_folder() / "drafts" / f"{'-'.join(parts)}.json"

    def keep(self, draft: Draft) -> None:
        """Keep a draft over the one before. Raises what ``core.files.replacing`` raises."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        content = {
            "name": draft.name,
            "values": dict(draft.values),
            "typed": dict(draft.typed),
        }
        with replacing(self.path) as part:
            part.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")

    def find(self) -> Draft | None:
        """Return the draft that was kept; None when there is none that can be read."""
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            kept = datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()
            values = {str(name): value for name, value in content["values"].items()}
            typed = {str(name): str(text) for name, text in content["typed"].items()}
            return Draft(str(content["name"]), values, typed, kept)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("a draft cannot be read: %s", type(error).__name__)
            return None

    def drop(self) -> None:
        """Forget the draft: it was saved, or nothing is changed any more."""
        with suppress(OSError):  # a leftover is offered once more, which does no harm
            self.path.unlink(missing_ok=True)
