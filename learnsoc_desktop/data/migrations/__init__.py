"""One module a step of the schema: ``v0002_what_changed`` with ``upgrade()``, written with ``alembic.op``.

A step is never changed after its release. It names no class of the models (these go on changing), writes
nothing about search tables (``data.search`` makes them anew after each step), and runs in one transaction
with foreign keys off; ``data.migrate`` checks them afterwards.
"""
