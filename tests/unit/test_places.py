"""Places: written, read from lines of any manner, found by a part, completed and doubted."""

import re
import subprocess
import sys

import pytest

from learnsoc_desktop.core import gazetteer
from learnsoc_desktop.core.gazetteer import code_of, complete, read, search
from learnsoc_desktop.core.i18n import set_language
from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.core.places import Place, part_name, place_text, read_place, split_address
from learnsoc_desktop.core.thai import sort_key

KHON_KAEN = Place("ในเมือง", "เมืองขอนแก่น", "ขอนแก่น", "40000")
SILOM = Place("สีลม", "บางรัก", "กรุงเทพมหานคร", "10500")
NAKHAM = Place("นาคำ", "โพนสูง", "นาคำ", "90210")
KANTANG = Place("กันตัง", "กันตัง", "ตรัง", "92110")


@pytest.fixture
def thai(tmp_path):
    set_language("th", tmp_path)
    yield
    set_language("en", tmp_path)


# --- Written and read ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("thai")
@pytest.mark.parametrize(
    ("place", "text"),
    [
        (NAKHAM, "ต.นาคำ อ.โพนสูง จ.นาคำ 90210"),
        (SILOM, "แขวงสีลม เขตบางรัก กรุงเทพมหานคร 10500"),
        (Place("นาคำ", "", "ตรัง"), "ต.นาคำ จ.ตรัง"),
        (Place(), ""),
    ],
)
def test_that_a_place_is_written_with_the_words_of_its_province(place, text):
    assert place_text(*place) == place.text == text
    assert read_place(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "ต.นาคำ อ.โพนสูง จ.นาคำ 90210",
        "ต. นาคำ อ. โพนสูง จ. นาคำ 90210",
        "ต.นาคำอ.โพนสูงจ.นาคำ90210",
        "ตำบลนาคำอำเภอโพนสูงจังหวัดนาคำ ๙๐๒๑๐",
        "ตำบล นาคำ อำเภอ โพนสูง จังหวัด นาคำ รหัสไปรษณีย์ 90210",
        "ต นาคำ อ โพนสูง จ นาคำ 90210",
        "จ.นาคำ, อ.โพนสูง, ต.นาคำ, 90210",
        "ต.นาคำ, กิ่งอำเภอโพนสูง, จว.นาคำ ปณ.90210",
        "นาคำ อ.โพนสูง จ.นาคำ 90210",
        "Tambon นาคำ Amphoe โพนสูง Changwat นาคำ 90210",
    ],
)
def test_that_a_place_is_read_however_it_is_spelled(text):
    assert read_place(text) == NAKHAM


@pytest.mark.parametrize(
    "text",
    [
        "แขวงสีลม เขตบางรัก กรุงเทพมหานคร 10500",
        "แขวงสีลมเขตบางรักกทม.10500",
        "แขวงสีลม เขตบางรัก กทม. 10500",
        "แขวงสีลม เขตบางรัก จ.กรุงเทพฯ 10500",
        "แขวงสีลม เขตบางรัก กรุงเทพ ๑๐๕๐๐",
    ],
)
def test_that_bangkok_is_read_however_it_is_spelled(text):
    assert read_place(text) == SILOM


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ต.คลองนครเนื่องเขต อ.เมือง", Place("คลองนครเนื่องเขต", "เมือง")),
        ("อ.สนามชัยเขต จ.ฉะเชิงเทรา", Place("", "สนามชัยเขต", "ฉะเชิงเทรา")),
        ("ต.สามตำบล อ.จุฬาภรณ์", Place("สามตำบล", "จุฬาภรณ์")),
        ("บ้านสวน ริมน้ำ", Place("บ้านสวน ริมน้ำ")),
        ("", Place()),
    ],
)
def test_that_a_name_that_holds_such_a_word_stays_whole(text, place):
    assert read_place(text) == place


def test_that_every_name_of_the_list_is_read_back():
    listed = gazetteer.gazetteer()
    wrong = []
    for at in range(len(listed.names)):
        place = listed.place(at)
        lines = (
            f"ต.{place.subdistrict} อ.{place.district} จ.{place.province} {place.postcode}",
            f"ตำบล{place.subdistrict} อำเภอ{place.district} จังหวัด{place.province} {place.postcode}",
        )
        wrong += [line for line in lines if read_place(line) != place]
    assert wrong == []


def test_that_what_stands_before_a_place_is_told_apart():
    head, place = split_address("99/1 ม.3 ถ.สุขใจ ต.นาคำ อ.โพนสูง จ.นาคำ 90210")
    assert (head, place) == ("99/1 ม.3 ถ.สุขใจ", NAKHAM)
    assert split_address("99/1 หมู่ 3") == ("99/1 หมู่ 3", Place())


@pytest.mark.parametrize("cell", ["โพนสูง", "อ.โพนสูง", "อำเภอโพนสูง", "อ. โพนสูง", "เขตโพนสูง"])
def test_that_a_cell_of_one_part_gives_the_bare_name(cell):
    assert part_name(cell) == "โพนสูง"


# --- The list ------------------------------------------------------------------------------------------


def test_that_the_list_is_whole_and_in_thai_order():
    listed = gazetteer.gazetteer()
    assert 7400 < len(listed.names) < 7500
    assert len(listed.provinces) == 77
    assert len(listed.districts) == 927
    keys = [sort_key(name) for name in listed.names]
    assert keys == sorted(keys)
    assert all(re.fullmatch(r"[1-9]\d{4}", post) for post in listed.posts)
    codes = [code for code in listed.codes if code]
    assert len(codes) > 6000
    assert all(re.fullmatch(r"[1-9]\d{5}", code) for code in codes)
    assert resource("places", "LICENSE").is_file()


def test_that_provinces_have_their_iso_codes():
    codes = gazetteer.gazetteer().provinces
    assert len(set(codes.values())) == 77
    assert [codes[name] for name in ("กรุงเทพมหานคร", "บึงกาฬ", "เชียงใหม่", "ยะลา")] == [
        "TH-10",
        "TH-38",
        "TH-50",
        "TH-95",
    ]


def test_that_a_code_is_given_where_it_is_known():
    assert code_of(SILOM) == "100402"
    assert code_of(Place("ทรายกองดิน", "คลองสามวา", "กรุงเทพมหานคร")) == ""
    assert code_of(NAKHAM) == ""


def test_that_the_list_is_read_on_first_use_only():
    code = (
        "import sys, learnsoc_desktop.core.gazetteer as g, learnsoc_desktop.ui.editors.place;"
        "assert g.gazetteer.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


# --- Found ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["สีลม", "ต.สีลม", "สีลม บางรัก", "บางรัก สีลม", "สีลม กทม", "100402", "สีล 10500"],
)
def test_that_a_place_is_found_by_any_part(text):
    assert SILOM in search(text, 8)


def test_that_tone_marks_are_not_needed():
    found = search("ไมงาม", 8)
    assert found[0].subdistrict == "ไม้งาม"


def test_that_a_name_that_begins_so_comes_before_one_that_holds_it():
    names = [place.subdistrict for place in search("บัวทอง", 40)]
    assert names[0] == "บัวทอง"
    begins = [name.startswith("บัวทอง") for name in names]
    assert begins == sorted(begins, reverse=True)


def test_that_the_nearest_of_one_name_comes_first():
    assert search("ในเมือง", 1, Place("", "เมืองขอนแก่น", "ขอนแก่น")) == [KHON_KAEN]
    assert search("ในเมือง", 1, Place("", "เมือง", "ขอนแก่น")) == [KHON_KAEN]


def test_that_nothing_typed_finds_the_neighbours():
    around = search("", 40, KANTANG)
    assert around[0] == KANTANG
    assert {place.district for place in around} == {"กันตัง"}
    assert not search("", 40)
    assert not search("", 40, NAKHAM)


def test_that_nonsense_finds_nothing():
    assert search("ฟหกด", 8) == search("xyz", 8) == []


# --- Completed, asked, doubted -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น 40000",
        "ต.ในเมือง อ.เมือง จ.ขอนแก่น",
        "ต.ในเมือง อ.เมืองขอนแก่น",
        "ในเมือง เมืองขอนแก่น ขอนแก่น",
        "ในเมือง เมืองขอนแก่น",
        "ต.ในเมือง 40000",
    ],
)
def test_that_what_can_only_mean_one_place_becomes_it(text):
    assert read(text) == gazetteer.Reading(KHON_KAEN, sure=True)


def test_that_a_name_that_is_the_only_one_is_enough():
    assert read("กันตังใต้").place.district == "กันตัง"


def test_that_a_name_of_many_places_is_asked_about_and_kept():
    found = read("ในเมือง")
    assert (found.place, found.sure) == (Place("ในเมือง"), False)
    assert found.doubt.startswith("22 sub-districts are called “ในเมือง”")
    assert read("ต.ในเมือง จ.ขอนแก่น").place == Place("ในเมือง", "", "ขอนแก่น")


def test_that_of_two_post_codes_none_is_guessed():
    found = read("ต.ปราณบุรี อ.ปราณบุรี จ.ประจวบคีรีขันธ์")
    assert (found.sure, found.place.postcode) == (True, "")
    assert read("ต.ปราณบุรี อ.ปราณบุรี 77160").place.postcode == "77160"


def test_that_a_subdistrict_of_another_district_is_a_doubt_and_stays():
    said = Place("กันตัง", "ปะเหลียน", "ตรัง", "92110")
    found = complete(said)
    assert (found.place, found.sure) == (said, False)
    assert found.doubt == (
        "“กันตัง” is not among the sub-districts of ปะเหลียน, ตรัง. It is kept as typed."
    )


def test_that_a_district_of_another_province_is_a_doubt():
    found = complete(Place("ในเมือง", "กันตัง", "ขอนแก่น"))
    assert found.doubt == "“กันตัง” is not among the districts of ขอนแก่น. It is kept as typed."


def test_that_another_post_code_is_a_doubt_and_stays():
    found = complete(KANTANG._replace(postcode="10110"))
    assert found.place.postcode == "10110"
    assert found.doubt == "The post code of กันตัง, กันตัง, ตรัง is 92110."


def test_that_a_place_that_no_list_knows_is_taken_as_it_is():
    assert complete(NAKHAM) == gazetteer.Reading(NAKHAM)
    assert read("บ้านสวน ริมน้ำ").place == Place("บ้านสวน ริมน้ำ")
    assert read("").place == Place()


def test_that_every_place_of_the_list_completes_itself():
    listed = gazetteer.gazetteer()
    places = [listed.place(at) for at in range(len(listed.names))]
    assert [place for place in places if complete(place).place != place] == []
    assert [place for place in places if complete(place).doubt] == []
