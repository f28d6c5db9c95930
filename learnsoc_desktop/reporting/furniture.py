"""What stands around the blocks: heads, feet, page numbers, corner marks."""

from dataclasses import replace

from learnsoc_desktop.core import formats
from learnsoc_desktop.reporting.blocks import Blocks
from learnsoc_desktop.reporting.document import Align, PageKind
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.lines import wrap
from learnsoc_desktop.reporting.measures import (
    CORNER_INSET,
    CORNER_MARK,
    FOOTLESS,
    GREY,
    HEADLESS,
    INK,
    MIDDLE,
    NARROWEST,
    Margins,
)
from learnsoc_desktop.reporting.qr import QUIET, SIDE
from learnsoc_desktop.reporting.typesetter import Weight
from learnsoc_desktop.reporting.written import front_number, text_of

CHAIN_SIZE, TITLE_SIZE, PERIOD_SIZE, FOOT_SIZE = 13.0, 22.0, 15.5, 11.5
SHEET_TITLE_SIZE, SHEET_CHAIN_SIZE = 24.0, 14.0
EMBLEM = 16.0
SHEET_NUMBER_STEP = 4.6
SHEET_NUMBER_TOP = 16.0  # baseline of the first number of a sheet
CODE_TOP = 11.5
UNDER_CODE = CODE_TOP + SIDE + QUIET + 2.2  # baseline of what stands under a code
FOOT_UNDER = 6.5  # baseline of the foot under the end of the blocks
SAMPLE_UNDER = 9.0  # of the word on pages without a foot, above the edge
INSIDE_BORDER = 24.6  # the same on a certificate
FRONT_UNDER = 13.0  # of the letter of a front page, above the edge


class Furniture:
    """Draws heads and feet of one report."""

    def __init__(self, blocks: Blocks, margins: Margins) -> None:
        self.blocks = blocks
        self.report = blocks.report
        self.style = blocks.style
        self.margins = margins

    def number(self, first: int, count: int) -> None:
        """Take note of the number of the first page, and of how many a whole binder has (0: no binder)."""
        self.report = replace(self.report, first_page=first, pages=count)

    @property
    def foot_air(self) -> float:
        """Free height between the blocks and the line of the foot."""
        return 0.0 if self.report.page in FOOTLESS | {PageKind.SHEET} else 2.5

    def head(self, surface: Surface, page: int) -> float:
        """Draw what stands over the blocks of a page; return where these begin."""
        if self.report.page is PageKind.SHEET:
            return self._sheet_head(surface)
        if page == 1 and self.report.page in HEADLESS:
            return self.margins.top
        return self._first_head(surface) if page == 1 else self._next_head(surface, page)

    def _first_head(self, surface: Surface) -> float:
        """Draw the chain in two grey lines, the title, and one line of period and filter."""
        report, margins = self.report, self.margins
        y = margins.top + 3
        middle, room = self._middle(surface), self._room(surface)
        if report.head.emblem:
            surface.picture(report.head.emblem, margins.left, margins.top - 1, EMBLEM, EMBLEM)
            room -= 2 * (EMBLEM + 2)
        chain = report.head.chain
        for line, weight in ((chain[:2], Weight.MEDIUM), (chain[2:], Weight.REGULAR)):
            if line:
                text = text_of("  ·  ".join(line), self.style)
                surface.text(middle, y, text, CHAIN_SIZE, weight, Align.CENTRE, GREY, room)
                y += 5
        y += 4.5 if chain else 3.0
        y = self._centred(surface, y, report.title, TITLE_SIZE, Weight.BOLD, 7.6, room)
        about = "   ".join(part for part in (report.period, report.filter) if part)
        y = self._centred(surface, y, about, PERIOD_SIZE, Weight.REGULAR, 6.2, room)
        return y - 2

    def _centred(
        self,
        surface: Surface,
        y: float,
        text: str,
        size: float,
        weight: Weight,
        step: float,
        room: float,
    ) -> float:
        """Write centred lines; more than one where the text is long."""
        if not text:
            return y
        text = text_of(text, self.style)
        for line in wrap(text, room, surface.ruler(size, weight)):
            surface.text(self._middle(surface), y, line.text, size, weight, Align.CENTRE, room=room)
            y += step
        return y

    def _next_head(self, surface: Surface, page: int) -> float:
        report, margins = self.report, self.margins
        if report.page is PageKind.LETTER:
            number = formats.numerals(f"- {page} -", style=self.style)
            surface.text(self._middle(surface), 17, number, 16, align=Align.CENTRE)
        if report.page in FOOTLESS:
            return margins.top
        y = margins.top + 5
        title = text_of(report.words.continued.format(title=report.title), self.style)
        room = self._room(surface)
        surface.text(margins.left, y, title, 16, Weight.BOLD, room=room * 0.6)
        room -= min(room * 0.6, surface.measure(title, 16, Weight.BOLD)) + 6
        right = surface.width - margins.right
        about = self._about(surface, room)
        surface.text(right, y, about, CHAIN_SIZE, align=Align.RIGHT, grey=GREY, room=room)
        return y + 4

    def _about(self, surface: Surface, room: float) -> str:
        """Return centre and period; in little room without the centre's former name, or the period alone."""
        report = self.report
        centre = report.head.centre
        said = [
            text_of("   ".join(part for part in (name, report.period) if part), self.style)
            for name in (centre, centre.partition(" (")[0], "")
        ]
        fits = (text for text in said if surface.measure(text, CHAIN_SIZE) * NARROWEST <= room)
        return next(fits, said[-1])

    def _sheet_head(self, surface: Surface) -> float:
        """Draw the corner marks, the title beside the centre, the sheet's number and the fields."""
        report, margins = self.report, self.margins
        for x in (CORNER_INSET, surface.width - CORNER_INSET - CORNER_MARK):
            for y in (CORNER_INSET, surface.height - CORNER_INSET - CORNER_MARK):
                surface.area(x, y, CORNER_MARK, CORNER_MARK, INK)
        x, y = margins.left + 2, 17.0
        end = surface.width - margins.right - self._sheet_number(surface)
        title = text_of(report.title, self.style)
        surface.text(x, y, title, SHEET_TITLE_SIZE, Weight.BOLD, room=end - x)
        after = x + surface.measure(title, SHEET_TITLE_SIZE, Weight.BOLD) + 5
        chain = text_of("  ".join(report.head.chain[:2]), self.style)
        if end - after > SHEET_CHAIN_SIZE:
            surface.text(after, y, chain, SHEET_CHAIN_SIZE, grey=GREY, room=end - after)
        y += 3.0
        about = "   ".join(part for part in (report.period, report.filter) if part)
        if about:
            text = text_of(about, self.style)
            surface.text(x, y + 4, text, SHEET_CHAIN_SIZE, room=end - x)
            y += 6.0
        if report.fields:
            y = self.blocks.draw(report.fields, surface, x, y, end - x, 1)
        return y + 2.5

    def _sheet_number(self, surface: Surface) -> float:
        """Write the numbers of the sheet at the top right; return the width they take."""
        numbers = [number.strip() for number in self.report.sheet_no.split(",") if number.strip()]
        size = 13.0 if self.report.code or len(numbers) > 1 else 16.0
        y, widest = self._numbers_top, 26.0  # room for "sheet 1 of 2"
        for place, number in enumerate(numbers):
            text = self.report.words.sheet_no.format(number=number) if place == 0 else number
            at, align = self._numbers_place(surface)
            surface.text(at, y, text, size, Weight.BOLD, align)
            widest = max(widest, surface.measure(text, size, Weight.BOLD))
            y += SHEET_NUMBER_STEP
        return widest + 6

    def _numbers_place(self, surface: Surface) -> tuple[float, Align]:
        """Return where the numbers of a sheet stand: in the corner, or in the middle under its code."""
        right = surface.width - self.margins.right - 2
        return (right - SIDE / 2, Align.CENTRE) if self.report.code else (right, Align.RIGHT)

    @property
    def _numbers_top(self) -> float:
        return UNDER_CODE if self.report.code else SHEET_NUMBER_TOP

    def foot(self, surface: Surface, page: int, pages: int) -> None:
        """Draw the foot, and what else needs to know how many pages there are."""
        report, words, margins = self.report, self.report.words, self.margins
        if report.page in FOOTLESS:
            if report.page is PageKind.BOOKLET and page not in {1, pages}:
                self._booklet_foot(surface, page, pages)
            else:
                self._without_foot(surface, page)
            return
        sheet = report.page is PageKind.SHEET
        inset = 1.0 if sheet else 0.0
        y = surface.height - margins.bottom + FOOT_UNDER
        left, right = margins.left + inset, surface.width - margins.right - inset
        surface.line(left, y - 4.2, right, y - 4.2)
        number = self._page_number(page, pages)
        surface.text(right, y, number, FOOT_SIZE, Weight.MEDIUM, Align.RIGHT, GREY)
        end = right - surface.measure(number, FOOT_SIZE, Weight.MEDIUM) - 4
        if report.sample:
            wide = surface.measure(words.sample, FOOT_SIZE, Weight.MEDIUM)
            end -= wide
            surface.text(end, y, words.sample, FOOT_SIZE, Weight.MEDIUM, grey=MIDDLE)
            end -= 6
        surface.text(left, y, self._foot_text(), FOOT_SIZE, grey=GREY, room=end - left)
        if sheet and report.code:
            surface.code(right - 1 - SIDE, CODE_TOP, f"{report.code}/{page}-{pages}")
        if sheet and pages > 1:
            text = text_of(words.sheet.format(number=page, count=pages), self.style)
            numbers = len([part for part in report.sheet_no.split(",") if part.strip()])
            y = self._numbers_top + SHEET_NUMBER_STEP * numbers
            at, align = self._numbers_place(surface)
            surface.text(at, y, text, 12, align=align, grey=GREY, room=margins.right + 24)

    def _booklet_foot(self, surface: Surface, page: int, pages: int) -> None:
        """Write holder and date inside, the number at the outer edge."""
        report, margins = self.report, self.margins
        y = surface.height - margins.bottom + FOOT_UNDER
        left, right = margins.left, surface.width - margins.right
        surface.line(left, y - 4.2, right, y - 4.2)
        number, sample = (
            self._page_number(page, pages),
            report.words.sample if report.sample else "",
        )
        said = (text_of(report.foot_note, self.style), self._as_of_text(), sample)
        about = " · ".join(part for part in said if part)
        room = right - left - surface.measure(number, FOOT_SIZE, Weight.MEDIUM) - 4
        if page % 2:
            surface.text(left, y, about, FOOT_SIZE, grey=GREY, room=room)
            surface.text(right, y, number, FOOT_SIZE, Weight.MEDIUM, Align.RIGHT, GREY)
        else:
            surface.text(left, y, number, FOOT_SIZE, Weight.MEDIUM, grey=GREY)
            surface.text(right, y, about, FOOT_SIZE, align=Align.RIGHT, grey=GREY, room=room)

    def _page_number(self, page: int, pages: int) -> str:
        """Return "page x of y"; through the whole binder where the paper is in one."""
        first = self.report.first_page - 1
        count = self.report.pages or first + pages
        text = self.report.words.page.format(number=first + page, count=count)
        return text_of(text, self.style)

    def _without_foot(self, surface: Surface, page: int) -> None:
        """Write what pages without a foot carry all the same: a letter, a place in a binder, "sample"."""
        report, kind = self.report, self.report.page
        right = surface.width - self.margins.right
        if kind is PageKind.FRONT:
            letter = front_number(report.first_page + page - 1, report.words.language)
            y = surface.height - FRONT_UNDER
            surface.text(self._middle(surface), y, letter, 15, align=Align.CENTRE)
        y = surface.height - (INSIDE_BORDER if kind is PageKind.CERTIFICATE else SAMPLE_UNDER)
        if report.pages and kind in {PageKind.LETTER, PageKind.CERTIFICATE}:
            number = self._page_number(page, 0)
            surface.text(right, y, number, FOOT_SIZE, Weight.MEDIUM, Align.RIGHT, GREY)
            right -= surface.measure(number, FOOT_SIZE, Weight.MEDIUM) + 6
        if report.sample and kind is not PageKind.BARE:
            surface.text(right, y, report.words.sample, FOOT_SIZE, align=Align.RIGHT, grey=MIDDLE)

    def _foot_text(self) -> str:
        report, words = self.report, self.report.words
        if report.foot_note:
            return text_of(report.foot_note, self.style)
        counted = words.counted.format(counted=report.counted) if report.counted else ""
        parts = [text_of(part, self.style) for part in (report.title, self._as_of_text(), counted)]
        return " · ".join(part for part in (*parts, report.sheet_no) if part)

    def _as_of_text(self) -> str:
        """Return from when the data are; nothing on a blank form."""
        if self.report.as_of is None:
            return ""
        date = formats.moment(self.report.as_of, style=self.style)
        return self.report.words.as_of.format(date=date)

    def _middle(self, surface: Surface) -> float:
        return (self.margins.left + surface.width - self.margins.right) / 2

    def _room(self, surface: Surface) -> float:
        return surface.width - self.margins.left - self.margins.right
