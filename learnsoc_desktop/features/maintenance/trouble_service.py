"""The ways out of a centre that does not open, each done off the main thread."""

from dataclasses import dataclass
from pathlib import Path

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.data.filelock import forget_holder
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_restore import Restored, put_journals_away, restore
from learnsoc_desktop.exchange.backup_salvage import Salvaged, salvage
from learnsoc_desktop.features.centre.references import load_models
from learnsoc_desktop.features.maintenance.folder_service import free_folder


@dataclass(frozen=True, slots=True)
class Saved:
    """A new centre with what could be read of a damaged one."""

    folder: Path
    done: Salvaged


def take_back(folder: CentreFolder, file: Path, progress: Progress) -> Restored:
    """Put a backup in the place of the centre. Raises what ``restore`` raises."""
    return restore(folder, file, progress=progress)


def save_readable(folder: CentreFolder, progress: Progress) -> Saved:
    """Save what can be read into a new folder beside the old one. Raises what ``salvage`` raises."""
    load_models()
    name = _("{name} (saved)").format(name=folder.root.name)
    place = free_folder(folder.root.parent, name)
    return Saved(place, salvage(folder.database, place, progress))


def put_away(folder: CentreFolder) -> None:
    """Set aside what lies beside the centre's file and belongs to another one."""
    put_journals_away(folder)


def take_over(folder: CentreFolder) -> None:
    """Believe the person that the centre is closed on the other computer."""
    forget_holder(folder.database)


def make_room(folder: CentreFolder) -> None:
    """Give the room back that was kept for a full disk."""
    folder.release_reserve()
