"""Which column of a file is which field, however its head is written."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from learnsoc_desktop.core.errors import Fault
from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.exchange.cells import SourceRow, SourceTable, head_texts
from learnsoc_desktop.exchange.words import WordList, in_every_language, plain_word

HEAD_ROWS = 15  # of a file, in which its heads are looked for
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")

Synonyms = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Matching:
    """The field of each column (empty where none is known), beside the heads as the file writes them."""

    heads: tuple[str, ...]
    fields: tuple[str, ...]
    head_row: int = 1

    @property
    def unknown(self) -> tuple[str, ...]:
        """The heads no field was found for."""
        pairs = zip(self.heads, self.fields, strict=True)
        return tuple(head for head, field in pairs if head and not field)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """A field that two columns claim: nobody but a person can tell which is meant."""
        taken: dict[str, str] = {}
        faults = []
        for head, field in zip(self.heads, self.fields, strict=True):
            if field and field in taken:
                text = _("This column means the same as “{head}”.").format(head=taken[field])
                faults.append(Fault(self.head_row, head, text))
            elif field:
                taken[field] = head
        return tuple(faults)

    def column(self, field: str) -> int | None:
        """Return the first column of ``field``."""
        return self.fields.index(field) if field in self.fields else None

    def head(self, field: str) -> str:
        """Return the head of ``field`` as the file writes it, or the field's name."""
        column = self.column(field)
        return field if column is None else self.heads[column]

    @property
    def signature(self) -> str:
        """What tells a file of the same heads, however their blanks and signs are written."""
        return signature(self.heads)

    def said(self, fields: Mapping[str, str]) -> "Matching":
        """Return the same with the field that ``fields`` says of a head, empty to leave the column out.

        A head it does not speak of keeps what was found, unless another column is that field now.
        """
        words = {plain_word(head): field for head, field in fields.items()}
        told = [words.get(plain_word(head)) for head in self.heads]
        taken = {field for field in told if field}
        found = [
            field if field is not None else "" if old in taken else old
            for field, old in zip(told, self.fields, strict=True)
        ]
        return replace(self, fields=tuple(found))

    def chosen(self, columns: Mapping[int, str]) -> "Matching":
        """Return the same with columns that a person gave another field, or none (empty)."""
        fields = [columns.get(place, field) for place, field in enumerate(self.fields)]
        return replace(self, fields=tuple(fields))


def signature(heads: Sequence[str]) -> str:
    """Return what two rows of heads have in common that are the same but for blanks and signs."""
    return "|".join(map(plain_word, heads))


def match_heads(
    heads: Sequence[str],
    specs: Sequence[FieldSpec],
    synonyms: Synonyms | None = None,
    head_row: int = 1,
) -> Matching:
    """Find the field of each head: by its name, its label in any language, or a synonym.

    ``synonyms`` gives further words by field name. What stands in brackets is left out when the whole head is not
    known, "วันเกิด (พ.ศ.)".
    """
    return _match(heads, _words(specs, synonyms or {}), head_row)


def find_heads(
    table: SourceTable, specs: Sequence[FieldSpec], synonyms: Synonyms | None = None
) -> SourceTable:
    """Return ``table`` with the row as heads that names the most fields.

    Official lists have titles over the heads, and heads of two rows under merged cells ("address" over "house no."
    and "moo"): then the lower row counts, and the upper one where the lower is empty.
    """
    words = _words(specs, synonyms or {})
    own = SourceRow(table.head_row, table.heads)
    rows = first_rows(table)
    best, best_heads, most = own, table.heads, _known(table.heads, words)
    for place, row in enumerate(rows):
        heads = head_texts(row.cells)
        known = _known(heads, words)
        if known > most:
            best, best_heads, most = row, heads, known
        if place:
            both = _combined(head_texts(rows[place - 1].cells), heads)
            if _known(both, words) > max(most, known):
                best, best_heads, most = row, both, _known(both, words)
    if best is own:
        return table
    return replace(table.headed(best.number), heads=best_heads)


def find_signature(table: SourceTable, signatures: Collection[str]) -> SourceTable | None:
    """Return ``table`` with the row as heads that was seen before; None when there is none."""
    for row in first_rows(table) if signatures else ():
        if signature(head_texts(row.cells)) in signatures:
            return table if row.number == table.head_row else table.headed(row.number)
    return None


def first_rows(table: SourceTable) -> Sequence[SourceRow]:
    """Return the rows in which the heads are looked for."""
    own = SourceRow(table.head_row, table.heads)
    return [*table.above, own, *table.rows[:HEAD_ROWS]][:HEAD_ROWS]


def _match(heads: Sequence[str], words: WordList, head_row: int) -> Matching:
    fields = tuple(str(_field(head, words) or "") for head in heads)
    return Matching(tuple(heads), fields, head_row)


def _field(head: str, words: WordList) -> object | None:
    if not plain_word(head):
        return None
    return words.find(head) or words.find(_ASIDE.sub("", head))


def _known(heads: Sequence[str], words: WordList) -> int:
    return len({field for head in heads if (field := _field(head, words))})


def _combined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    return tuple(below or over for over, below in zip(upper, lower, strict=True))


def _words(specs: Sequence[FieldSpec], synonyms: Synonyms) -> WordList:
    """Return every word of every field; a field's own name wins over another's synonym."""
    names = {plain_word(spec.name) for spec in specs}
    words = WordList((spec.name, (spec.name,)) for spec in specs)
    for spec in specs:
        for word in (*in_every_language(spec.label.text), *synonyms.get(spec.name, ())):
            if plain_word(word) not in names:
                words.add(spec.name, word)
    return words
