"""Erasing what was kept on a consent that is gone (PDPA, sections 19 and 33).

Erased is every place in the centre's file: the rows of the person and of merged records, living and in the trash;
what undo and redo, merges, parked rows and a file's changes hold of them. The search index never has them. Backups
keep them until they are pruned; papers and files that were made before stay as they are.
"""

import json
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, or_, select
from uuid_utils.compat import uuid7

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.kept_model import ImportChange
from learnsoc_desktop.features.people.consent_model import Answer, Purpose
from learnsoc_desktop.features.people.erase_model import Erasure
from learnsoc_desktop.features.people.erase_queries import (
    sensitive_consent,
    sensitive_kept,
)
from learnsoc_desktop.features.people.errors import ConsentInForce
from learnsoc_desktop.features.people.merge_model import PersonMerge
from learnsoc_desktop.features.people.more_model import (
    PersonSensitive,
    PersonWord,
    SensitiveDetails,
)
from learnsoc_desktop.features.people.parked_model import ParkedRow
from learnsoc_desktop.features.people.queries import in_parts, person_or_refuse, records_of

FIELDS = frozenset(SensitiveDetails.model_fields)


def erase_sensitive(uow: UnitOfWork, folder: CentreFolder, person_id: UUID, *, today: date) -> int:
    """Erase the sensitive details of a person for good; return how many values these were.

    What was erased, when and by which answer is kept, not what it said. Raises PersonNotFound, and ConsentInForce
    while the person lets them be kept.
    """
    person_or_refuse(uow.session, person_id)
    consent = sensitive_consent(uow.session, person_id)
    if consent.allows(Answer.YES, today):
        raise ConsentInForce
    kept = sensitive_kept(uow.session, person_id)
    if not kept.total:
        return 0
    records = records_of(uow.session, person_id)
    uow.erase(PersonSensitive, kept.rows)
    uow.erase(PersonWord, kept.words)
    _erase_changes(uow, (*kept.rows, *kept.words))
    _erase_merges(uow, records)
    _erase_parked(uow, records, kept.texts)
    for record_id in records:
        _erase_draft(Shelf("more", folder.root, record_id))
    uow.add(
        Erasure(
            person_id=person_id,
            purpose=Purpose.SENSITIVE,
            consent_id=consent.consent.id if consent.consent else None,
            erased_on=today,
            details=kept.total,
        )
    )
    return kept.total


def _erase_changes(uow: UnitOfWork, ids: Collection[UUID]) -> None:
    """Erase what files changed in the erased rows."""
    gone: list[UUID] = []
    for part in in_parts(ids):
        rows = col(ImportChange.row_id).in_([each.hex for each in part])
        gone += uow.session.exec(select(ImportChange.id).where(rows)).all()
    uow.erase(ImportChange, gone)


def _erase_merges(uow: UnitOfWork, records: Sequence[UUID]) -> None:
    """Erase what merges of the records keep of the fields."""
    either = or_(col(PersonMerge.kept_id).in_(records), col(PersonMerge.other_id).in_(records))
    changed = []
    for merge in uow.session.exec(select(PersonMerge).where(either)):
        merge.overwritten, differs = _without_fields(merge.overwritten)
        if differs:
            changed.append(merge.id)
    uow.forget_values(PersonMerge, changed)


def _erase_parked(uow: UnitOfWork, records: Sequence[UUID], texts: Collection[str]) -> None:
    """Erase what rows of files that look like the person, or became it, say of the fields.

    Such a file can be undone only by leaving these rows: they are not as it brought them.
    """
    either = or_(col(ParkedRow.like_id).in_(records), col(ParkedRow.person_id).in_(records))
    words = {fold(text) for text in texts}
    changed = []
    for row in uow.session.exec(select(ParkedRow).where(either)):
        row.details, one = _without_fields(row.details)
        row.overwritten, two = _without_fields(row.overwritten)
        said = json.loads(row.said)
        left = [pair for pair in said if not _tells(pair, words)]
        if left != said:
            row.said = json.dumps(left, ensure_ascii=False)
        if one or two or left != said:
            changed.append(row.id)
    uow.forget_values(ParkedRow, changed)
    rows = col(ImportChange.row_id).in_([each.hex for each in changed])
    brought = [line.model_dump() for line in uow.session.exec(select(ImportChange).where(rows))]
    # Others in their place: a line is written once, and one that differs from a backup's would be put right again.
    uow.erase(ImportChange, [line["id"] for line in brought])
    uow.add_all(ImportChange(**{**line, "id": uuid7(), "after": "[]"}) for line in brought)


def _without_fields(text: str) -> tuple[str, bool]:
    """Return a JSON object without what it says of sensitive fields, and whether it said something."""
    values: dict[str, Any] = json.loads(text)
    left = {name: value for name, value in values.items() if name not in FIELDS}
    differs = len(left) < len(values)
    return (json.dumps(left, ensure_ascii=False) if differs else text), differs


def _tells(pair: Sequence[str], words: Collection[str]) -> bool:
    """Return whether a cell of a file, head and text, says one of the folded ``words`` or is of such a field."""
    head, text = fold(pair[0]), fold(pair[1])
    labels = [spec.label.text for spec in fields_of(SensitiveDetails)]
    titles = {fold(each) for label in labels for each in (label, _(label))}
    return head in titles or any(word in text for word in words)


def _erase_draft(shelf: Shelf) -> None:
    """Take the fields out of what is typed and not saved."""
    draft = shelf.find()
    if draft is None:
        return
    values = {name: value for name, value in draft.values.items() if name not in FIELDS}
    typed = {name: text for name, text in draft.typed.items() if name not in FIELDS}
    if values or typed:
        shelf.keep(Draft(draft.name, values, typed))
    else:
        shelf.drop()
