"""What the forms of a centre offer: its words, villages, persons, places and pictures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre import queries as centre
from learnsoc_desktop.features.centre.pictures import PictureUse, store_picture
from learnsoc_desktop.features.centre.places_widget import PlaceFinder
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import find_ids, listed, survivor_of
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.editors import Option


class CentreSources:
    """Answers the editors of a form from the centre that is open (``ui.editors.Sources``)."""

    def __init__(self, context: Context, use: PictureUse = PictureUse.PORTRAIT) -> None:
        self._commands = context.commands
        self._folder = CentreFolder(context.folder)
        self._use = use
        self._places = PlaceFinder(context.commands)

    def today(self) -> date:
        """Return the day on the wall."""
        return local_today()

    def codes(self, list_key: str) -> Sequence[Option]:
        """Return the words of a list in order; retired ones too, marked as such."""
        rows = self._commands.query(lambda session: centre.codes(session, list_key, retired=True))
        return [Option(row.id, row.text, retired=row.retired) for row in rows]

    def villages(self) -> Sequence[Option]:
        """Return the villages by their number."""
        return [Option(row.id, row.text) for row in self._commands.query(centre.villages)]

    def persons(self, text: str, limit: int) -> Sequence[Option]:
        """Return the persons that ``text`` finds, in the order search gives."""

        def ask(session: Session) -> Sequence[Option]:
            ids = find_ids(session, text, limit)
            return self._options(ids)

        return self._commands.query(ask)

    def person(self, person_id: UUID) -> Option | None:
        """Return one person; of a merged record what the one that is left is called."""
        left = self._commands.query(lambda session: survivor_of(session, person_id))
        found = next(iter(self._options([left])), None)
        return replace(found, value=person_id) if found else None

    def places(self, text: str, limit: int) -> Sequence[Option]:
        """Return the centre's own place, those written before and those of the list."""
        return self._places(text, limit)

    def picture(self, sha256: str) -> bytes:
        """Return a kept picture; empty when it is not there."""
        path = self._folder.blob_path(sha256)
        return path.read_bytes() if path.is_file() else b""

    def keep_picture(self, data: bytes, name: str) -> str:
        """Shrink and keep a picture at once; return its hash, empty when it was refused."""
        del name
        kept: list[str] = []

        def keep(uow: UnitOfWork) -> str:
            return store_picture(uow, self._folder, data, self._use)

        self._commands.run(keep, kept.append)
        return kept[0] if kept else ""

    def _options(self, ids: Sequence[UUID]) -> list[Option]:
        def ask(session: Session) -> list[Option]:
            rows = session.exec(select(Person).where(col(Person.id).in_(ids), listed()))
            found = {row.id: row for row in rows}
            return [
                Option(
                    row.id,
                    shown_name(row.title, row.first_name, row.last_name, row.nickname),
                    row.nickname,
                )
                for row in (found[i] for i in ids if i in found)
            ]

        return self._commands.query(ask)
