"""What goes in and comes out, as the OpenAPI document shows it. Dates are legal days; codes are text."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt, StrictStr

from fivestar.facts.api.decisions import VALUES_A_REQUEST


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class ObservationIn(_Strict):
    """One value of one fact of one branch for one period."""

    branch: Annotated[str, Field(description="12-digit code of the village or community", examples=["411003001201"])]
    fact: Annotated[str, Field(description="identifier of the fact", examples=["collective_income"])]
    period: Annotated[
        str,
        Field(
            max_length=10,
            description="2023, 2023-H1, 2023-Q1, 2023-T1, 2023-05 or 2023-05-31, as the fact is filled in",
        ),
    ]
    value: Annotated[
        StrictBool | StrictInt | StrictStr,
        Field(description="whole number in the canonical unit (money in 分), true or false, or the text of a choice"),
    ]
    observed_on: Annotated[date, Field(description="of which day the value is; not before the period begins")]
    source: Annotated[str, Field(max_length=300, description="office or document; the department when empty")] = ""


class HandIn(_Strict):
    """Values that are taken in together, or not at all."""

    observations: Annotated[list[ObservationIn], Field(min_length=1, max_length=VALUES_A_REQUEST)]


class Taken(Schema):
    """All were taken in. written: those that said something new; branches: how many were rescored."""

    received: int
    written: int
    branches: int


class FaultOut(Schema):
    """What is wrong with one value; index counts from 0."""

    index: int | None = None
    column: str
    message: str


class RefusedOut(Schema):
    """Why nothing was taken in."""

    message: str
    faults: list[FaultOut] = []
