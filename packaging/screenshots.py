"""Draw every page on sample data, in every language, 1366 × 768, into ``docs/pictures``.

``packaging/dev.py screenshots [NAME …]`` runs this; names choose pictures. The pages are shown by the
real program in its real window.
"""

import os
import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from sqlmodel import col, select

from learnsoc_desktop.app import Application
from learnsoc_desktop.core.i18n import LANGUAGES, set_language
from learnsoc_desktop.core.paths import HOME_VARIABLE, catalogues
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_auto import back_up
from learnsoc_desktop.exchange.backup_copies import NOTES, copy_to
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.exchange.backup_rehearsal import rehearse_if_due
from learnsoc_desktop.features.activities.edit_page import ActivityEditPage
from learnsoc_desktop.features.activities.model import Activity
from learnsoc_desktop.features.activities.queries import session_or_refuse
from learnsoc_desktop.features.activities.roll_page import RollPage
from learnsoc_desktop.features.activities.session_page import SessionPage
from learnsoc_desktop.features.maintenance.care_page import SECTIONS, CarePage
from learnsoc_desktop.features.maintenance.new_centre_page import NewCentrePage
from learnsoc_desktop.features.maintenance.safety_page import SafetyPage
from learnsoc_desktop.features.overview.hand_in_page import HandInPage
from learnsoc_desktop.features.overview.handing_widget import open_kept
from learnsoc_desktop.features.overview.queries import day
from learnsoc_desktop.features.overview.reports_page import ReportsPage
from learnsoc_desktop.features.overview.sample import make_sample_centre
from learnsoc_desktop.features.people.bulk_page import FIELD, VALUE, BulkPage
from learnsoc_desktop.features.people.bulk_queries import BulkField
from learnsoc_desktop.features.people.consent_page import ConsentPage
from learnsoc_desktop.features.people.copy_row_page import CopyRowPage
from learnsoc_desktop.features.people.custom_queries import own_specs
from learnsoc_desktop.features.people.custom_range_queries import ASK, KINDS
from learnsoc_desktop.features.people.duplicates_page import DuplicatesPage
from learnsoc_desktop.features.people.edit_page import PersonEditPage
from learnsoc_desktop.features.people.erase_model import Erasure
from learnsoc_desktop.features.people.erase_page import ErasePage
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.list_range_page import ask_range
from learnsoc_desktop.features.people.model import Person, PersonStatus
from learnsoc_desktop.features.people.more_model import PersonSensitive
from learnsoc_desktop.features.people.more_page import MorePage
from learnsoc_desktop.features.people.path_page import LearningPathPage
from learnsoc_desktop.features.people.queries import listed
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.list_page import ListPage

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
HOME = Path(tempfile.gettempdir()) / "LearnSoc"  # seen on pictures: the same every time
SIZE = (1366, 768)
REST = 500  # ms in which pages read, lay out and paint
LONGEST = 30_000  # ms a page may work
CARE = "care"  # the place of many sections
MORNING = time(9, 30)
COPIES = ((8, Why.CLOSE), (4, Why.ASKED), (2, Why.BEFORE_IMPORT), (1, Why.CLOSE), (0, Why.TIMER))
SEVERAL = 12  # people who are changed together
NAME = "สม"  # typed into the palette
PAPER = "summary"  # adjusted and handed in
OFFICE = "สกร.ระดับอำเภอโพนสูง"  # to whom it went
LIST_NAME = "รายชื่อ.csv"
LIST = """คำนำหน้า,ชื่อ,นามสกุล,เพศ,วันเกิด,เลขประจำตัว,โทรศัพท์
นาง,สมใจ,ใจดี,หญิง,5 ม.ค. 2502,1-1111-11111-11-9,081-234-5678
นาย,ทองดี,มีสุข,ชาย,31/02/2510,,0812345679
นางสาว,แก้ว,,หญิง,2541,,
,,,ชาย,,,
"""


def rest(program: Application) -> None:
    """Let the program work until it is surely done, its jobs too."""
    for _ in range(LONGEST // REST):
        loop = QEventLoop()
        QTimer.singleShot(REST, loop.quit)
        loop.exec()
        if not program.desk.jobs.running:
            return


def context(program: Application) -> Context:
    """Return what pages of the open centre get."""
    found = program.window.stack.context
    assert found is not None, "no centre is open"
    return found


def first_of(program: Application, entity: type[Any]) -> UUID:
    """Return the first record of an entity, in the order lists have."""
    query = select(entity.id).where(alive(entity)).order_by(entity.sort_key).limit(1)
    found: UUID = context(program).commands.query(lambda session: session.exec(query).one())
    return found


def session_of_today(program: Application) -> UUID | None:
    """Return the session whose sheet Today offers."""
    now = datetime.combine(date.today(), MORNING)  # noqa: DTZ011  the day on the wall
    offered = context(program).commands.query(partial(day, now=now)).first
    return offered.id if offered else None


def activity_of_today(program: Application) -> UUID:
    """Return the activity whose sheet Today offers, else the first one."""
    session_id = session_of_today(program)
    if session_id is None:
        return first_of(program, Activity)
    found: UUID = context(program).commands.query(
        lambda session: session_or_refuse(session, session_id).activity_id
    )
    return found


def find_name(program: Application) -> None:
    """Open the palette over Today and type a name."""
    program.window.open("today")
    rest(program)
    program.window.find_anything()
    field = program.window.focusWidget()
    if field is not None:
        field.setProperty("text", NAME)


def import_people(program: Application, folder: Path) -> None:
    """Show what a file with a few faults would do."""
    path = folder / LIST_NAME
    path.write_text(LIST, "utf-8")
    program.window.open("people")
    program.window.open_task(ImportPage(context(program), path))


def preview(program: Application) -> None:
    """Print the learner registry, as far as the preview."""
    program.window.open("people")
    rest(program)
    program.window.print_view()


def duplicates(program: Application) -> DuplicatesPage:
    """Show the records that may be one person."""
    program.window.open("people", duplicates=True)
    rest(program)
    page = program.window.current()
    assert isinstance(page, DuplicatesPage)
    return page


def merge(program: Application) -> None:
    """Show the most likely pair side by side."""
    page = duplicates(program)
    page.open_row(page.table.records.row(0))


def person_with(program: Application, entity: type[Any], page: type[Any]) -> None:
    """Show a page of the first person who has a record of an entity."""
    query = select(entity.person_id).order_by(entity.id).limit(1)
    person_id = context(program).commands.query(lambda session: session.exec(query).one())
    program.window.open_task(page(context(program), person_id))


def change_many(program: Application) -> None:
    """Show what another status would do to the first people of the registry."""
    query = select(Person.id).where(listed()).order_by(col(Person.sort_key)).limit(SEVERAL)
    people = context(program).commands.query(lambda session: session.exec(query).all())
    page = BulkPage(context(program), people)
    program.window.open_task(page)
    rest(program)
    page.what.set_value({FIELD: BulkField.STATUS})
    page.what.changed.emit(FIELD)
    assert page.to is not None
    page.to.set_value({VALUE: PersonStatus.MOVED})
    page.to.changed.emit(VALUE)


def first_row(program: Application, **way: object) -> None:
    """Open the first row of a list that the registry leads to."""
    program.window.open("people", **way)
    rest(program)
    page = program.window.current()
    assert isinstance(page, ListPage)
    page.open_row(page.table.records.row(0))


def ask_for_range(program: Application) -> None:
    """Ask from when to when a field of the centre's own is to be."""
    specs = context(program).commands.query(own_specs)
    spec = next(each for each in specs if each.kind in KINDS)
    program.window.open("people")
    ask_range(context(program), f"{spec.name}{ASK}", (), lambda _filters: None)


def paper(program: Application) -> ReportsPage:
    """Show the paper that is adjusted and handed in, its pages made."""
    program.window.open("reports", report=PAPER)
    rest(program)
    page = program.window.current()
    assert isinstance(page, ReportsPage)
    return page


def adjust(program: Application) -> None:
    """Change the words and columns of the paper."""
    paper(program).versions.open_adjust()


def hand_in(program: Application) -> None:
    """Ask to whom the paper goes."""
    paper(program).versions.keep.click()


def keep_one(program: Application) -> None:
    """Keep a paper as handed in, as a person does it."""
    hand_in(program)
    page = program.window.current()
    assert isinstance(page, HandInPage)
    page.form.set_value({**page.form.values(), "handed_to": OFFICE})
    page.save()


def handed_in(program: Application) -> None:
    """Show what was handed in."""
    program.window.open("reports")
    rest(program)
    open_kept(context(program))


def keep_copies(centre: Path) -> None:
    """Make the backups of some days, and a copy beside."""
    folder, now = CentreFolder(centre), datetime.now().astimezone() - timedelta(minutes=20)
    for days, why in COPIES:
        back_up(folder, why, now=now - timedelta(days=days))
    stick = centre.parent / "STICK"
    stick.mkdir()
    copy_to(folder, stick, now=now - timedelta(days=3))
    note = folder.backups / NOTES
    note.write_text(note.read_text("utf-8").replace("false", "true"), "utf-8")  # as a real stick
    rehearse_if_due(folder, now=now - timedelta(days=1))


def restore(program: Application) -> None:
    """Ask whether the newest backup is to be brought back."""
    program.window.open(CARE, section="safety")
    rest(program)
    place = program.window.current()
    assert isinstance(place, CarePage)
    page = place.current()
    assert isinstance(page, SafetyPage)
    page.bring_back()


def trouble(program: Application, centre: Path) -> None:
    """Show what is offered when the file of a centre is damaged."""
    program.close_centre()
    broken = CentreFolder(centre.parent / "broken" / centre.name)
    shutil.rmtree(broken.root.parent, ignore_errors=True)
    shutil.copytree(centre, broken.root)
    broken.database.write_bytes(broken.database.read_bytes()[:-5000])
    program.open_centre(broken.root)


def new_centre(program: Application) -> None:
    """Show the form of a new centre over the start page."""
    program.close_centre()
    program.desk.open_task(NewCentrePage(program.desk))


def scenes(program: Application, folder: Path) -> dict[str, Callable[[], object]]:
    """Return what to draw: every place, what lies over the places, what stands before a centre."""
    window = program.window

    def person(page: type[Any]) -> None:
        window.open_task(page(context(program), first_of(program, Person)))

    def activity(page: type[Any]) -> None:
        window.open_task(page(context(program), activity_of_today(program)))

    shown: dict[str, Callable[[], object]] = {
        place.key: partial(window.open, place.key)
        for place in program.contributions.places
        if place.key != CARE
    }
    for section in SECTIONS:
        shown[f"{CARE}_{section.key}"] = partial(window.open, CARE, section=section.key)
    return shown | {
        "person_new": partial(window.open, "people", new=True),
        "person": partial(person, PersonEditPage),
        "consent": partial(person, ConsentPage),
        "learning_path": partial(person, LearningPathPage),
        "more": partial(person_with, program, PersonSensitive, MorePage),
        "erase": partial(person_with, program, Erasure, ErasePage),
        "copy_row": partial(person, CopyRowPage),
        "bulk": partial(change_many, program),
        "wants": partial(window.open, "people", wants=True),
        "parked": partial(window.open, "people", parked=True),
        "parked_row": partial(first_row, program, parked=True),
        "layouts": partial(window.open, "people", layouts=True),
        "layout": partial(first_row, program, layouts=True),
        "range": partial(ask_for_range, program),
        "duplicates": partial(duplicates, program),
        "merge": partial(merge, program),
        "import": partial(import_people, program, folder),
        "activity_new": partial(window.open, "activities", new=True),
        "activity": partial(activity, ActivityEditPage),
        "roll": partial(activity, RollPage),
        "session": partial(activity, SessionPage),
        "attendance": partial(window.open, "activities", attendance=session_of_today(program)),
        "adjust": partial(adjust, program),
        "hand_in": partial(hand_in, program),
        "handed_in": partial(handed_in, program),
        "restore": partial(restore, program),
        "print": partial(preview, program),
        "palette": partial(find_name, program),
        "start": program.close_centre,
        "new_centre": partial(new_centre, program),
        "trouble": partial(trouble, program, folder / "centre"),
    }


def draw(program: Application, centre: Path, language: str, names: Sequence[str]) -> None:
    """Draw the wanted pictures in one language."""
    program.desk.change_settings(language=language)
    program.open_centre(centre)
    program.window.showNormal()
    program.window.resize(*SIZE)
    rest(program)
    for name, show in scenes(program, centre.parent).items():
        if names and not any(part in name for part in names):
            continue
        show()
        rest(program)
        path = PICTURES / f"{name}_{language}.png"
        program.window.grab().save(str(path))
        print(path)
        while program.window.stack.in_task:
            program.window.back()


def main(names: Sequence[str]) -> int:
    """Draw the pictures whose name holds one of ``names``; all when there are none."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(HOME, ignore_errors=True)
    os.environ[HOME_VARIABLE] = str(HOME)
    centre = HOME / "centre"
    set_language(LANGUAGES[0], catalogues())  # the papers that were handed in keep their words
    make_sample_centre(centre)
    keep_copies(centre)
    _qt = QApplication([])
    load_fonts()
    arguments = Namespace(data=str(centre), sample=False, language="", read_only=False)
    program = Application(arguments)
    program.start()
    rest(program)
    sys.excepthook = sys.__excepthook__  # a fault of a page is told here, not in a dialog
    keep_one(program)
    rest(program)
    for language in LANGUAGES:
        draw(program, centre, language, names)
    program.window.close()
    rest(program)
    shutil.rmtree(HOME, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
