"""The form of a consent: an answer to each purpose, and how it was given."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.features.people.consent_model import Answer, Purpose, Signer

WHAT_FOR, HOW = N_("What for"), N_("How it was given")

ANSWERS = {answer.value: answer for answer in Answer}


class YesOrNo(LabelledEnum):
    """The answers to most purposes."""

    YES = Answer.YES.value, Answer.YES.source
    NO = Answer.NO.value, Answer.NO.source


class HowFar(LabelledEnum):
    """The answers to a directory."""

    INTERNAL = Answer.INTERNAL.value, Answer.INTERNAL.source
    DISTRICT = Answer.DISTRICT.value, Answer.DISTRICT.source
    PUBLIC = Answer.PUBLIC.value, Answer.PUBLIC.source
    NO = Answer.NO.value, Answer.NO.source


class SigningDetails(SQLModel):
    """How answers were given: when, by whom, before whom, until when."""

    given_on: Annotated[date, Label(N_("Given on"), group=HOW)]
    signer: Annotated[Signer, Label(N_("Signed by"), group=HOW)] = Signer.SELF
    signer_name: Annotated[str, Label(N_("Guardian"), group=HOW)] = Field(
        default="", max_length=150
    )
    relation: Annotated[str, Label(N_("Relation to the person"), group=HOW)] = Field(
        default="", max_length=60
    )
    witness: Annotated[str, Label(N_("Witness"), group=HOW)] = Field(default="", max_length=150)
    ends_on: Annotated[
        date | None,
        Label(N_("Until"), group=HOW, help=N_("Empty: until it is withdrawn.")),
    ] = None


def consent_fields() -> Sequence[FieldSpec]:
    """Return the fields of the form: the purposes, then how the answers were given."""
    purposes = [
        FieldSpec(
            purpose.value,
            Label(purpose.source, group=WHAT_FOR, half=True),
            Kind.CHOICE,
            HowFar if purpose is Purpose.DIRECTORY else YesOrNo,
        )
        for purpose in Purpose
    ]
    return (*purposes, *fields_of(SigningDetails))


def answers_in(values: Mapping[str, Any]) -> dict[Purpose, Answer]:
    """Return the answers that were chosen in a form."""
    return {
        purpose: ANSWERS[values[purpose.value].value]
        for purpose in Purpose
        if values.get(purpose.value) is not None
    }


def signing_in(values: Mapping[str, Any]) -> SigningDetails:
    """Return how the answers of a form were given."""
    names = SigningDetails.model_fields
    return SigningDetails.model_validate({name: values[name] for name in names})
