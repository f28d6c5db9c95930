"""A long list in memory, so that every key press answers at once: 100,000 rows in a few milliseconds.

Rows stand in their order; a row's number is its *slot*. For each pair of neighbouring letters the index
knows the slots that have it: as a bit set (an ``int``) when there are many, as an array when there are few.
A query ANDs the sets of its pairs; words of three letters and more are then looked for in the texts that
are left. No letter is lost on the way to a C loop: ``compress``, ``map`` and ``contains`` do the work.

Nothing here knows SQL: ``data.instant_list`` fills it and keeps it right.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, compress, islice, repeat
from operator import contains
from re import finditer
from uuid import UUID

ID_BYTES = 16
PLAIN = 20_000  # rows that are looked through without an index in less than 2 ms
BLOCK = (
    16_384  # rows after which pairs are packed, so that building takes little more than the result
)
DENSE = 32  # a pair that one row in so many has is kept as a bit set
COMMON = 12  # three letters whose two pairs one row in so many has get a bit set of their own
SPARSE = (
    12  # one hit in more slots than this is found faster one by one than by looking at all slots
)
LETTER = 0xFFFF  # the first letter of a pair
_TO_MASK = bytes.maketrans(b"01", b"\0\1")
_TO_DIGITS = bytes.maketrans(b"\0\1", b"01")


def pairs_of(text: str) -> set[int]:
    """Return the pairs of neighbouring letters of ``text`` as numbers (two UTF-16 units each)."""
    units = text.encode("utf-16-le", "surrogatepass")
    even = memoryview(units[: len(units) & ~3]).cast("I")
    odd = memoryview(units[2 : 2 + (max(len(units) - 2, 0) & ~3)]).cast("I")
    return {*even, *odd}


def bits_of(mask: bytes | bytearray) -> int:
    """Return a mask (one byte a slot, 0 or 1) as a bit set; slot 0 is the highest bit."""
    return int(mask.translate(_TO_DIGITS), 2) if mask else 0


def mask_of(bits: int, size: int) -> bytes:
    """Return a bit set of ``size`` slots as a mask."""
    return f"{bits:0{size}b}".encode().translate(_TO_MASK) if size else b""


def slots_of_mask(mask: bytes, count: int) -> list[int]:
    """Return the numbers of the ``count`` slots that are 1 in ``mask``."""
    if count * SPARSE < len(mask):
        return [match.start() for match in finditer(b"\1", mask)]
    return list(compress(range(len(mask)), mask))


class ListIndex:
    """The texts of a list in its order, and which letters stand where."""

    def __init__(self) -> None:
        self.ids = bytearray()  # 16 bytes a slot
        self.texts: list[str] = []
        self.complete = False  # nothing is left to build; until then every text is looked at
        self._few: dict[int, array[int]] = {}
        self._many: dict[int, int] = {}
        self._single: dict[str, int] = {}
        self._triples: dict[str, int] = {}
        self._common: list[str] = []  # threes that have to be looked for next
        self._by_letter: dict[int, list[int]] = {}  # pairs by their first letter
        self._paired = 0  # slots whose pairs are known
        self._crowded: list[int] = []  # pairs that have to become bit sets next

    @property
    def size(self) -> int:
        """How many slots there are."""
        return len(self.texts)

    @property
    def everything(self) -> int:
        """The bit set of all slots."""
        return (1 << self.size) - 1

    def extend(self, ids: bytes, texts: Iterable[str]) -> None:
        """Add the next rows of the list: their ids one after the other, and their folded texts."""
        self.ids += ids
        self.texts.extend(texts)

    def build(self, rows: int) -> bool:
        """Do a slice of the work that makes queries fast, worth about ``rows`` rows; True when done."""
        if self.size <= PLAIN:
            self.complete = True
        elif self._crowded:
            self._pack(rows)
        elif self._paired < self.size:
            self._pair(rows)
        elif not self._by_letter:
            self._sort_pairs()
        elif self._common:
            self._keep_triple(self._common.pop())
        else:
            self.complete = True
        return self.complete

    def _pair(self, rows: int) -> None:
        """Note the pairs of the next rows; at the end of a block see which ones have too many slots."""
        few = self._few
        block_end = min(self._paired - self._paired % BLOCK + BLOCK, self.size)
        stop = min(self._paired + rows, block_end)
        for slot in range(self._paired, stop):
            for pair in pairs_of(f"{self.texts[slot]} "):
                try:
                    few[pair].append(slot)
                except KeyError:
                    few[pair] = array("I", (slot,))
        self._paired = stop
        if stop == self.size:
            most = self.size // DENSE
            self._crowded = [pair for pair in few if len(few[pair]) > most or pair in self._many]
        elif stop == block_end:
            most = self.size // DENSE * 2
            self._crowded = [pair for pair in few if len(few[pair]) > most]

    def _pack(self, rows: int) -> None:
        """Make bit sets of the next crowded pairs: an eighth of a byte a slot, not four a hit."""
        packed = 0
        while self._crowded and packed < rows * DENSE:
            pair = self._crowded.pop()
            slots = self._few.pop(pair)
            self._many[pair] = self._many.get(pair, 0) | self._bits(slots)
            packed += len(slots) + self.size // DENSE

    def _sort_pairs(self) -> None:
        """Sort the pairs by first letter; list the threes whose two pairs together say too little."""
        by_letter: dict[int, list[int]] = {}
        for pair in (*self._few, *self._many):
            by_letter.setdefault(pair & LETTER, []).append(pair)
        for first, bits in self._many.items():
            for second in by_letter.get(first >> 16, ()):
                both = bits & self._many.get(second, 0)
                triple = "".join(map(chr, (first & LETTER, second & LETTER, second >> 16)))
                if both.bit_count() * COMMON > self.size and " " not in triple:
                    self._common.append(triple)
        self._by_letter = by_letter

    def _keep_triple(self, triple: str) -> None:
        """Look for three letters once and for all."""
        slots = self._verified([triple], self._pair_bits(triple), None)
        self._triples[triple] = self._bits(slots)

    def _pair_bits(self, word: str) -> int:
        bits = self.everything
        for pair in pairs_of(word):
            bits &= self._many.get(pair, 0)
        return bits

    def _bits(self, slots: Iterable[int]) -> int:
        mask = bytearray(self.size)
        for slot in slots:
            mask[slot] = 1
        return bits_of(mask)

    def single(self, letter: str) -> int:
        """Return the slots that have this letter; worked out once."""
        bits = self._single.get(letter)
        if bits is None:
            pairs = self._by_letter.get(ord(letter))
            if pairs is None:
                bits = bits_of(bytes(map(contains, self.texts, repeat(letter))))
            else:
                bits = self._bits(chain.from_iterable(self._few.get(pair, ()) for pair in pairs))
                for pair in pairs:
                    bits |= self._many.get(pair, 0)
            self._single[letter] = bits
        return bits

    def find(self, words: Sequence[str], among: int) -> "Hits":
        """Return the slots of ``among`` (a bit set) whose text has every word."""
        bits = among
        fewest: array[int] | None = None
        verify = []
        for word in words:
            if len(word) == 1:
                bits &= self.single(word)
                continue
            pairs = pairs_of(word) if self._by_letter else set()
            for pair in pairs:
                slots = self._few.get(pair)
                if slots is None:
                    bits &= self._many.get(pair, 0)
                elif fewest is None or len(slots) < len(fewest):
                    fewest = slots
            triples = [word[at : at + 3] for at in range(len(word) - 2)] if self._triples else []
            for triple in triples:
                bits &= self._triples.get(triple, bits)
            exact = len(pairs) == 1 and not pairs.isdisjoint(self._many)
            if not exact and word not in self._triples:
                verify.append(word)
        if not verify or not bits:
            return Hits(self.size, bits)
        return Hits(self.size, slots=self._verified(verify, bits, fewest))

    def _verified(self, words: Sequence[str], bits: int, fewest: "array[int] | None") -> list[int]:
        """Return the slots of ``bits`` (and of ``fewest``) whose text really has every word."""
        count = bits.bit_count()
        if count == self.size and fewest is None:
            found = bytes(map(contains, self.texts, repeat(words[0])))
            slots = slots_of_mask(found, found.count(1))
            words = words[1:]
        else:
            mask = mask_of(bits, self.size)
            if fewest is None:
                slots = slots_of_mask(mask, count)
            else:
                slots = list(compress(fewest, map(mask.__getitem__, fewest)))
        for word in words:
            texts = map(self.texts.__getitem__, slots)
            slots = list(compress(slots, map(contains, texts, repeat(word))))
        return slots

    def id_at(self, slot: int) -> UUID:
        """Return the id of the row in ``slot``."""
        return UUID(bytes=bytes(self.ids[slot * ID_BYTES : (slot + 1) * ID_BYTES]))

    def slots_of(self, row_id: UUID) -> Iterator[int]:
        """Yield the slots that hold the row of this id."""
        place = self.ids.find(row_id.bytes)
        while place >= 0:
            if place % ID_BYTES == 0:
                yield place // ID_BYTES
            place = self.ids.find(row_id.bytes, place + 1)


class Hits:
    """The slots that a query found: as a bit set, or as a list in ascending order."""

    def __init__(self, size: int, bits: int = 0, slots: list[int] | None = None) -> None:
        self.size = size
        self._bits = bits
        self._slots = slots

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return self._bits.bit_count() if self._slots is None else len(self._slots)

    @property
    def bits(self) -> int:
        """The slots as a bit set."""
        return self._bits if self._slots is None else bits_of(self.mask)

    @cached_property
    def mask(self) -> bytes:
        """One byte a slot: 1 when it was found."""
        if self._slots is None:
            return mask_of(self._bits, self.size)
        mask = bytearray(self.size)
        for slot in self._slots:
            mask[slot] = 1
        return bytes(mask)

    def window(self, start: int, stop: int) -> list[int]:
        """Return the slots from number ``start`` up to ``stop`` of the hits."""
        if self._slots is not None:
            return self._slots[start:stop]
        return list(islice(compress(range(self.size), self.mask), start, stop))
