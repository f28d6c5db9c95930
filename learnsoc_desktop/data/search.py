# ruff: noqa: S608  names come from the schema, never from people
"""Finding rows of all kinds by what was typed: an FTS5 trigram index (SQLite), or LIKE elsewhere.

``search_doc`` gives each ``Findable`` row an integer docid; ``search_index`` holds no text of its own. What
the TEMP triggers of the writing connection noted tells which rows to bring up to date before each commit
(``follow``). Alembic does not know these tables: they are made, rebuilt and counted here.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, Connection, case, column, select, table, text
from sqlmodel import Session, col

from learnsoc_desktop.core import thai
from learnsoc_desktop.data.entity import Entity, Findable, alive
from learnsoc_desktop.data.keys import table_of

DOCS, INDEX = "search_doc", "search_index"
TRIGRAM = 3  # folded characters; shorter words are looked for in the rows themselves
LONGEST = 200  # characters of a query that are looked at
MOST_WORDS = 12

TABLES = (
    (
        f"CREATE TABLE IF NOT EXISTS {DOCS} (docid INTEGER PRIMARY KEY, tbl TEXT NOT NULL,"
        " row_id TEXT NOT NULL UNIQUE)"
    ),
    (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(found, content='',"
        " contentless_delete=1, tokenize='trigram case_sensitive 1')"
    ),
)


def is_search_table(name: str) -> bool:
    """Return whether a table is ours, so that migrations leave it alone."""
    return name == DOCS or name.startswith(INDEX)


def make_tables(connection: Connection) -> None:
    """Make the two tables where the file has none; SQLite only."""
    if connection.dialect.name == "sqlite":
        for statement in TABLES:
            connection.execute(text(statement))


def follow(connection: Connection, name: str, first: int) -> None:
    """Bring the index up to the rows of one table that were written after note ``first``.

    Done for all rows together before the commit: a trigger that writes to the index makes it flush at every
    row, which is ten times slower.
    """
    written = {"first": first, "name": name}
    connection.execute(
        text(
            f"INSERT OR IGNORE INTO {DOCS} (tbl, row_id) SELECT tbl, row_id FROM undo_note"
            " WHERE seq > :first AND tbl = :name AND kind = 'I'"
        ),
        written,
    )
    connection.execute(
        text(
            f"INSERT INTO {INDEX} (rowid, found) SELECT d.docid, e.search_text FROM undo_note n"
            f' JOIN {DOCS} d ON d.row_id = n.row_id JOIN "{name}" e ON e.id = n.row_id'
            " WHERE n.seq > :first AND n.tbl = :name AND n.kind = 'I'"
        ),
        written,
    )
    connection.execute(
        text(
            f"UPDATE {INDEX} SET found = c.found FROM (SELECT DISTINCT d.docid, e.search_text AS found"
            f' FROM undo_note n JOIN "old_{name}" o ON o.seq = n.seq'
            f' JOIN "{name}" e ON e.id = n.row_id AND e.search_text IS NOT o.search_text'
            f" JOIN {DOCS} d ON d.row_id = n.row_id WHERE n.seq > :first AND n.tbl = :name) c"
            f" WHERE {INDEX}.rowid = c.docid"
        ),
        written,
    )


def rebuild(connection: Connection, names: list[str]) -> int:
    """Make the index anew from the rows of these tables; return how many rows it holds."""
    if connection.dialect.name != "sqlite":
        return 0
    for statement in (f"DROP TABLE IF EXISTS {INDEX}", f"DROP TABLE IF EXISTS {DOCS}", *TABLES):
        connection.execute(text(statement))
    for name in names:
        connection.execute(
            text(f"INSERT INTO {DOCS} (tbl, row_id) SELECT '{name}', id FROM \"{name}\"")
        )
        connection.execute(
            text(
                f"INSERT INTO {INDEX} (rowid, found) SELECT d.docid, e.search_text"
                f' FROM {DOCS} d JOIN "{name}" e ON e.id = d.row_id'
            )
        )
    return count(connection)


def count(connection: Connection) -> int:
    """Return how many rows the index holds."""
    return int(connection.execute(text(f"SELECT count(*) FROM {DOCS}")).scalar_one())


def words_of(typed: str) -> list[str]:
    """Return the folded words of what was typed; every one of them has to match."""
    return list(dict.fromkeys(thai.fold(typed[:LONGEST]).replace("\0", " ").split()))[:MOST_WORDS]


def matches(model: type[Findable], words: list[str], dialect: str) -> ColumnElement[bool]:
    """Return the condition that every word is in the row's search text."""
    assert issubclass(model, Entity)
    long = [word for word in words if len(word) >= TRIGRAM and dialect == "sqlite"]
    found: ColumnElement[bool] = alive(model)
    for word in words:
        if word not in long:
            found &= col(model.search_text).contains(word, autoescape=True)
    if long:
        index, docs = table(INDEX, column("rowid")), table(DOCS, column("docid"), column("row_id"))
        query = " ".join('"' + word.replace('"', '""') + '"' for word in long)
        ids = (
            select(docs.c.row_id)
            .join(index, index.c.rowid == docs.c.docid)
            .where(text(f"{INDEX} MATCH :fts_query").bindparams(fts_query=query))
        )
        found &= table_of(model).c.id.in_(ids)
    return found


def find(session: Session, model: type[Findable], typed: str, limit: int = 50) -> list[UUID]:
    """Return the ids of rows in which every word of ``typed`` is found.

    Rows whose text is or begins with what was typed come first, then Thai order.
    """
    words = words_of(typed)
    if not words:
        return []
    whole = " ".join(words)
    sort_key, search_text = col(model.sort_key), col(model.search_text)
    rank = case(
        (search_text == whole, 0),
        (search_text.startswith(whole, autoescape=True), 1),
        (search_text.contains(f" {words[0]}", autoescape=True), 2),
        else_=3,
    )
    dialect = session.get_bind().dialect.name
    key = table_of(model).c.id
    query = select(key).where(matches(model, words, dialect)).order_by(rank, sort_key, key)
    return list(session.execute(query.limit(limit)).scalars())
