"""Hypothesis without chance: the same examples on every machine, so a failure is always the code's."""

from hypothesis import settings

settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, max_examples=200
)
settings.load_profile("steady")
