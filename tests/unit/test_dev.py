"""The set-up of a new machine, without one."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """Load ``packaging/dev.py`` for a project of its own, whose programs are only written down."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / "โครงการ ใหม่" / ".venv"
    venv.mkdir(parents=True)
    (venv.parent / "pyproject.toml").write_text("[project]\n", "utf-8")
    (venv.parent / "lock").write_text('one==1.0 \\\ntwo==2.0 ; os_name == "nt" \\\n', "utf-8")
    monkeypatch.setattr(module, "ROOT", venv.parent)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "STAMP", venv / "stamp")
    monkeypatch.setattr(module, "LOCK", venv.parent / "lock")
    return module


@pytest.fixture
def calls(dev, monkeypatch):
    """Write down what would be run; everything goes well."""
    written = []

    def call(arguments, **_variables):
        written.append([str(argument) for argument in arguments])
        dev.VENV.mkdir(exist_ok=True)  # as the venv module does
        return 0

    monkeypatch.setattr(dev, "call", call)
    return written


def test_that_a_new_project_gets_an_environment_the_lock_and_itself(dev, calls):
    dev.set_up_packages()
    made, packages, itself = calls
    assert made[1:] == ["-m", "venv", str(dev.VENV)]
    assert packages[-3:] == ["--require-hashes", "-r", str(dev.LOCK)]
    assert itself[-4:] == ["--no-deps", "--no-build-isolation", "-e", str(dev.ROOT)]


def test_that_a_finished_set_up_is_not_done_again(dev, calls, monkeypatch):
    dev.set_up_packages()
    monkeypatch.setattr(dev, "installed", lambda: {"one": "1.0", "pip": "26"})
    calls.clear()
    dev.set_up_packages()
    assert calls == []


@pytest.mark.parametrize("changed", ["lock", "pyproject.toml"])
def test_that_another_lock_is_installed_into_the_same_environment(dev, calls, monkeypatch, changed):
    dev.set_up_packages()
    monkeypatch.setattr(dev, "installed", lambda: {"one": "1.0", "pip": "26"})
    calls.clear()
    (dev.ROOT / changed).write_text("one==1.0 \\\n# changed\n", "utf-8")
    dev.set_up_packages()
    assert [call[1:3] for call in calls] == [["-m", "pip"], ["-m", "pip"]]


def test_that_a_moved_project_gets_a_new_environment(dev, calls, monkeypatch):
    dev.set_up_packages()
    monkeypatch.setattr(dev, "installed", lambda: {"one": "1.0", "pip": "26"})
    dev.STAMP.write_text(f"{dev.key_of_set_up()}\n/elsewhere", "utf-8")
    dev.VENV.joinpath("old").touch()
    calls.clear()
    dev.set_up_packages()
    assert calls[0][1:3] == ["-m", "venv"]
    assert not dev.VENV.joinpath("old").exists()


def test_that_packages_that_fail_to_install_leave_no_finished_set_up(dev, capsys, monkeypatch):
    monkeypatch.setattr(dev, "call", lambda arguments, **_: int("pip" in arguments))
    with pytest.raises(SystemExit):
        dev.set_up_packages()
    assert "Is there a network?" in capsys.readouterr().err
    assert not dev.STAMP.exists()


def test_that_an_environment_whose_python_is_gone_counts_as_none(dev):
    assert dev.installed() == {}


def test_that_a_package_that_lost_a_file_makes_the_environment_unusable(dev, tmp_path):
    site = tmp_path / "site"
    info = site / "one-1.0.dist-info"
    info.mkdir(parents=True)
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: one\nVersion: 1.0\n")
    info.joinpath("RECORD").write_text("one.py,,\none-1.0.dist-info/METADATA,,\n")
    code = dev.LOOK_AT_PACKAGES.replace("sys.prefix", repr(str(tmp_path)))
    arguments = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(site)!r}){code}"]

    def look():
        return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout

    assert '"damaged": ["one"]' in look()
    site.joinpath("one.py").touch()
    assert '"damaged": []' in look()


@pytest.mark.parametrize("version", [(3, 10, 1), (3, 15, 0)])
def test_that_a_python_that_does_not_fit_is_told_in_one_sentence(dev, monkeypatch, capsys, version):
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit) as stopped:
        dev.use_a_python_that_fits()
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert said.startswith("LearnSoc Desktop needs Python 3.11 to 3.14; this is Python 3.1")
    assert said.count("\n") == 1


def test_that_missing_libraries_are_told_as_one_line_to_run(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "is_missing", lambda library: library == "libEGL.so.1")
    monkeypatch.setattr(dev, "install_debian", lambda _packages: False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert not dev.have_libraries(dev.ALWAYS_NEEDED, install=True)
    assert "sudo apt-get install libegl1\n" in capsys.readouterr().out


def test_that_no_password_is_asked_for(dev, monkeypatch):
    asked = []
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.subprocess, "call", lambda arguments, **_: asked.append(arguments) or 1)
    assert not dev.install_debian(["libegl1"])
    assert asked == [["/usr/bin/sudo", "-n", "true"]]


def test_that_lists_of_packages_are_fetched_when_they_are_old(dev, monkeypatch):
    ran = []

    def call(arguments, **_options):
        ran.append(arguments)
        return int("update" not in arguments and len(ran) == 1)

    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(dev.subprocess, "call", call)
    assert dev.install_debian(["libegl1"])
    assert ["install" in arguments for arguments in ran] == [True, False, True]


def test_that_without_a_screen_the_main_job_is_done_all_the_same(dev, calls, monkeypatch, capsys):
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "OUTPUT", dev.ROOT / "build" / "sample")
    monkeypatch.setattr(dev, "LINUX", True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert dev.main(["run"]) == 0
    assert [call[1:] for call in calls] == [["packaging/main_job.py", str(dev.OUTPUT)]]
    assert "no screen" in capsys.readouterr().out


@pytest.mark.parametrize(
    "command", ["run", "test", "faults", "setup", "lint", "i18n", "screenshots", "bench"]
)
def test_that_every_command_has_help(dev, capsys, command):
    with pytest.raises(SystemExit) as stopped:
        dev.main([command, "--help"])
    assert stopped.value.code == 0
    assert f"dev.py {command}" in capsys.readouterr().out


def test_that_options_of_pytest_reach_pytest(dev, calls, monkeypatch):
    monkeypatch.setattr(dev, "set_up", lambda: None)
    dev.main(["test", "-k", "thai", "tests/unit"])
    assert calls[0][-3:] == ["-k", "thai", "tests/unit"]
    assert "auto" in calls[0]


@pytest.mark.parametrize(
    ("arguments", "often"), [(["-k", "cut"], "quick"), (["--long", "-k", "cut"], "long")]
)
def test_that_the_fault_suite_is_run_quickly_or_at_length(dev, monkeypatch, arguments, often):
    ran = []
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "call", lambda run, **variables: ran.append((run, variables)) or 0)
    assert dev.main(["faults", *arguments]) == 0
    ((run, variables),) = ran
    assert "tests/faults" in run
    assert run[-2:] == ["-k", "cut"]
    assert ("--timeout" in run) == (often == "long")
    assert variables["LEARNSOC_FAULTS"] == often


def test_that_lint_tells_of_every_check_that_fails(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "call", lambda arguments, **_: int("ruff" in arguments))
    assert dev.main(["lint"]) == 1
    assert "Not in order: style, format\n" in capsys.readouterr().out
