"""What the makers of the sample centre share: one seed, one day, one number of people."""

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from learnsoc_desktop.core.paths import resource


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """The same seed, people and day give the same data, ids included.

    ``today`` is the day the sample centre is looked at: it has sessions today, and unfilled sheets before.
    """

    people: int
    seed: int
    today: date
    rng: random.Random = field(compare=False)

    @classmethod
    def make(cls, people: int, seed: int, today: date) -> "SamplePlan":
        """Return the plan of one sample centre."""
        return cls(people, seed, today, random.Random(f"{seed}/{people}/{today}"))  # noqa: S311

    def id(self, *parts: object) -> UUID:
        """Return an id that is the same each time this sample is made."""
        return uuid5(NAMESPACE_OID, "/".join(map(str, ("sample", self.seed, *parts))))

    def moment(self, day: date | None = None) -> datetime:
        """Return a moment on ``day`` (today if not given), for the times a row was written."""
        return datetime.combine(day or self.today, time(8, 5), UTC)

    def stamps(self, day: date | None = None) -> dict[str, datetime]:
        """Return the columns that say when a row was written."""
        return {"created_at": self.moment(day), "updated_at": self.moment(day)}


def demo(name: str) -> Any:  # noqa: ANN401  JSON
    """Return the content of ``resources/demo/<name>.json``."""
    return json.loads(resource("demo", f"{name}.json").read_text(encoding="utf-8"))
