"""What a field of the centre's own may be called: nothing that a file of people says already."""

from learnsoc_desktop.exchange.importing import match_heads
from learnsoc_desktop.features.people.import_fields import SPECS, SYNONYMS


def is_taken(name: str) -> bool:
    """Return whether a head of a file called ``name`` means a field of the program, in any language."""
    return any(match_heads([name], SPECS, SYNONYMS).fields)
