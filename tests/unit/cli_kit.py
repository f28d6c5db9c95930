"""What the tests of the command line call it by."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: list[str]
    err: list[str]


Run = Callable[..., Ran]
