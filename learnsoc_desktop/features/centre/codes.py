"""Commands on code lists. A word that records use is never lost: it is retired, or its uses are moved."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.errors import CodeInUse, CodeTwice, NameMissing, OtherList
from learnsoc_desktop.features.centre.model import Code, CodeDetails
from learnsoc_desktop.features.centre.references import move_references, use_counts
from learnsoc_desktop.features.centre.service import assign, living, reordered
from learnsoc_desktop.features.centre.tidy import tidied

WORD = N_("Word")


def add_code(uow: UnitOfWork, list_key: str, details: CodeDetails) -> UUID:
    """Add a word at the end of a list; return its id. Raises NameMissing, CodeTwice."""
    tidy = _checked(uow, list_key, details, None)
    last = max((row.position_no for row in _words(uow, list_key)), default=0)
    code = Code.model_validate({**tidy.model_dump(), "list_key": list_key, "position_no": last + 1})
    uow.add(code)
    return code.id


def rename_code(uow: UnitOfWork, code_id: UUID, details: CodeDetails) -> None:
    """Write a word in another way; everything that uses it shows the new one."""
    code = living(uow, Code, code_id, WORD)
    assign(code, _checked(uow, code.list_key, details, code_id))


def move_code(uow: UnitOfWork, code_id: UUID, step: int) -> None:
    """Put a word ``step`` places down its list (negative: up); stops at the ends."""
    rows = _words(uow, living(uow, Code, code_id, WORD).list_key)
    order = reordered([row.id for row in rows], code_id, step)
    for row in rows:
        place = order.index(row.id) + 1
        if row.position_no != place:
            row.position_no = place


def retire_code(uow: UnitOfWork, code_id: UUID) -> None:
    """Offer a word no longer; it stays where it was used."""
    living(uow, Code, code_id, WORD).retired = True


def unretire_code(uow: UnitOfWork, code_id: UUID) -> None:
    """Offer a retired word again."""
    living(uow, Code, code_id, WORD).retired = False


def remove_code(uow: UnitOfWork, code_id: UUID) -> None:
    """Put a word that nothing uses into the trash. Raises CodeInUse with the count."""
    code = living(uow, Code, code_id, WORD)
    uow.session.flush()
    if count := use_counts(uow.session, "code", [code_id]).get(code_id, 0):
        raise CodeInUse(name=code.text, count=count)
    uow.delete(code)


def move_uses(uow: UnitOfWork, old: UUID, new: UUID) -> int:
    """Let everything that uses the word ``old`` use ``new`` of the same list; return how many records."""
    first, second = living(uow, Code, old, WORD), living(uow, Code, new, WORD)
    if first.list_key != second.list_key:
        raise OtherList
    return move_references(uow, "code", old, new) if old != new else 0


def _words(uow: UnitOfWork, list_key: str) -> Sequence[Code]:
    return uow.session.exec(
        select(Code)
        .where(alive(Code), Code.list_key == list_key)
        .order_by(col(Code.position_no), col(Code.id))
    ).all()


def _checked(uow: UnitOfWork, list_key: str, details: CodeDetails, own: UUID | None) -> CodeDetails:
    tidy = tidied(details)
    if not tidy.name:
        raise NameMissing
    for other in _words(uow, list_key):
        if other.name.casefold() == tidy.name.casefold() and other.id != own:
            raise CodeTwice(name=other.name)
    return tidy
