"""The half-filled form of a new centre, kept until the centre is made."""

import base64
import binascii
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.paths import user_folder

FILE_NAME = "new_centre.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed so far. ``values`` are fields of the profile, ``signers`` names and positions."""

    values: dict[str, str] = field(default_factory=dict)
    signers: tuple[tuple[str, str], ...] = ()
    emblem: bytes = b""
    place: str = ""  # the folder chosen for it, empty for the usual one
    kept: datetime | None = None  # local time

    @property
    def name(self) -> str:
        """The name of the centre, as far as it was typed."""
        return self.values.get("name", "")


def keep(draft: Draft) -> None:
    """Keep a draft over the one before. Raises what ``core.files.replacing`` raises."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "values": draft.values,
        "signers": [list(signer) for signer in draft.signers],
        "emblem": base64.b64encode(draft.emblem).decode("ascii"),
        "place": draft.place,
    }
    with replacing(path) as part:
        part.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def find() -> Draft | None:
    """Return the draft that was kept; None when there is none that can be read."""
    path = _path()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        kept = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        return Draft(
            {str(name): str(value) for name, value in content["values"].items()},
            tuple((str(name), str(position)) for name, position in content["signers"]),
            base64.b64decode(content["emblem"], validate=True),
            str(content["place"]),
            kept,
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        _log.warning("the draft of a centre cannot be read: %s", type(error).__name__)
        return None


def drop() -> None:
    """Forget the draft: its centre was made."""
    with suppress(OSError):  # a leftover is offered once more, which does no harm
        _path().unlink(missing_ok=True)


def _path() -> Path:
    return user_folder() / "drafts" / FILE_NAME
