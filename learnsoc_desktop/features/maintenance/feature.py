"""What stands before and around a centre: start page, settings, lists, trash."""

from collections.abc import Sequence

from learnsoc_desktop.core.feature import Feature, Offer, Place, SearchKind
from learnsoc_desktop.core.i18n import N_

HERE = "learnsoc_desktop.features.maintenance"
OFFERS = f"{HERE}.offers_page"
VILLAGES = "learnsoc_desktop.features.centre.queries:villages_find"
CARE = N_("Maintenance")


def _offer(title: str, icon: str, run: str, words: str) -> Offer:
    return Offer(title, icon, f"{OFFERS}:{run}", CARE, words)


_OFFERS: Sequence[Offer] = (
    _offer(N_("Language: Thai or English"), "languages", "screen", N_("setting language english")),
    _offer(
        N_("Calendar and digits"),
        "calendar-days",
        "screen",
        N_("setting buddhist era christian year thai arabic numbers"),
    ),
    _offer(N_("Text size"), "type", "screen", N_("setting larger smaller letters")),
    _offer(N_("Light or dark screen"), "moon", "screen", N_("setting theme colours night")),
    _offer(N_("Size of the paper"), "printer", "screen", N_("setting A4 F4 Letter print")),
    _offer(
        N_("Name, address and emblem of the centre"),
        "landmark",
        "centre",
        N_("profile head of the paper document number logo"),
    ),
    _offer(N_("Who signs the papers"), "signature", "centre", N_("signatory director teacher")),
    _offer(
        N_("Lists to choose from"),
        "list",
        "lists",
        N_("code words target group occupation education role programme title"),
    ),
    _offer(
        N_("Fields of our centre"),
        "tag",
        "fields",
        N_("own custom field define column registry people"),
    ),
    _offer(N_("Villages"), "map-pin", "villages", N_("moo village number")),
    _offer(
        N_("Data safety: backups and copies"),
        "shield-check",
        "safety",
        N_("backup copy stick usb check safe"),
    ),
    _offer(N_("Trash"), "trash-2", "trash", N_("deleted restore bring back")),
    _offer(
        N_("About the program and its files"),
        "info",
        "about",
        N_("version licence log folder data where"),
    ),
    _offer(N_("Open another centre"), "door-open", "other_centre", N_("switch close start")),
    _offer(N_("Open a copy, for reading only"), "eye", "copy_to_read", N_("backup stick look at")),
)

MAINTENANCE = Feature(
    key="maintenance",
    places=(Place("care", CARE, "settings", f"{HERE}.care_page:CarePage", 100),),
    searches=(SearchKind("village", N_("Villages"), "map-pin", VILLAGES, "care"),),
    offers=_OFFERS,
)
