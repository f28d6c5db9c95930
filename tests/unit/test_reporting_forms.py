"""The forms of an office: what stands where, and what is said on them."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from learnsoc_desktop.reporting.document import (
    Beside,
    Block,
    Edges,
    Head,
    PageKind,
    Paragraph,
    Report,
    Signature,
    Signatures,
    Space,
    Words,
)
from learnsoc_desktop.reporting.forms.kinds import (
    Card,
    Cards,
    Certificate,
    Choices,
    Contents,
    Cover,
    Entry,
    EntryHead,
    Facts,
    Labels,
    LabelSize,
    Photo,
    PhotoRow,
    Photos,
    Shaded,
)
from learnsoc_desktop.reporting.forms.letters import (
    Letter,
    Memo,
    Order,
    announcement_blocks,
    letter_blocks,
    memo_blocks,
    order_blocks,
)
from learnsoc_desktop.reporting.forms.meetings import AgendaItem, Minutes, minutes_blocks
from learnsoc_desktop.reporting.measures import MARGINS, margins_of
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.written import front_number

CHAIN = ("ศูนย์ ก", "อำเภอ ข", "จังหวัด ค", "กรม ง")
THAI = replace(Words(), language="th")
LONG = (  # no line twice: PDFium takes the same words near each other for one text
    "การส่งเสริมการเรียนรู้ตลอดชีวิตเพื่อพัฒนาสังคมแห่งการเรียนรู้ของชุมชน "
    "การสร้างอาชีพด้วยการทอผ้าและการแปรรูปผลผลิตทางการเกษตรของหมู่บ้าน "
    "การใช้เทคโนโลยีดิจิทัลในการค้าขายออนไลน์ของกลุ่มผู้สูงอายุ "
)


def paper(*blocks: Block, page: PageKind, **others: object) -> Report:
    report = Report(
        "form", "แบบ", Head(CHAIN), blocks, page=page, digits="thai", calendar="be", words=THAI
    )
    return replace(report, **others)  # type: ignore[arg-type]


def picture(width: int = 60, height: int = 40) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (0, 0, 0)).save(file, "PNG")
    return file.getvalue()


def made(report: Report, folder: Path) -> Sequence[str]:
    """Return the text of each page."""
    write_pdf(report, folder / "paper.pdf")
    document = pypdfium2.PdfDocument(folder / "paper.pdf")
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def dark(folder: Path, box: tuple[float, float, float, float], page: int = 0) -> float:
    """Return how much of a box (left, top, right, bottom in mm) of a page is dark, 0 to 1."""
    document = pypdfium2.PdfDocument(folder / "paper.pdf")
    image = document[page].render(scale=2).to_pil().convert("L")
    document.close()
    dots = 2 * 72 / 25.4
    part = image.crop(tuple(round(place * dots) for place in box))
    seen = part.histogram()
    return sum(seen[:128]) / sum(seen)


def test_that_a_cover_says_title_period_and_the_whole_chain(tmp_path: Path) -> None:
    cover = Cover("รายงานประจำปี", ("ปีงบประมาณ 2569", "(1 ตุลาคม 2568)"))
    (text,) = made(paper(cover, page=PageKind.COVER, sample=True), tmp_path)
    for words in ("รายงานประจำปี", "ปีงบประมาณ ๒๕๖๙", "(๑ ตุลาคม ๒๕๖๘)", *CHAIN):
        assert words in text
    assert "แบบ" not in text  # the title of the report stands on no cover by itself


def test_that_a_cover_without_pictures_leaves_no_empty_frame(tmp_path: Path) -> None:
    made(paper(Cover("รายงาน"), page=PageKind.COVER), tmp_path)
    assert dark(tmp_path, (70, 20, 150, 60)) == 0
    assert dark(tmp_path, (40, 100, 180, 130)) == 0
    made(paper(Cover("รายงาน", picture=picture()), page=PageKind.COVER), tmp_path)
    assert dark(tmp_path, (70, 140, 150, 180)) == 1


def test_that_a_long_title_of_a_cover_is_whole(tmp_path: Path) -> None:
    cover = Cover(LONG.strip(), ("ปี 2569",), picture())
    texts = made(paper(cover, page=PageKind.COVER), tmp_path)
    assert len(texts) == 1
    assert "".join(LONG.split()) in "".join(texts[0].split())


def test_that_contents_are_numbered_by_letters_and_flow_over_pages(tmp_path: Path) -> None:
    entries = tuple(Entry(f"เรื่อง {n}", n, n % 3) for n in range(1, 61))
    contents = Contents(entries, "สารบัญ", "หน้า", note="รวม 60 เรื่อง")
    texts = made(paper(contents, page=PageKind.FRONT, first_page=2), tmp_path)
    assert [text.split()[-1] for text in texts] == ["ข", "ค", "ง"]
    assert "สารบัญ" in texts[0]
    assert "รวม ๖๐ เรื่อง" in texts[-1]
    assert "เรื่อง ๖๐" in texts[-1]


@pytest.mark.parametrize(
    ("number", "thai", "roman"),
    [(1, "ก", "i"), (3, "ค", "iii"), (4, "ง", "iv"), (42, "กก", "xlii")],
)
def test_that_front_pages_have_letters(number: int, thai: str, roman: str) -> None:
    assert (front_number(number, "th"), front_number(number, "en")) == (thai, roman)


def test_that_a_paper_in_a_binder_counts_the_pages_of_the_binder(tmp_path: Path) -> None:
    report = paper(Paragraph("หนึ่ง"), page=PageKind.REPORT, first_page=12, pages=154)
    assert "๑๒/๑๕๔" in made(report, tmp_path)[0]
    assert "๑๒/๑๕๔" in made(replace(report, page=PageKind.LETTER), tmp_path)[0]
    assert "/" not in made(replace(report, page=PageKind.LETTER, pages=0), tmp_path)[0]


def test_that_a_paper_may_set_its_own_edges_and_size(tmp_path: Path) -> None:
    report = paper(Paragraph("หนึ่ง"), page=PageKind.LETTER, margins=Edges(left=60), size="F4")
    made(report, tmp_path)
    assert dark(tmp_path, (20, 20, 59, 60)) == 0
    assert dark(tmp_path, (60, 20, 90, 40)) > 0
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    assert round(document.get_page_size(0)[1] / 72 * 25.4) == 330
    document.close()


def test_that_edges_keep_what_old_printers_print() -> None:
    margins = margins_of(PageKind.REPORT, Edges(0, 1, 2, 3))
    assert (margins.left, margins.right, margins.top, margins.bottom) == (7, 7, 7, 14)
    assert margins_of(PageKind.LETTER, None) == MARGINS[PageKind.LETTER]


DIRECTOR = Signature("", "นายธีรวัฒน์ บุญเกื้อกูล", "ผู้อำนวยการ " + LONG.strip())
MEMO = Memo(
    "ศกร.ตำบล ก",
    "ศธ 0799/214",
    "23 พฤศจิกายน 2569",
    "รายงานผล",
    "ผู้อำนวยการ",
    (LONG.strip(), "บัดนี้เสร็จแล้ว 9 เรื่อง"),
    ("บัญชีลงเวลา", "ภาพ"),
    "จึงเรียนมา",
    Signature("", "นางสาวปิยะนุช แก้วสว่าง", "ครู"),
    DIRECTOR,
)


def solid(texts: Sequence[str]) -> str:
    return "".join("".join(texts).split())


def test_that_a_memo_says_everything_in_the_digits_of_the_paper(tmp_path: Path) -> None:
    texts = made(paper(*memo_blocks(MEMO), page=PageKind.LETTER), tmp_path)
    assert len(texts) == 1
    places = [
        solid(texts).index("".join(part.split()))
        for part in ("ศธ ๐๗๙๙/๒๑๔", "รายงานผล", LONG, "๙ เรื่อง", "๒.", "จึงเรียนมา", "(นางสาวปิยะนุช")
    ]
    assert places == sorted(places)
    assert solid([DIRECTOR.position]) in solid(texts)  # broken, never cut


def test_that_a_garuda_stands_only_where_the_centre_gave_one(tmp_path: Path) -> None:
    made(paper(*memo_blocks(MEMO), page=PageKind.LETTER), tmp_path)
    assert dark(tmp_path, (28, 13, 48, 31)) == 0
    made(paper(*memo_blocks(MEMO, picture(40, 40)), page=PageKind.LETTER), tmp_path)
    assert dark(tmp_path, (30, 15, 45, 30)) > 0.99
    made(paper(*order_blocks(Order("คำสั่ง"), picture(40, 40)), page=PageKind.LETTER), tmp_path)
    assert dark(tmp_path, (95, 15, 125, 45)) > 0.99  # 30 mm high in the middle of the text


def test_that_a_blank_form_has_lines_to_write_on_and_names_nobody(tmp_path: Path) -> None:
    forms = {
        "memo": memo_blocks(Memo()),
        "letter": letter_blocks(Letter()),
        "order": order_blocks(Order("คำสั่ง")),
        "announcement": announcement_blocks(Order("ประกาศ")),
        "minutes": minutes_blocks(Minutes()),
    }
    for name, blocks in forms.items():
        report = paper(*blocks, page=PageKind.LETTER)
        assert "……" in report.text(), name
        assert "None" not in report.text()
        made(report, tmp_path)


def test_that_an_announcement_has_no_number_and_an_order_has() -> None:
    order = Order("คำสั่ง", "118/2569", "แต่งตั้ง", (LONG,), (("นาย ก", "กำนัน", "ประธาน"),))
    said = paper(*order_blocks(order), page=PageKind.LETTER).text()
    assert "๑๑๘/๒๕๖๙" in said
    assert "๑. นาย ก | กำนัน | ประธาน" in said
    announced = paper(*announcement_blocks(order), page=PageKind.LETTER).text()
    assert "๑๑๘/๒๕๖๙" not in announced


def _minutes(said: int) -> Minutes:
    people = tuple((f"นายคนที่ {n}", "กำนัน", "กรรมการ") for n in range(1, 8))
    agenda = tuple(AgendaItem(f"เรื่องที่ {n}", (LONG,) * said, "รับทราบ") for n in range(1, 6))
    return Minutes("คณะกรรมการ", "4/2569", "วันนี้", "ศาลา", people, (), (), "09.30 น.", "", agenda)


@pytest.mark.parametrize("said", range(1, 9))
def test_that_an_item_of_minutes_stays_with_what_was_said(tmp_path: Path, said: int) -> None:
    texts = made(paper(*minutes_blocks(_minutes(said)), page=PageKind.LETTER), tmp_path)
    assert [text.split()[1] for text in texts[1:]] == list("๒๓๔๕๖๗๘"[: len(texts) - 1])
    for text in texts:
        for number in "๑๒๓๔๕":
            if f"เรื่องที่ {number}" in text:
                after = text[text.index(f"เรื่องที่ {number}") :]
                assert "การส่งเสริม" in after
    assert solid(texts).count(solid([LONG])) == 5 * said


def test_that_minutes_name_no_empty_list() -> None:
    said = paper(*minutes_blocks(_minutes(1)), page=PageKind.LETTER).text()
    assert "๗. นายคนที่ ๗" in said
    assert "(if any)" not in said


CERTIFICATE = Certificate(
    ("อำเภอ ข", "จังหวัด ค"),
    "วุฒิบัตร",
    "ให้ไว้เพื่อแสดงว่า",
    "นางสาวณัฏฐ์ธิดา เกียรติ์สกุลไพบูลย์",
    "ได้จบหลักสูตร",
    "การทอผ้า",
    ("จำนวน 30 ชั่วโมง", "ให้ไว้ ณ วันที่ 23 พฤศจิกายน 2569"),
    "นายธีรวัฒน์ บุญเกื้อกูล",
    "ผู้อำนวยการ",
    "เลขที่ 0091/2569",
    code="LS1/CER/0091-2569",
)


@pytest.mark.parametrize("times", [1, 2, 3, 5])
def test_that_a_long_name_of_a_certificate_is_whole(tmp_path: Path, times: int) -> None:
    name = "นางสาวกัญญารัตน์ณภัสสรณ์ เทพประสิทธิ์วัฒนานุกูลกิจเจริญ" * times
    report = paper(replace(CERTIFICATE, name=name, course=LONG.strip()), page=PageKind.CERTIFICATE)
    texts = made(report, tmp_path)
    assert len(texts) == 1
    for part in (name, LONG, "๐๐๙๑/๒๕๖๙", "๓๐ ชั่วโมง", "(นายธีรวัฒน์ บุญเกื้อกูล)"):
        assert "".join(part.split()) in solid(texts)
    assert dark(tmp_path, (80, 158, 220, 170)) == 0  # room to sign


def test_that_a_certificate_for_stock_paper_has_no_border(tmp_path: Path) -> None:
    made(paper(CERTIFICATE, page=PageKind.CERTIFICATE), tmp_path)
    assert dark(tmp_path, (7, 7, 18, 200)) > 0.2
    assert dark(tmp_path, (130, 24, 167, 34)) < 0.05  # no frame for an emblem
    made(paper(replace(CERTIFICATE, bordered=False), page=PageKind.CERTIFICATE), tmp_path)
    assert dark(tmp_path, (0, 0, 25, 210)) == 0


def test_that_a_certificate_can_be_left_open(tmp_path: Path) -> None:
    blank = replace(CERTIFICATE, name=None, course=None, details=(None,), signer="", code="")
    report = paper(blank, page=PageKind.CERTIFICATE)
    assert report.text().count("……") == 4
    made(report, tmp_path)


def test_that_every_certificate_has_a_page(tmp_path: Path) -> None:
    blocks = [replace(CERTIFICATE, name=f"นาย {n}") for n in range(50)]
    texts = made(paper(*blocks, page=PageKind.CERTIFICATE), tmp_path)
    assert len(texts) == 50
    assert (tmp_path / "paper.pdf").stat().st_size < 2_000_000


def _cards(count: int) -> Cards:
    items = tuple(
        Card("นางสาวสมใจ", "ใจดี", f"70-{n:04d}", "หมดอายุ 2570", code=f"LS1/P/70-{n:04d}")
        for n in range(count)
    )
    return Cards(items, "บัตรผู้เรียน", ("รหัส", "ผู้ออกบัตร", "พบบัตรโปรดส่งคืน"), "พิมพ์ 100%")


def test_that_eight_cards_of_the_size_of_an_id_card_stand_on_a_page(tmp_path: Path) -> None:
    texts = made(paper(_cards(10), page=PageKind.BARE), tmp_path)
    assert [text.count("70-") for text in texts] == [8, 2]  # codes keep the digits that are typed
    assert all("พิมพ์ ๑๐๐%" in text for text in texts)
    left, top = (210 - 2 * 85.6 - 6) / 2, (297 - 4 * 54 - 18) / 2 - 2
    for x in (left, left + 85.6, left + 91.6, left + 177.2):
        assert dark(tmp_path, (x - 0.4, top - 5.5, x + 0.4, top - 2.5)) > 0.1  # marks to cut along
        assert dark(tmp_path, (x + 2, top - 5.5, x + 4, top - 2.5)) == 0


def test_that_labels_stand_where_the_sheet_is_cut(tmp_path: Path) -> None:
    size = LabelSize(columns=2, rows=4, width=90, height=50, left=12, top=30, across=6, down=4)
    labels = Labels((("นาย ก", "ม.1"), ("นาย ข", "ม.2")) * 5, size, skip=1)
    texts = made(paper(labels, page=PageKind.BARE), tmp_path)
    assert [text.count("นาย") for text in texts] == [7, 3]
    assert dark(tmp_path, (12, 30, 102, 80)) == 0  # used up
    assert dark(tmp_path, (108, 30, 198, 80)) > 0
    assert dark(tmp_path, (12, 84, 102, 134)) > 0
    assert dark(tmp_path, (12, 80.5, 198, 83.5)) == 0


def test_that_a_long_name_on_a_label_is_whole(tmp_path: Path) -> None:
    texts = made(paper(Labels(((LONG.strip(), "ม.1"),)), page=PageKind.BARE), tmp_path)
    assert solid([LONG]) in solid(texts)


def test_that_a_photo_page_shows_places_only_to_be_filled(tmp_path: Path) -> None:
    photos = Photos((Photo(picture(), "เปิดงาน"), Photo(None, "ฝึก")))
    (text,) = made(paper(photos, page=PageKind.REPORT), tmp_path)
    assert "เปิดงาน" in text
    assert "ฝึก" not in text
    six = Photos((Photo(),) * 6, frames=True)
    assert len(made(paper(six, page=PageKind.REPORT), tmp_path)) == 1
    assert dark(tmp_path, (25, 35, 190, 275)) > 0


def test_that_an_entry_has_its_own_head_and_keeps_its_facts(tmp_path: Path) -> None:
    signed = Signatures((Signature("ผู้สำรวจ"),))
    report = paper(
        EntryHead("ทำเนียบ", "ลำดับที่ 7", LONG.strip(), "สาขา 1"),
        Beside(PhotoRow((Photo(picture()),), 1, 40, frames=False), Facts((("อายุ", "63 ปี"),))),
        Facts((("โทรศัพท์", None), ("ที่อยู่", LONG.strip()))),
        Choices((("ห้องน้ำ", True), ("ไฟฟ้า", False))),
        Space(2),
        Shaded(("ยินยอมถึง 2571", "ผู้สำรวจ"), ticked=True),
        signed,
        page=PageKind.ENTRY,
    )
    (text,) = made(report, tmp_path)
    for part in ("ลำดับที่ ๗", "๖๓ ปี", "ห้องน้ำ", "ยินยอมถึง ๒๕๗๑", LONG):
        assert "".join(part.split()) in solid([text])
    assert "จังหวัด ค" not in text  # the chain stands on no entry
    said = report.text()
    assert "[/] ห้องน้ำ   [ ] ไฟฟ้า" in said
    assert "โทรศัพท์ ……" in said
