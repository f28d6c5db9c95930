"""A paper of each layout, with fixed words: what the kept texts and pictures are made of."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from PIL import Image, ImageDraw

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.reporting.document import (
    Beside,
    Block,
    Booklet,
    Column,
    Field,
    Fields,
    Filling,
    Head,
    Heading,
    PageBreak,
    PageKind,
    Paragraph,
    Report,
    Role,
    Row,
    Signature,
    Signatures,
    Table,
)
from learnsoc_desktop.reporting.forms.kinds import (
    BookletCover,
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
from learnsoc_desktop.reporting.measures import FOOTLESS

DISTRICT = "ศูนย์ส่งเสริมการเรียนรู้ระดับอำเภอทุ่งสายธาร"
CHAIN = (
    "ศูนย์การเรียนรู้ระดับตำบลนาคำน้อย",
    DISTRICT,
    "สำนักงานส่งเสริมการเรียนรู้ประจำจังหวัดศรีธารา",
    "กรมส่งเสริมการเรียนรู้ กระทรวงศึกษาธิการ",
)
TEACHER = Signature("", "นางสาวปิยะนุช แก้วสว่าง", "ครู ศกร.ระดับตำบลนาคำน้อย")
DIRECTOR = Signature("", "นายธีรวัฒน์ บุญเกื้อกูล", f"ผู้อำนวยการ{DISTRICT}")
PARTS = (
    (
        "ตามที่ศูนย์การเรียนรู้ระดับตำบลนาคำน้อย ได้รับอนุมัติให้จัดการศึกษาต่อเนื่อง รูปแบบกลุ่มสนใจ "
        "หลักสูตรการทอผ้าลายขิดย้อมสีธรรมชาติ จำนวน 30 ชั่วโมง นั้น"
    ),
    (
        "บัดนี้ การจัดกิจกรรมดังกล่าวได้เสร็จสิ้นแล้ว ระหว่างวันที่ 9 – 13 พฤศจิกายน 2569 ณ ศาลาประชาคมบ้านคำน้อย "
        "หมู่ที่ 4 มีผู้เรียนจำนวน 20 คน ผ่านเกณฑ์จำนวน 19 คน คิดเป็นร้อยละ 95.00 จึงขอรายงานผล ดังนี้"
    ),
)
ENCLOSED = ("บัญชีลงเวลาผู้เรียน จำนวน 1 ชุด", "สรุปผลการประเมินความพึงพอใจ จำนวน 1 ชุด")
CAME = (
    ("นายสมพงษ์ ภูแสนคำ", "กำนันตำบลนาคำน้อย", "ประธานกรรมการ"),
    ("นางบัวผัน แสงสุริยะ", "ภูมิปัญญาท้องถิ่น ด้านหัตถกรรม", "กรรมการ"),
    ("นางสาวปิยะนุช แก้วสว่าง", "ครู ศกร.ระดับตำบลนาคำน้อย", "กรรมการและเลขานุการ"),
)
LONG_NAME = "ว่าที่ร้อยตรีหญิง กัญญารัตน์ณภัสสรณ์ เทพประสิทธิ์วัฒนานุกูลกิจเจริญพาณิชย์"


def emblem() -> bytes:
    """Return a ring, as a PNG: every emblem is invented here."""
    picture = Image.new("RGBA", (120, 120), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((4, 4, 116, 116), outline=(0, 0, 0, 255), width=8)
    return _png(picture)


def photo(width: int = 90, height: int = 60) -> bytes:
    """Return a grey picture with a lighter ring."""
    picture = Image.new("RGB", (width, height), (110, 110, 110))
    box = (width // 4, height // 4, width * 3 // 4, height * 3 // 4)
    ImageDraw.Draw(picture).ellipse(box, outline=(220, 220, 220), width=4)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _paper(key: str, title: str, *blocks: Block, page: PageKind, **others: object) -> Report:
    has_foot = page not in FOOTLESS
    report = Report(
        key,
        title,
        Head(CHAIN),
        blocks,
        page=page,
        as_of=datetime(2026, 11, 22, 16, 30) if has_foot else None,  # noqa: DTZ001  local time
        digits="thai",
        calendar="be",
    )
    return replace(report, **others)  # type: ignore[arg-type]


def _cover() -> Report:
    lines = ("ปีงบประมาณ 2569", "(1 ตุลาคม 2568 – 30 กันยายน 2569)")
    cover = Cover("รายงานผลการดำเนินงานประจำปี", lines, photo())
    return _paper("cover", "รายงาน", cover, page=PageKind.COVER, head=Head(CHAIN, emblem()))


def _contents() -> Report:
    entries = (
        Entry("คำนำ", "ก"),
        Entry("สารบัญ", "ข"),
        Entry("ส่วนที่ 1   ข้อมูลพื้นฐาน", 1, 1),
        Entry("ข้อมูลทั่วไปของตำบลและศูนย์การเรียนรู้", 1, 2),
        Entry("ส่วนที่ 2   ผลการจัดกิจกรรม", 8, 1),
        Entry("สรุปผลการจัดกิจกรรมประจำปี จำแนกตามเพศ อายุ และกลุ่มเป้าหมาย ทุกหมู่บ้าน", 8, 2),
        Entry("ภาคผนวก", 112, 1),
    )
    contents = Contents(entries, "สารบัญ", "หน้า", "แฟ้มนี้รวบรวม 9 รายงาน 154 หน้า")
    return _paper("contents", "สารบัญ", contents, page=PageKind.FRONT, first_page=2)


MEMO = Memo(
    "ศกร.ระดับตำบลนาคำน้อย สกร.อำเภอทุ่งสายธาร  โทร. 0 4299 0100",
    "ศธ 0799.04/214",
    "23 พฤศจิกายน 2569",
    "รายงานผลการจัดการศึกษาต่อเนื่อง รูปแบบกลุ่มสนใจ",
    f"ผู้อำนวยการ{DISTRICT}",
    PARTS,
    ENCLOSED,
    "จึงเรียนมาเพื่อโปรดทราบและพิจารณา",
    TEACHER,
    DIRECTOR,
)
ORDER = Order(
    f"คำสั่ง{DISTRICT}",
    "118/2569",
    "แต่งตั้งคณะกรรมการศูนย์การเรียนรู้ระดับตำบลนาคำน้อย",
    PARTS[:1],
    CAME,
    "ให้คณะกรรมการมีหน้าที่ ดังนี้",
    ("ให้คำปรึกษาและส่งเสริมการจัดกิจกรรมการเรียนรู้ รวมทั้งติดตามผลและรายงานต่อศูนย์ระดับอำเภอ", "ประสานภาคี"),
    "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
    "30 ตุลาคม พุทธศักราช 2569",
    DIRECTOR,
)


def _letter(key: str, title: str, blocks: tuple[Block, ...]) -> Report:
    return _paper(key, title, *blocks, page=PageKind.LETTER)


def _external() -> Report:
    letter = Letter(
        "ศธ 0799.04/215",
        (CHAIN[0], "ตำบลนาคำน้อย", "อำเภอทุ่งสายธาร จังหวัดศรีธารา 90210"),
        "23 พฤศจิกายน 2569",
        "ขอส่งรายงานผลการจัดการศึกษาต่อเนื่อง",
        "นายกองค์การบริหารส่วนตำบลนาคำน้อย",
        "หนังสือองค์การบริหารส่วนตำบลนาคำน้อย ที่ ศร 72101/112",
        ENCLOSED,
        PARTS,
        "จึงเรียนมาเพื่อโปรดทราบ",
        DIRECTOR,
        (CHAIN[0], "โทร. 0 4299 0100"),
    )
    return _letter("letter", "หนังสือภายนอก", letter_blocks(letter, emblem()))


def _minutes() -> Report:
    agenda = (
        AgendaItem("เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", PARTS[:1], "รับทราบ"),
        AgendaItem("เรื่องรับรองรายงานการประชุม", ("ไม่มีผู้ขอแก้ไข",), "รับรอง"),
        AgendaItem("เรื่องสืบเนื่อง", PARTS[1:], "รับทราบ และมอบครูติดตามผลภายในเดือนธันวาคม 2569"),
        AgendaItem("เรื่องเสนอเพื่อพิจารณา", PARTS, "เห็นชอบ"),
        AgendaItem("เรื่องอื่น ๆ", ("ไม่มี",), "รับทราบ"),
    )
    minutes = Minutes(
        "คณะกรรมการศูนย์การเรียนรู้ระดับตำบลนาคำน้อย",
        "4/2569",
        "วันพฤหัสบดีที่ 19 พฤศจิกายน 2569",
        "ศาลาประชาคมบ้านคำน้อย หมู่ที่ 4",
        CAME,
        (("นายอุทัย ฝั่งชี", "ผู้อำนวยการโรงเรียนบ้านคำน้อย", "ติดราชการ"),),
        (("นางรัชนี พูนผล", "ครูชำนาญการ", ""),),
        "09.30 น.",
        "11.45 น.",
        agenda,
        TEACHER,
        Signature("", "นายสมพงษ์ ภูแสนคำ", "ประธานกรรมการ"),
    )
    return _letter("minutes", "รายงานการประชุม", minutes_blocks(minutes))


CERTIFICATE = Certificate(
    CHAIN[1:],
    "วุฒิบัตร",
    "ฉบับนี้ให้ไว้เพื่อแสดงว่า",
    "นางสาวณัฏฐ์ธิดา เกียรติ์สกุลไพบูลย์",
    "ได้เรียนรู้และจบหลักสูตร",
    "การทอผ้าลายขิดย้อมสีธรรมชาติ",
    (
        "การศึกษาต่อเนื่อง รูปแบบกลุ่มสนใจ   จำนวน 30 ชั่วโมง   ระหว่างวันที่ 9–13 พฤศจิกายน 2569",
        "ขอให้มีความสุข ความเจริญ และนำความรู้ไปใช้ให้เกิดประโยชน์แก่ตนเองและชุมชนสืบไป",
        "ให้ไว้ ณ วันที่ 23 พฤศจิกายน พุทธศักราช 2569",
    ),
    DIRECTOR.name,
    DIRECTOR.position,
    "เลขที่ 0091/2569",
    "ทะเบียนคุมวุฒิบัตร หน้า 5",
    "LS1/CER/0091-2569",
)


def _certificate(**others: object) -> Report:
    page = replace(CERTIFICATE, **others)  # type: ignore[arg-type]
    head = Head(CHAIN, emblem() if page.name == CERTIFICATE.name else None)
    return _paper("certificate", "วุฒิบัตร", page, page=PageKind.CERTIFICATE, head=head)


def _cards() -> Report:
    cards = tuple(
        Card(
            "นางสาวณัฏฐ์ธิดา",
            f"เกียรติ์สกุลไพบูลย์ {number}",
            f"70-{number:04d}",
            "หมดอายุ 30 กันยายน 2570",
            photo(60, 75) if number == 1 else None,
            f"LS1/P/70-{number:04d}",
        )
        for number in range(1, 9)
    )
    labels = ("รหัสผู้เรียน", "ครูผู้ออกบัตร", "พบบัตรโปรดแจ้ง โทร. 0 4299 0100")
    return _paper("cards", "บัตร", Cards(cards, "บัตรผู้เรียน", labels, "พิมพ์ 100%"), page=PageKind.BARE)


def _labels() -> Report:
    names = ("นายบุญมี ที่รัก", LONG_NAME, "นางหนูปี้ ศรีวงษ์ษา")
    items = tuple((f"{name} {n}", f"70-{n:04d}", "หมู่ที่ 4") for n in range(4) for name in names)
    labels = Labels(items, skip=2, outlined=True, note="พิมพ์ 100%")
    return _paper("labels", "ป้าย", labels, page=PageKind.BARE, digits="arabic")


def _entry() -> Report:
    return _paper(
        "entry",
        "ทำเนียบภูมิปัญญาท้องถิ่น",
        EntryHead("ทำเนียบภูมิปัญญาท้องถิ่น", "ลำดับที่ 7", "นางบัวผัน แสงสุริยะ", "สาขาอุตสาหกรรมและหัตถกรรม"),
        Beside(
            PhotoRow((Photo(photo(60, 80)),), 1, 54, frames=False),
            Facts((("อายุ", "63 ปี"), ("โทรศัพท์", None), ("เวลาที่สะดวก", "วันจันทร์ – ศุกร์"))),
            share=0.27,
            gap=7,
        ),
        Heading("ประวัติและที่มาขององค์ความรู้"),
        Paragraph(PARTS[0], size=15),
        Heading("สิ่งอำนวยความสะดวก"),
        Choices((("ห้องน้ำ", True), ("ที่จอดรถ 10 คัน", True), ("ไฟฟ้า", False))),
        Photos((Photo(photo(), "ผลงาน"), Photo(photo(), "ขั้นตอน"), Photo(None, "ไม่มี")), 3, 40),
        Shaded(("เจ้าของข้อมูลยินยอมให้เผยแพร่ ถึงวันที่ 30 กันยายน 2571",), ticked=True),
        page=PageKind.ENTRY,
        sheet_no="ภป 0007",
    )


def _photos() -> Report:
    items = (Photo(photo(), "ครั้งที่ 1 เปิดกิจกรรม"), Photo(photo(60, 90), "ครั้งที่ 2"), *[Photo()] * 4)
    fields = Fields(((Field("กิจกรรม", "การทอผ้า"), Field("ระหว่างวันที่")),))
    return _paper(
        "photos",
        "ภาพกิจกรรม",
        Photos(items, height=56, frames=True),
        page=PageKind.REPORT,
        fields=fields,
    )


def _wide_table() -> Report:
    columns = (
        Column("ที่", 12),
        Column("ชื่อ – สกุล"),
        *(Column(f"หมู่ที่ {n}", 26, kind=Kind.NUMBER, group="จำนวน (คน)") for n in range(1, 8)),
    )
    rows = tuple(Row((n, f"กิจกรรมที่ {n}", *range(n, n + 7))) for n in range(1, 31))
    sums = Row(("", "รวมทั้งสิ้น", *(sum(range(k, k + 30)) for k in range(1, 8))), Role.TOTAL)
    signed = Signatures(
        tuple(replace(TEACHER, role=role) for role in ("ผู้รายงาน", "ผู้ตรวจ", "ผู้รับรอง"))
    )
    return _paper(
        "wide-table",
        "สรุปรายหมู่บ้าน",
        Table(columns, (*rows, sums)),
        signed,
        page=PageKind.REPORT,
        digits="arabic",
    )


def _booklet(name: str | None = "นางสาวณัฏฐ์ธิดา เกียรติ์สกุลไพบูลย์") -> Report:
    number = "70-0007" if name else ""
    cover = BookletCover(
        "สมุดบันทึกการเรียนรู้",
        ("สมุดเล่มนี้เป็นของ", "รหัสผู้เรียน"),
        name,
        number,
        f"LS1/P/{number}" if number else "",
        photo(60, 75) if name else None,
        "รูปถ่าย 1 นิ้ว",
        "ออกให้เมื่อวันที่ 22 พฤศจิกายน 2569" if name else "",
    )
    ruled = Table((Column("วันที่", 20), Column("เรียนรู้อะไร")), (), row_height=9, blank_rows=15)
    blocks = (
        cover,
        PageBreak(),
        *(Paragraph(part) for part in PARTS),
        Filling((Heading("บันทึก"), ruled), least=2, after=1),
        PageBreak(),
        Paragraph(CHAIN[0], bold=True),
    )
    title = "สมุดบันทึกการเรียนรู้"
    booklet = Booklet(blocks, holder=name or title)
    head = Head(CHAIN, emblem() if name else None)
    return _paper("booklet", title, booklet, page=PageKind.BOOKLET, head=head, folded=bool(name))


LAYOUTS: Mapping[str, Callable[[], Report]] = {
    "cover": _cover,
    "contents": _contents,
    "memo": lambda: _letter("memo", "บันทึกข้อความ", memo_blocks(MEMO, emblem())),
    "memo-blank": lambda: _letter("memo", "บันทึกข้อความ", memo_blocks(Memo())),
    "letter": _external,
    "order": lambda: _letter("order", "คำสั่ง", order_blocks(ORDER, emblem())),
    "order-blank": lambda: _letter("order", "คำสั่ง", order_blocks(Order(f"คำสั่ง{DISTRICT}"))),
    "announcement": lambda: _letter(
        "announcement",
        "ประกาศ",
        announcement_blocks(
            Order(f"ประกาศ{DISTRICT}", subject="รับสมัครผู้เรียน", parts=PARTS, signer=DIRECTOR),
            emblem(),
        ),
    ),
    "minutes": _minutes,
    "minutes-blank": lambda: _letter("minutes", "รายงานการประชุม", minutes_blocks(Minutes())),
    "certificate": _certificate,
    "certificate-long": lambda: _certificate(name=LONG_NAME, course=PARTS[0][:120]),
    "certificate-overprint": lambda: _certificate(bordered=False),
    "certificate-blank": lambda: _certificate(name=None, course=None, signer="", code=""),
    "cards": _cards,
    "labels": _labels,
    "booklet": _booklet,
    "booklet-blank": lambda: _booklet(None),
    "booklet-long": lambda: _booklet(LONG_NAME),
    "entry": _entry,
    "photos": _photos,
    "wide-table": _wide_table,
}
