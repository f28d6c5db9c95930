"""The code lists a centre may edit, and the words they begin with."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.data.entity import natural_id


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of words that records point to."""

    key: str
    source: str  # its title, marked with N_()
    help_source: str = ""  # what it is for, marked with N_()
    offered: bool = False  # only offered while typing; records keep the text, not the word's id

    @property
    def title(self) -> str:
        """The title in the person's language."""
        return _(self.source)

    @property
    def help(self) -> str:
        """What it is for, in the person's language."""
        return _(self.help_source)


LISTS: Sequence[CodeList] = (
    CodeList("programme", N_("Programmes"), N_("What kind of activity it is.")),
    CodeList("target_group", N_("Target groups"), N_("Whom the reports count apart.")),
    CodeList("education", N_("Education"), N_("The highest level a person finished.")),
    CodeList("occupation", N_("Occupations"), N_("What a person lives from.")),
    CodeList("role", N_("Roles"), N_("What a person does for the centre.")),
    CodeList("title", N_("Titles"), N_("Offered while a name is typed."), offered=True),
    CodeList("clergy", N_("Clergy"), N_("Monks, novices, nuns …: told apart from the sex.")),
    CodeList("nationality", N_("Nationalities"), N_("Offered while one is typed."), offered=True),
    CodeList("language", N_("Languages"), N_("What people speak, and what a name is written in.")),
    CodeList("relation", N_("Relations"), N_("Who somebody is in a household, or of a guardian.")),
    CodeList("internet", N_("Internet"), N_("Where people reach it.")),
    CodeList("device", N_("Devices"), N_("What people reach the internet with.")),
    CodeList("transport", N_("Transport"), N_("How people come to the centre.")),
    CodeList("welfare", N_("Welfare"), N_("Cards, allowances and funds.")),
    CodeList("study_level", N_("Levels of basic education"), N_("Of learners, by semester.")),
    CodeList("religion", N_("Religions"), N_("Offered where a consent allows it."), offered=True),
    CodeList("disability", N_("Kinds of disability"), N_("The seven kinds of the law.")),
    CodeList("support", N_("Support"), N_("What people with a disability need to take part.")),
)

LIST_OF: Mapping[str, CodeList] = {each.key: each for each in LISTS}


def code_id(list_key: str, key: str) -> UUID:
    """Return the id of a word that every centre begins with, as ``code_id("role", "learner")``."""
    return natural_id("code", list_key, key)


def first_words() -> list[dict[str, Any]]:
    """Return the rows every new centre begins with, as column values of ``Code``."""
    return [
        {
            "id": code_id(row["list_key"], row["key"]),
            "list_key": row["list_key"],
            "key": row["key"],
            "name": row["name"],
            "name_en": row["name_en"],
            "position_no": int(row["position"]),
            "retired": False,
        }
        for row in _read("codes.csv")
    ]


def other_words() -> Mapping[tuple[str, str], Sequence[str]]:
    """Return how files also write the first words, by list and key: "ทำนา" is farmer."""
    words: dict[tuple[str, str], list[str]] = {}
    for row in _read("other_words.csv"):
        words.setdefault((row["list_key"], row["key"]), []).append(row["word"])
    return words


def _read(name: str) -> list[dict[str, str]]:
    with resource("code_lists", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
