"""Stickers and cards of the registry."""

from datetime import date

import pytest

from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people.card_report import SIZES, learner_cards, name_labels
from learnsoc_desktop.reporting.forms.kinds import Cards, Labels
from tests.features.people.builders import add


@pytest.fixture(autouse=True)
def english() -> None:
    set_style(Style("be", "arabic", "en"))


def test_that_a_sticker_has_name_and_code(database: Database) -> None:
    add(database, title="นาย", first_name="บุญมี", last_name="ที่รัก", learner_code="70-0215")
    with database.reading() as session:
        report = name_labels(session, sheet="14", skip="3")
    (labels,) = report.blocks
    assert isinstance(labels, Labels)
    assert labels.items == (("นายบุญมี ที่รัก", "70-0215"),)
    assert (labels.size, labels.skip) == (SIZES["14"], 3)


def test_that_every_sheet_of_stickers_goes_on_a_page() -> None:
    for size in SIZES.values():
        across = size.left + size.columns * size.width + (size.columns - 1) * size.across
        down = size.top + size.rows * size.height + (size.rows - 1) * size.down
        assert across <= 210
        assert down <= 297


def test_that_the_code_of_a_card_names_nobody(database: Database) -> None:
    add(database, title="นาย", first_name="บุญมี", last_name="ที่รัก", learner_code="70-0215")
    with database.reading() as session:
        (cards,) = learner_cards(session, until=date(2027, 9, 30).isoformat()).blocks
    assert isinstance(cards, Cards)
    (card,) = cards.items
    assert (card.first, card.last, card.number) == ("นายบุญมี", "ที่รัก", "70-0215")
    assert card.code == "LS1/P/70-0215"
    assert card.until == "Valid until 30 September 2570"
