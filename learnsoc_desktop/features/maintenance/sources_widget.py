"""What the form of a profile offers: places typed before, and its pictures while they are not kept yet."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from learnsoc_desktop.features.centre.model import PICTURES
from learnsoc_desktop.features.centre.pictures import PictureUse, prepared
from learnsoc_desktop.features.centre.places_widget import PlaceFinder
from learnsoc_desktop.ui.commands import Commands
from learnsoc_desktop.ui.editors import NoSources, Option

Kept = Callable[[str], bytes]


class ProfileSources(NoSources):
    """Keeps chosen pictures in memory until the profile is saved.

    ``commands`` are those of an open centre, ``kept`` reads a picture it keeps.
    """

    def __init__(self, commands: Commands | None = None, kept: Kept | None = None) -> None:
        self._places, self._kept = PlaceFinder(commands), kept
        self.chosen: dict[str, bytes] = {}  # prepared pictures by their hash

    def places(self, text: str, limit: int) -> Sequence[Option]:
        """Return the places ``text`` finds; those of the list alone before a centre is open."""
        return self._places(text, limit)

    def picture(self, sha256: str) -> bytes:
        """Return a picture that was chosen now, or one the centre keeps."""
        if sha256 in self.chosen:
            return self.chosen[sha256]
        return self._kept(sha256) if sha256 and self._kept is not None else b""

    def chosen_of(self, values: Mapping[str, object]) -> Mapping[str, bytes]:
        """Return the pictures that ``values`` of a profile name and that are not kept yet, by field."""
        named = ((name, self.chosen.get(str(values[name] or ""))) for name in PICTURES)
        return {name: picture for name, picture in named if picture}

    def keep_picture(self, data: bytes, name: str) -> str:
        """Make a picture small and hold it; return its hash. Raises AppError for what is no picture."""
        del name
        small, _media_type = prepared(data, PictureUse.EMBLEM)
        return self.hold(small)

    def hold(self, small: bytes) -> str:
        """Hold a prepared picture; return its hash."""
        key = sha256(small).hexdigest()
        self.chosen[key] = small
        return key
