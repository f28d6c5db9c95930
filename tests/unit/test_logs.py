import logging
import warnings

from learnsoc_desktop.core import logs


def test_that_messages_land_in_the_persons_folder(home):
    path = logs.set_up()
    logging.getLogger("learnsoc").info("opened with %d people", 3)
    assert path == home / "logs" / "learnsoc.log"
    assert "INFO learnsoc: opened with 3 people" in path.read_text("utf-8")


def test_that_setting_up_twice_writes_each_line_once():
    logs.set_up()
    path = logs.set_up()
    logging.getLogger("learnsoc").warning("once")
    assert path is not None
    assert path.read_text("utf-8").count("once") == 1


def test_that_warnings_of_libraries_are_logged():
    path = logs.set_up()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn("old habit", stacklevel=1)
    assert path is not None
    assert "old habit" in path.read_text("utf-8")


def test_that_old_files_are_few_and_small(monkeypatch):
    monkeypatch.setattr(logs, "MAX_BYTES", 300)
    path = logs.set_up()
    assert path is not None
    for number in range(60):
        logging.getLogger("learnsoc").info("line %d", number)
    files = sorted(path.parent.iterdir())
    assert len(files) == logs.KEPT + 1
    assert all(file.stat().st_size <= 300 for file in files)


def test_that_a_file_held_by_another_process_is_written_on(monkeypatch):
    monkeypatch.setattr(logs, "MAX_BYTES", 300)
    path = logs.set_up()

    def held(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.rename", held)
    assert path is not None
    for number in range(20):
        logging.getLogger("learnsoc").info("line %d", number)
    assert "line 19" in path.read_text("utf-8")


def test_that_a_folder_that_cannot_be_written_leaves_the_program_without_a_log(home, capsys):
    (home / "logs").write_text("in the way")
    assert logs.set_up() is None
    assert "log" in capsys.readouterr().err
