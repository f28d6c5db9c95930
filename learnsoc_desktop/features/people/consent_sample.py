"""Consents of the sample centre: many said yes, some no, a few took it back, and children's guardians signed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from learnsoc_desktop.core.sample import SamplePlan
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.consent_model import Answer, Consent, Purpose, Signer
from learnsoc_desktop.features.people.consent_rules import usual_signer
from learnsoc_desktop.features.people.erase_model import Erasure

ASKED = 0.6  # share of those who were asked
WITNESS = "ครูศกร. ตัวอย่าง"
YES = {
    Purpose.SENSITIVE: 0.5,
    Purpose.PHOTO_REPORT: 0.92,
    Purpose.PHOTO_PUBLIC: 0.7,
    Purpose.DIRECTORY: 0.6,
    Purpose.SHARE_PARTNERS: 0.6,
    Purpose.CONTACT: 0.95,
}  # share of those asked


def fill(uow: UnitOfWork, plan: SamplePlan, people: Sequence[dict[str, Any]]) -> None:
    """Write the answers of ``people``, rows of the registry; draws from ids, so that the rest stays the same."""
    rows, erased = [], []
    for row in people:
        if not _drawn(plan, row, "asked", ASKED):
            continue
        for purpose, share in YES.items():
            rows.append(_answer(plan, row, purpose, yes=_drawn(plan, row, purpose.value, share)))
        if _drawn(plan, row, "withdrew", 0.03):
            later = _answer(plan, row, Purpose.PHOTO_PUBLIC, yes=False)
            day = min(plan.today, later["given_on"] + timedelta(days=200))
            rows.append({**later, "id": plan.id("withdrew", row["id"]), "given_on": day})
        if _took_back(plan, row):
            answer = _answer(plan, row, Purpose.SENSITIVE, yes=False)
            day = min(plan.today, answer["given_on"] + timedelta(days=90))
            gone = {"id": plan.id("took-back", row["id"]), "given_on": day, **plan.stamps(day)}
            rows.append({**answer, **gone})
            erased.append(_erasure(plan, row, day))
    uow.insert_many(Consent, rows)
    uow.insert_many(Erasure, erased)


def consents_to_sensitive(plan: SamplePlan, row: dict[str, Any]) -> bool:
    """Return whether somebody of the sample lets sensitive details be kept."""
    return _said_sensitive(plan, row) and not _took_back(plan, row)


def _said_sensitive(plan: SamplePlan, row: dict[str, Any]) -> bool:
    purpose = Purpose.SENSITIVE
    asked = _drawn(plan, row, "asked", ASKED)
    return asked and _drawn(plan, row, purpose.value, YES[purpose])


def _took_back(plan: SamplePlan, row: dict[str, Any]) -> bool:
    """Return whether somebody took the consent to sensitive details back, and had them erased."""
    return _said_sensitive(plan, row) and _drawn(plan, row, "took back", 0.02)


def _erasure(plan: SamplePlan, row: dict[str, Any], day: date) -> dict[str, Any]:
    return {
        "id": plan.id("erasure", row["id"]),
        "person_id": row["id"],
        "purpose": Purpose.SENSITIVE,
        "consent_id": plan.id("took-back", row["id"]),
        "erased_on": day,
        "details": 1 + plan.id("details", row["id"]).int % 3,
        **plan.stamps(day),
    }


def _answer(
    plan: SamplePlan, row: dict[str, Any], purpose: Purpose, *, yes: bool
) -> dict[str, Any]:
    day = row["registered_on"]
    signer = usual_signer(row["born"], day)
    answer = Answer.YES if yes else Answer.NO
    if yes and purpose is Purpose.DIRECTORY:
        answer = Answer.PUBLIC if _drawn(plan, row, "public", 0.5) else Answer.DISTRICT
    alone = signer is Signer.SELF
    return {
        "id": plan.id("consent", row["id"], purpose.value),
        "person_id": row["id"],
        "purpose": purpose,
        "answer": answer,
        "given_on": day,
        "signer": signer,
        "signer_name": "" if alone else f"ผู้ปกครองของ{row['first_name']}",
        "relation": "" if alone else "บิดามารดา",
        "witness": WITNESS,
        **plan.stamps(day),
    }


def _drawn(plan: SamplePlan, row: dict[str, Any], what: str, share: float) -> bool:
    return plan.id("consent", what, row["id"]).int % 1000 < share * 1000
