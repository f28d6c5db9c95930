# ruff: noqa: S608  names come from the schema, never from people
"""Whether search finds what is stored: its index holds no text, so it is made once more and compared."""

from collections.abc import Iterator

from sqlcipher3 import dbapi2

from learnsoc_desktop.data import contents
from learnsoc_desktop.data.search import DOCS, INDEX, TABLES

# By term: how many, in which rows, at which places. Both come in the order of the terms, so nothing is sorted.
TERMS = (
    "SELECT term, count(*), sum(doc), sum(doc * doc), sum(offset), sum(doc * offset)"
    " FROM temp.{name} GROUP BY term"
)


def unfound_rows(connection: dbapi2.Connection) -> Iterator[tuple[str, int]]:
    """Yield the tables whose rows search does not all know, and how many it does not."""
    for table in contents.findables_of(connection):
        query = (
            f"SELECT count(*) FROM {contents.quoted(table)} WHERE id NOT IN"
            f" (SELECT d.row_id FROM {DOCS} d JOIN {INDEX}_docsize s ON s.id = d.docid)"
        )
        if count := int(connection.execute(query).fetchone()[0]):
            yield table, count


def wrong_terms(connection: dbapi2.Connection) -> Iterator[str]:
    """Yield a line when the index does not say what the rows say (3 s for 100,000 people).

    Only TEMP tables are written meanwhile. Of rows that search does not know ``unfound_rows`` tells.
    """
    if next(unfound_rows(connection), None):
        return
    tables = contents.findables_of(connection)
    names = [
        str(name) for (name,) in connection.execute(f"SELECT DISTINCT tbl FROM {DOCS}").fetchall()
    ]
    yield from (f"{DOCS}: {name}" for name in names if name not in tables)
    connection.execute("PRAGMA query_only=OFF").close()
    try:
        connection.execute(TABLES[1].replace(INDEX, "temp.made_anew")).close()
        for table in tables:
            connection.execute(
                f"INSERT INTO temp.made_anew (rowid, found) SELECT d.docid, e.search_text"
                f" FROM {DOCS} d JOIN {contents.quoted(table)} e ON e.id = d.row_id"
            ).close()
        for name, place, index in (("kept", "main", INDEX), ("anew", "temp", "made_anew")):
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab('{place}', '{index}', 'instance')"
            ).close()
        kept, anew = (TERMS.format(name=name) for name in ("kept", "anew"))
        terms = (
            f"SELECT count(*) FROM (SELECT * FROM ({kept} EXCEPT {anew})"
            f" UNION ALL SELECT * FROM ({anew} EXCEPT {kept}))"
        )
        lengths = (
            f"SELECT count(*) FROM {INDEX}_docsize k LEFT JOIN temp.made_anew_docsize a ON a.id = k.id"
            " WHERE k.sz IS NOT a.sz OR typeof(k.origin) <> 'integer'"
        )
        for what, query in (("terms", terms), ("lengths", lengths)):
            if count := int(connection.execute(query).fetchone()[0]):
                yield f"{INDEX}: {count} {what}"
                break
    finally:
        for name in ("kept", "anew", "made_anew"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}").close()
        connection.execute("PRAGMA query_only=ON").close()
