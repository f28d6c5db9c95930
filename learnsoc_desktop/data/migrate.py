"""The number of the schema; the way from an older one comes with the first change."""

SCHEMA = 1
