"""The wheel holds everything: made in a copy, installed elsewhere, used from another folder."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT


def run(*arguments, folder):
    """Run a program to its end; show what it said when it fails."""
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel in a copy of the project: nothing is left behind in the project itself."""
    source = tmp_path_factory.mktemp("source")
    for name in ("learnsoc_desktop", "resources", "i18n"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copy(ROOT / name, source)
    (source / "packaging").mkdir()
    shutil.copy(ROOT / "packaging" / "wheel_data.py", source / "packaging")
    out = source / "dist"
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", out, folder=source)
    return next(out.glob("*.whl"))


def test_that_the_wheel_holds_modules_resources_and_catalogues(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.py")}
    data = {
        f"learnsoc_desktop/{path.relative_to(ROOT).as_posix()}"
        for pattern in ("resources/**/*", "i18n/*/LC_MESSAGES/*.mo")
        for path in ROOT.glob(pattern)
        if path.is_file()
    }
    assert not (modules | data) - inside


def test_that_an_installed_copy_prints_a_paper_from_another_folder(wheel, tmp_path):
    home = tmp_path / "ที่ ติดตั้ง"
    venv.create(home, with_pip=False, symlinks=True)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / Path(sys.executable).name
    site = Path(
        run(
            python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home
        ).strip()
    )
    # The packages it needs are taken from here: nothing is downloaded, and the project itself,
    # which is installed here by a link, is not seen.
    (site / "packages.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-index",
        "--no-deps",
    ]
    run(*pip, wheel, folder=tmp_path)
    learnsoc = scripts / "learnsoc"
    run(learnsoc, "demo", tmp_path / "centre", "--people", "20", folder=tmp_path)
    paper = tmp_path / "roll.pdf"
    run(
        learnsoc,
        "--data",
        tmp_path / "centre",
        "report",
        "learner-roll",
        "-o",
        paper,
        folder=tmp_path,
    )
    assert paper.read_bytes().startswith(b"%PDF-")
    where = run(
        python, "-c", "import learnsoc_desktop; print(learnsoc_desktop.__file__)", folder=tmp_path
    )
    assert Path(where.strip()).is_relative_to(site)
