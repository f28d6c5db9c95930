"""What every paper of the centre shares: its head, and who signs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.features.centre.attachments import folder_of
from learnsoc_desktop.features.centre.queries import head_chain, profile, signatories
from learnsoc_desktop.reporting.document import Head, Signature, Signatures

TASKS = (N_("Reported by"), N_("Checked by"), N_("Approved by"))  # in the order of signing


@dataclass(frozen=True, slots=True)
class Paper:
    """What a report takes over as it is: its head, whether it is a sample's, and when it was made."""

    head: Head
    sample: bool
    as_of: datetime


def paper(session: Session) -> Paper:
    """Return what every paper of this centre shares."""
    centre = profile(session)
    return Paper(
        Head(head_chain(session), picture_reader(session)(centre.emblem)),
        centre.sample,
        utc_now().astimezone(),
    )


def formal_head(session: Session) -> Head:
    """Return the head of a letter, a card or a certificate: without the former name of the centre."""
    head = paper(session).head
    return replace(head, chain=(profile(session).name, *head.chain[1:])) if head.chain else head


def garuda(session: Session) -> bytes | None:
    """Return the picture over letters: the garuda, or the emblem of a centre that has none."""
    centre = profile(session).details
    read = picture_reader(session)
    return read(centre.garuda) or read(centre.emblem)


def picture_reader(session: Session) -> Callable[[str], bytes | None]:
    """Return a function that gives a kept picture by its hash; None for one that is not there."""
    folder = folder_of(session)

    def read(sha256: str) -> bytes | None:
        path = folder.blob_path(sha256) if folder and sha256 else None
        return path.read_bytes() if path and path.is_file() else None

    return read


def signature_blocks(session: Session, most: int = 3, *, at_foot: bool = False) -> Signatures:
    """Return the blocks of those who sign, first to last; empty ones when nobody is named yet."""
    people = [
        Signature(person.task or _(task), person.name, person.position, str(person.id))
        for person, task in zip(signatories(session)[:most], TASKS, strict=False)
    ]
    people += [
        Signature(_(task), key=f"blank_{number}")
        for number, task in enumerate(TASKS[len(people) : most], start=len(people) + 1)
    ]
    return Signatures(tuple(people), at_foot=at_foot)
