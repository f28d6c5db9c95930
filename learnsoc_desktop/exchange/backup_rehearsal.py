"""The monthly rehearsal: the last backup is taken back into a temporary folder, and what came of it is kept.

DIR/backups/rehearsal.json   when, which backup, and what was wrong
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.findings import Finding, Kind
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_errors import BackupRefused
from learnsoc_desktop.exchange.backup_manifest import backups_in
from learnsoc_desktop.exchange.backup_restore import rehearse

NOTE = "rehearsal.json"
EVERY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A rehearsed restore: of which backup (the name of its file), and what was wrong."""

    when: datetime
    backup: str
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether everything came back."""
        return not self.findings


def last_rehearsal(folder: CentreFolder) -> Rehearsal | None:
    """Return the last rehearsal of a centre; None when there was none, or its note makes no sense."""
    try:
        said = json.loads((folder.backups / NOTE).read_text("utf-8"))
        found = (
            Finding(Kind(each["kind"]), str(each["place"]), str(each["detail"]))
            for each in said["findings"]
        )
        return Rehearsal(datetime.fromisoformat(said["when"]), str(said["backup"]), tuple(found))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def rehearse_if_due(folder: CentreFolder, *, now: datetime | None = None) -> Rehearsal | None:
    """Rehearse with the last verified backup when the last rehearsal is a month old; None when it is not.

    Nothing of the centre is touched but the note. Raises what a full disk gives; then nothing is noted.
    """
    now = now or utc_now()
    last = last_rehearsal(folder)
    if last is not None and last.when <= now < last.when + EVERY:
        return None
    verified = [each for each in backups_in(folder.backups) if each.verified]
    if not verified:
        return None
    newest = verified[-1]
    try:
        found = rehearse(newest.path).findings
    except BackupRefused as error:
        found = error.findings
    done = Rehearsal(now, newest.path.name, found)
    said = asdict(done) | {"when": now.isoformat()}
    with replacing(folder.backups / NOTE) as part:
        part.write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
    return done
