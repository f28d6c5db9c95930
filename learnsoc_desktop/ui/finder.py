"""What the palette finds: records of every kind, places, actions, reports, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.thai import fold

if TYPE_CHECKING:
    from learnsoc_desktop.core.feature import Hit, Offer, SearchKind
    from learnsoc_desktop.ui.context import Context
    from learnsoc_desktop.ui.page import PageAction

RECORDS = 4  # of one kind; the list of the place itself shows all
COMMANDS = 5
REPORTS = "reports"  # key of the place that opens a report by open(report=key)


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette."""

    group: str
    icon: str
    title: str
    detail: str
    run: Callable[[], object]
    key: str = ""


class Finder:
    """Answers the palette in one open centre."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, text: str, actions: Sequence[PageAction] = ()) -> list[Found]:
        """Return what ``text`` finds, the best of each group first; for no text what one can do."""
        wanted = fold(text)
        lines = list(self._records(text)) if wanted else []
        found = list(self._commands(wanted, actions))
        if wanted:  # by their own words first, then by others and by what they are for
            found = sorted(found, key=lambda line: wanted not in fold(line.title))[:COMMANDS]
        lines += found
        if wanted:
            lines += [self._offer(offer, text) for offer in self._offers(takes_text=True)]
        return lines

    def _records(self, text: str) -> Iterator[Found]:
        for kind in self._context.contributions.searches:
            find = resolve(kind.find)
            hits = self._context.commands.query(partial(_ask, find, text))
            for hit in hits:
                yield self._hit(kind, hit)

    def _hit(self, kind: SearchKind, hit: Hit) -> Found:
        return Found(
            _(kind.title),
            kind.icon,
            hit.title,
            hit.detail,
            partial(self._context.open, kind.place, record_id=hit.id),
        )

    def _commands(self, wanted: str, actions: Sequence[PageAction]) -> Iterator[Found]:
        group = _("Go to, and do")
        shown = self._context.contributions
        here = set()  # what the page itself offers stands once
        for action in actions:
            if action.enabled and _says(wanted, action.title):
                here.add(action.title)
                detail = _("On this page")
                yield Found(group, action.icon, action.title, detail, action.run, action.key)
        for number, place in enumerate(shown.places, 1):
            if _says(wanted, _(place.title)):
                key = f"Ctrl+{number}" if number <= 9 else ""  # noqa: PLR2004  digit keys
                run = partial(self._context.open, place.key)
                yield Found(group, place.icon, _(place.title), _("Page"), run, key)
        if shown.place(REPORTS) is not None:
            for report in shown.reports:
                if _says(wanted, _("Report"), _(report.title), _(report.summary)):
                    run = partial(self._context.open, REPORTS, report=report.key)
                    yield Found(group, "printer", _(report.title), _("Report"), run)
        for offer in self._offers(takes_text=False):
            title = _(offer.title)
            if title not in here and _says(wanted, title, _(offer.words)):
                yield self._offer(offer, "")

    def _offers(self, *, takes_text: bool) -> Iterator[Offer]:
        read_only = self._context.commands.read_only
        return (
            offer
            for offer in self._context.contributions.offers
            if offer.takes_text == takes_text and not (offer.writes and read_only)
        )

    def _offer(self, offer: Offer, text: str) -> Found:
        title = _(offer.title)
        if offer.takes_text:
            title = title.format(text=text.strip())
        return Found(
            _("Go to, and do"),
            offer.icon,
            title,
            _(offer.detail),
            lambda: resolve(offer.run)(self._context, text.strip()),
        )


def _says(wanted: str, *texts: str) -> bool:
    """Return whether every word of ``wanted``, which is folded, stands somewhere in ``texts``."""
    told = fold(" ".join(texts))
    return all(word in told for word in wanted.split())


def _ask(find: Callable[..., Sequence[Hit]], text: str, session: object) -> Sequence[Hit]:
    return find(session, text, RECORDS)


def found_part(title: str, text: str) -> tuple[int, int]:
    """Return where ``text`` stands in ``title`` as search compares them; (0, 0) when it does not.

    Folding changes lengths, so the part is grown letter by letter until it folds to the text.
    """
    wanted = fold(text)
    if not wanted or wanted not in fold(title):
        return 0, 0
    for start in range(len(title)):
        if fold(title[start]) and fold(title[start:]).startswith(wanted):
            ends = [
                end for end in range(start + 1, len(title) + 1) if fold(title[start:end]) == wanted
            ]
            if ends:  # the last one: marks above the last letter belong to it
                return start, len(title[: ends[-1]].rstrip())
    return 0, 0
