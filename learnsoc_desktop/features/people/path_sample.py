"""Paths of the sample centre: goals, wishes, a log and the five skills of those who were asked."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.path_model import (
    LearningGoal,
    LearningLog,
    Skill,
    SkillMark,
    Want,
    WantKind,
)

EVERY = 4  # each fourth person was asked
YEARS = 3


def fill(uow: UnitOfWork, plan: SamplePlan, people: Sequence[dict[str, Any]]) -> None:
    """Write the paths of ``people``, rows of the registry; draws from ids, so that the rest stays the same."""
    words = demo("paths")
    goals, wants, log, marks = [], [], [], []
    for number, row in enumerate(people):
        if number % EVERY:
            continue
        draw = plan.id("path", row["id"]).int
        day = plan.today - timedelta(days=30 + draw % 300)
        goal, why, steps = words["goals"][draw % len(words["goals"])]
        reached = plan.today - timedelta(days=draw % 25) if draw % 5 == 0 else None
        goals.append(
            _row(plan, "goal", row, day)
            | {
                "goal": goal,
                "why": why,
                "steps": steps,
                "by_when": plan.today + timedelta(days=draw % 400),
                "done_on": reached,
            }
        )
        for rank in range(1, 2 + draw % 3):
            what = words["wants"][(draw + 7 * rank) % len(words["wants"])]
            kind = list(WantKind)[0 if rank == 1 else (draw + rank) % len(WantKind)]
            wants.append(
                _row(plan, f"want{rank}", row, day)
                | {"kind": kind, "what": what, "rank": rank, "noted_on": day}
            )
        what, place = words["log"][draw % len(words["log"])]
        log.append(
            _row(plan, "log", row, day)
            | {"what": what, "place": place, "learned_on": day, "minutes": 30 * (1 + draw % 6)}
        )
        marks += _marks(plan, row, draw)
    uow.insert_many(LearningGoal, goals)
    uow.insert_many(Want, wants)
    uow.insert_many(LearningLog, log)
    uow.insert_many(SkillMark, marks)


def _row(plan: SamplePlan, what: str, row: dict[str, Any], day: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"id": plan.id(what, row["id"]), "person_id": row["id"], **plan.stamps(day)}


def _marks(plan: SamplePlan, row: dict[str, Any], draw: int) -> list[dict[str, Any]]:
    """Return the five skills of some years: they grow slowly, and not all of them."""
    marks = []
    for year in range(YEARS):
        day = plan.today - timedelta(days=365 * (YEARS - 1 - year) + 40)
        for at, skill in enumerate(Skill):
            level = min(5, 1 + (draw >> at) % 3 + (year if (draw >> at) % 2 else year // 2))
            marks.append(
                {
                    "id": natural_id("skill_mark", row["id"], day, skill.value),
                    "person_id": row["id"],
                    "marked_on": day,
                    "skill": skill,
                    "level": level,
                    **plan.stamps(day),
                }
            )
    return marks
