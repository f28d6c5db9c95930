"""What a file of persons may hold: its fields, how heads and words are written in the field."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.exchange.importing import ImportPlan, WordList
from learnsoc_desktop.features.centre.code_lists import other_words
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.custom_queries import own_specs, words_of_lists
from learnsoc_desktop.features.people.layout_queries import remembered_heads
from learnsoc_desktop.features.people.model import PersonDetails, Sex
from learnsoc_desktop.features.people.more_file_queries import code_fields, read_specs

ID = FieldSpec("id", Label(N_("Record number"), table=True), Kind.TEXT, str)
# Villages are looked up here, not by the parser: one that is new is made, not left out.
VILLAGE = FieldSpec("village_id", Label(N_("Village")), Kind.TEXT, str, max_length=120)
# A cell of this column may hold the whole address, which is taken apart later; its parts have their own limits.
WHOLE_ADDRESS = frozenset(
    {"house_no", "subdistrict", "registered_house_no", "registered_subdistrict"}
)
LONGEST_ADDRESS = 240
FULL_NAME = FieldSpec("full_name", Label(N_("Full name")), Kind.TEXT, str, max_length=240)
MOO = FieldSpec("moo", Label(N_("Village no.")), Kind.TEXT, str, max_length=20)
AGE = FieldSpec("age", Label(N_("Age")), Kind.NUMBER, int)


def _as_read(spec: FieldSpec) -> FieldSpec:
    """Return a stored field as a file may write it."""
    if spec.name == "village_id":
        return VILLAGE
    return replace(spec, max_length=LONGEST_ADDRESS) if spec.name in WHOLE_ADDRESS else spec


STORED: Sequence[FieldSpec] = tuple(spec for spec in fields_of(PersonDetails) if spec.label.table)
SPECS: Sequence[FieldSpec] = (
    ID,
    *(_as_read(spec) for spec in STORED),
    FULL_NAME,
    MOO,
    AGE,
)
CODE_FIELDS: Mapping[str, str] = {
    "education_id": "education",
    "occupation_id": "occupation",
    "target_groups": "target_group",
    "roles": "role",
}

SYNONYMS: Mapping[str, Sequence[str]] = {
    "id": ("uuid", "record id", "เลขระเบียน"),
    "title": ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "prefix"),
    "first_name": ("ชื่อ", "ชื่อจริง", "name", "firstname", "given name"),
    "last_name": ("นามสกุล", "สกุล", "surname", "lastname", "family name"),
    "full_name": (
        "ชื่อ-สกุล",
        "ชื่อ-นามสกุล",
        "ชื่อและนามสกุล",
        "ชื่อ และสกุล",
        "ชื่อตัว-ชื่อสกุล",
        "name-surname",
        "รายชื่อ",
    ),
    "nickname": ("ชื่อเล่น",),
    "sex": ("เพศ", "gender"),
    "born": (
        "วันเกิด",
        "วันเดือนปีเกิด",
        "ว/ด/ป เกิด",
        "ว ด ป ที่เกิด",
        "เกิดวันที่",
        "ปีเกิด",
        "พ.ศ. เกิด",
        "birthday",
        "birth date",
        "dob",
    ),
    "id_type": ("ประเภทบัตร", "ประเภทเลขประจำตัว"),
    "id_number": (
        "เลขประจำตัวประชาชน",
        "เลขบัตรประชาชน",
        "เลขบัตรประจำตัวประชาชน",
        "เลขที่บัตรประชาชน",
        "บัตรประชาชน",
        "หมายเลขบัตรประชาชน",
        "เลขประจำตัว 13 หลัก",
        "เลข 13 หลัก",
        "เลขบัตร ปชช.",
        "เลข ปชช.",
        "บัตร ปชช.",
        "เลขบัตร",
        "national id",
        "id card",
    ),
    "phone": (
        "โทรศัพท์",
        "เบอร์โทร",
        "เบอร์โทรศัพท์",
        "หมายเลขโทรศัพท์",
        "โทร",
        "เบอร์",
        "มือถือ",
        "tel",
        "telephone",
        "mobile",
    ),
    "line_id": ("ไลน์", "ไอดีไลน์", "line id", "line"),
    "house_no": ("บ้านเลขที่", "เลขที่บ้าน", "เลขที่", "ที่อยู่", "ที่อยู่ปัจจุบัน", "address"),
    "village_id": ("หมู่บ้าน", "ชื่อหมู่บ้าน", "ชื่อบ้าน", "บ้าน", "ชุมชน", "หมู่บ้าน/ชุมชน"),
    "moo": ("หมู่ที่", "หมู่", "ม.", "moo"),
    "road": ("ถนน", "ซอย", "ตรอก/ซอย", "ซอย/ถนน"),
    "subdistrict": ("ตำบล", "แขวง", "ตำบล/แขวง", "tambon"),
    "district": ("อำเภอ", "เขต", "อำเภอ/เขต", "amphoe"),
    "province": ("จังหวัด", "changwat"),
    "postcode": ("รหัสไปรษณีย์", "ไปรษณีย์", "zip"),
    "house_code": ("รหัสประจำบ้าน", "รหัสบ้าน", "house id"),
    "registered_house_no": (
        "บ้านเลขที่ตามทะเบียนบ้าน",
        "เลขที่ตามทะเบียนบ้าน",
        "ที่อยู่ตามทะเบียนบ้าน",
        "ที่อยู่ตามบัตรประชาชน",
        "registered address",
    ),
    "registered_village": ("หมู่ที่ตามทะเบียนบ้าน", "หมู่บ้านตามทะเบียนบ้าน"),
    "registered_road": ("ถนนตามทะเบียนบ้าน", "ซอย/ถนนตามทะเบียนบ้าน"),
    "registered_subdistrict": ("ตำบลตามทะเบียนบ้าน", "ตำบล/แขวงตามทะเบียนบ้าน"),
    "registered_district": ("อำเภอตามทะเบียนบ้าน", "อำเภอ/เขตตามทะเบียนบ้าน"),
    "registered_province": ("จังหวัดตามทะเบียนบ้าน",),
    "registered_postcode": ("รหัสไปรษณีย์ตามทะเบียนบ้าน",),
    "education_id": ("วุฒิการศึกษา", "วุฒิการศึกษาสูงสุด", "ระดับการศึกษา", "การศึกษา", "วุฒิ"),
    "occupation_id": ("อาชีพ",),
    "target_groups": ("กลุ่มเป้าหมาย", "ประเภทกลุ่มเป้าหมาย", "กลุ่ม"),
    "roles": ("บทบาท",),
    "learner_code": ("รหัสผู้เรียน", "รหัสนักศึกษา", "รหัส"),
    "registered_on": ("วันที่ขึ้นทะเบียน", "วันที่ลงทะเบียน", "วันที่สมัคร", "วันสมัคร"),
    "status": ("สถานะ",),
    "notes": ("หมายเหตุ", "บันทึก", "remark", "remarks"),
    "age": ("อายุ", "อายุ (ปี)"),
    "other_names": ("ชื่ออื่น", "ชื่อเดิม", "ชื่อภาษาอังกฤษ", "ชื่อ (อังกฤษ)"),
    "clergy_id": ("สมณเพศ", "นักบวช"),
    "nationality": ("สัญชาติ",),
    "literacy": ("การอ่านเขียน", "การอ่านเขียนภาษาไทย", "อ่านออกเขียนได้"),
    "languages": ("ภาษา", "ภาษาที่พูด", "ภาษาที่ใช้"),
    "guardian_name": ("ผู้ปกครอง", "ชื่อผู้ปกครอง", "ชื่อ-สกุลผู้ปกครอง"),
    "guardian_relation_id": ("ความสัมพันธ์กับผู้ปกครอง", "ผู้ปกครองเกี่ยวข้องเป็น"),
    "guardian_phone": ("โทรศัพท์ผู้ปกครอง", "เบอร์โทรผู้ปกครอง", "เบอร์ผู้ปกครอง"),
    "internet_id": ("อินเทอร์เน็ต", "การใช้อินเทอร์เน็ต"),
    "devices": ("อุปกรณ์",),
    "transport": ("การเดินทาง", "เดินทางโดย"),
    "welfare": ("สวัสดิการ",),
    "religion": ("ศาสนา",),
    "ethnicity": ("ชาติพันธุ์", "เชื้อชาติ"),
    "disability_card": ("เลขบัตรคนพิการ", "เลขที่บัตรคนพิการ", "บัตรคนพิการ"),
    "disability_card_until": ("บัตรคนพิการหมดอายุ",),
    "disabilities": ("ความพิการ", "ประเภทความพิการ"),
}

SEX_WORDS = WordList(
    [
        (Sex.MALE, ("ช", "ชาย", "ผู้ชาย", "เพศชาย", "m", "man", "พระ", "พระภิกษุ", "สามเณร")),
        (Sex.FEMALE, ("ญ", "หญิง", "ผู้หญิง", "เพศหญิง", "f", "woman", "แม่ชี")),
        (Sex.UNSPECIFIED, ("ไม่ระบุ", "อื่น ๆ", "other", "n/a")),
    ]
)


def import_plan(session: Session, today: date) -> ImportPlan:
    """Return what is looked for in a file of persons, with the centre's own words."""
    read = {spec.name for spec in read_specs()}
    more = {name: key for name, key in code_fields().items() if name in read}
    lists = {**CODE_FIELDS, **more}
    rows = session.exec(select(Code).where(col(Code.list_key).in_(lists.values()))).all()
    resolvers = {"sex": SEX_WORDS}
    others = other_words()
    for name, list_key in lists.items():
        mine = [row for row in rows if row.list_key == list_key]
        # Deleted words last and only where no living one is called so: an old file may still say them.
        mine.sort(key=lambda row: (row.deleted_at is not None, row.position_no))
        words = WordList()
        for row in mine:
            for word in (row.name, row.name_en, row.key):
                if word and words.find(word) is None and not words.is_ambiguous(word):
                    words.add(row.id, word)
        for row in mine:
            for word in others.get((list_key, row.key), ()):
                if words.find(word) is None:
                    words.add(row.id, word)
        resolvers[name] = words
    own = own_specs(session)
    for name, rows in words_of_lists(session, own).items():
        resolvers[name] = WordList((row.id, (row.name, row.name_en)) for row in rows)
    return ImportPlan(
        specs=(*SPECS, *read_specs(), *own),
        today=today,
        synonyms=SYNONYMS,
        resolvers=resolvers,
        needed=(("first_name", "full_name", "nickname"),),
        remembered=remembered_heads(session),
    )
