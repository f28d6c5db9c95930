"""The one door for commands: run, test, faults, setup, lint, i18n, screenshots, bench.

Needs nothing but Python's standard library. Every command first sets the project up (``.venv``, the
locked packages, the system libraries that Qt needs, the translation catalogues) and skips what is
done already. Runs on Linux, macOS and Windows. Older Pythons can read it, so as to say no.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Mapping, NoReturn, Sequence  # noqa: UP035  older Pythons read this

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "learnsoc-set-up"  # written last: what stands without it may be half made
CATALOGUE_STAMP = VENV / "learnsoc-catalogues"
LOCK = ROOT / "packaging" / "requirements.lock"
OUTPUT = ROOT / "build" / "sample"
OLDEST, NEWEST = (3, 11), (3, 14)
LINUX, WINDOWS = sys.platform.startswith("linux"), os.name == "nt"

# What Qt's own libraries ask of the system: soname -> Debian package. The first set is needed
# always, the second only by a window.
ALWAYS_NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
WINDOW_NEEDED = {
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Run by the Python of .venv: what is installed there, and which of it has lost files.
LOOK_AT_PACKAGES = """
import importlib.metadata, json, os, re, sys
versions, damaged = {}, []
folders = [folder for folder in sys.path if folder.startswith(sys.prefix)]
for package in importlib.metadata.distributions(path=folders):
    name = re.sub(r"[-_.]+", "-", package.metadata["Name"] or "?").lower()
    versions[name] = package.version
    folder = str(package.locate_file(""))
    lines = (package.read_text("RECORD") or "").splitlines()
    files = [line.rsplit(",", 2)[0].strip('"') for line in lines]
    if not all(f.endswith(".pyc") or os.path.exists(os.path.join(folder, f)) for f in files):
        damaged.append(name)
    if not files and name not in ("pip", "setuptools"):
        damaged.append(name)
print(json.dumps({"python": sys.version_info[:2], "versions": versions, "damaged": damaged}))
"""


# The program of import-linter, by a Python that may lie in any folder.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def stop(text: str) -> NoReturn:
    """End with one sentence for the person."""
    print(text, file=sys.stderr, flush=True)
    sys.exit(1)


# --- Python --------------------------------------------------------------------------------------


def use_a_python_that_fits() -> None:
    """Go on with another Python of this machine when this one is too old or too new, or say so."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which("python3.%d" % minor)  # noqa: UP031  older Pythons read this
        if other and subprocess.call([other, "-c", "import venv"], stderr=subprocess.DEVNULL) == 0:
            sys.exit(subprocess.call([other, *sys.argv]))
    stop(
        "LearnSoc Desktop needs Python {}.{} to {}.{}; this is Python {}.{}. "
        "Install one from python.org or your system, then run this command with it.".format(
            *OLDEST, *NEWEST, *sys.version_info[:2]
        )
    )


def base_python() -> str:
    """Return the Python that makes ``.venv``, also when the one inside runs this."""
    own = Path(sys.prefix).resolve() == VENV.resolve()
    return str(getattr(sys, "_base_executable", sys.executable)) if own else sys.executable


def venv_python() -> Path:
    """Return where the Python of ``.venv`` is."""
    return VENV / "Scripts" / "python.exe" if WINDOWS else VENV / "bin" / "python"


def call(arguments: Sequence[object], **variables: str) -> int:
    """Run a program in the project's folder with further environment variables; return its code."""
    return subprocess.call(
        [str(argument) for argument in arguments], cwd=str(ROOT), env={**os.environ, **variables}
    )


def python(*arguments: object, **variables: str) -> int:
    """Run the Python of ``.venv``."""
    return call([venv_python(), *arguments], **variables)


# --- System libraries ----------------------------------------------------------------------------


def is_missing(library: str) -> bool:
    """Return True when the system cannot load ``library`` (a soname)."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def install_debian(packages: Sequence[str]) -> bool:
    """Install Debian packages, where that needs no password; return whether it went well."""
    if not shutil.which("apt-get"):
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if not sudo or subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL):
            return False
        prefix = [sudo, "-n"]
    say("Installing system packages: " + " ".join(packages))
    quiet = subprocess.DEVNULL
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = [*prefix, "apt-get", "-qq"]
    install = [*get, "install", "-y", "--no-install-recommends", *packages]
    for lists_first in (False, True):  # the lists may be absent or old
        if lists_first:
            subprocess.call([*get, "update"], stdout=quiet, env=variables)
        errors = None if lists_first else quiet
        if subprocess.call(install, stdout=quiet, stderr=errors, env=variables) == 0:
            return True
    return False


def one_line(packages: Sequence[str]) -> str:
    """Return the command a person can run for the Debian packages."""
    return "sudo apt-get install " + " ".join(packages)


def have_libraries(needed: Mapping[str, str], *, install: bool) -> bool:
    """Return whether Qt finds its system libraries; install them before, where that can be done."""
    missing = [library for library in needed if is_missing(library)]
    if not missing:
        return True
    packages = sorted(needed[library] for library in missing)
    if install:
        install_debian(packages)
        missing = [library for library in missing if is_missing(library)]
    if missing and shutil.which("apt-get"):
        say("Qt needs some system libraries. Please run:\n    " + one_line(packages))
    elif missing:
        say("Qt needs these system libraries, please install them: " + " ".join(missing))
    return not missing


def have_venv_module() -> None:
    """Make sure that Python can make a virtual environment: Debian ships that apart."""
    if importlib.util.find_spec("ensurepip") or base_python() != sys.executable:
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if not install_debian([package]) or not importlib.util.find_spec("ensurepip"):
        stop("Python's venv module is missing here. Please run:\n    " + one_line([package]))


# --- Set-up --------------------------------------------------------------------------------------


def key_of_set_up() -> str:
    """Return what the finished set-up was made from: another value means to do it again."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def installed() -> dict[str, str]:
    """Return the version of each package in ``.venv``; nothing when it must be made anew.

    That is so when it is absent or half made, its Python does not run or does not fit, or a package
    lost files.
    """
    if not venv_python().exists():
        return {}
    done = subprocess.run(
        [str(venv_python()), "-I", "-c", LOOK_AT_PACKAGES],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {}
    state = json.loads(done.stdout)
    if state["damaged"] or "pip" not in state["versions"]:
        return {}
    if not OLDEST <= tuple(state["python"]) <= NEWEST:
        return {}
    return dict(state["versions"])


def locked() -> dict[str, str]:
    """Return the locked version of each package that every system needs."""
    pins = re.findall(r"^([a-z0-9-]+)==(\S+) \\$", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(pins)


def set_up_packages() -> None:
    """Make ``.venv`` and install the locked packages and the project into it."""
    done = [key_of_set_up(), str(ROOT)]
    before = STAMP.read_text(encoding="utf-8").split("\n") if STAMP.exists() else done
    have = installed() if before[1:] == done[1:] else {}  # the programs in a moved one are broken
    if STAMP.exists() and before == done and locked().items() <= have.items():
        return
    started = time.monotonic()
    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()
    if not have:
        if VENV.exists():
            say("The folder .venv is not usable: making it anew.")
            shutil.rmtree(str(VENV))
        have_venv_module()
        say("Making .venv with Python {}.{}.{}.".format(*sys.version_info[:3]))
        if call([base_python(), "-m", "venv", VENV]):
            stop("The virtual environment .venv could not be made.")
    say("Installing the packages: the first time takes some minutes.")
    pip = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    pip += [] if sys.stdout.isatty() else ["-q"]
    options = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "1"}
    if python(*pip, "--require-hashes", "-r", LOCK, **options):
        stop(
            "The packages could not be installed. Is there a network? Then run this command again."
        )
    if python(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT, **options):
        stop("The project itself could not be installed; what went wrong is said above.")
    STAMP.write_text("\n".join(done), encoding="utf-8")
    say(f"Packages installed in {time.monotonic() - started:.0f} s.")


def key_of_catalogues() -> str:
    """Return what the translations and the catalogues built from them hold."""
    digest = hashlib.sha256((ROOT / "packaging" / "catalogues.py").read_bytes())
    for path in sorted(ROOT.glob("i18n/*/LC_MESSAGES/*.po")):
        built = path.with_suffix(".mo")
        digest.update(path.read_bytes())
        digest.update(built.read_bytes() if built.exists() else b"")
    return digest.hexdigest()


def set_up_catalogues() -> None:
    """Build the catalogues that are not built from the translations as they are now."""
    stamped = CATALOGUE_STAMP.exists() and CATALOGUE_STAMP.read_text(encoding="utf-8")
    if stamped == key_of_catalogues():
        return
    if python("packaging/catalogues.py", "compile"):
        stop("The translation catalogues could not be built.")
    CATALOGUE_STAMP.write_text(key_of_catalogues(), encoding="utf-8")


def set_up() -> None:
    """Do all of the set-up that is not done yet."""
    set_up_packages()
    if LINUX:
        ready = have_libraries(ALWAYS_NEEDED, install=True)
        have_libraries(WINDOW_NEEDED, install=True)
        if not ready:
            sys.exit(1)
    set_up_catalogues()


# --- Commands ------------------------------------------------------------------------------------


def has_screen() -> bool:
    """Return whether a window can be opened here."""
    if not LINUX:
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    probe = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    done = subprocess.run(
        [str(venv_python()), "-c", probe], cwd=str(ROOT), capture_output=True, check=False
    )
    return done.returncode == 0


def run_without_window() -> int:
    """Do the main job without a window, in a new folder; tell where its files are."""
    say("There is no screen here, so no window is opened; the main job is done without one.")
    if OUTPUT.exists():
        shutil.rmtree(str(OUTPUT))
    OUTPUT.mkdir(parents=True)
    return python("packaging/main_job.py", OUTPUT)


def run(arguments: Sequence[str]) -> int:
    """Open the window on a sample centre; without a screen do the main job without a window."""
    set_up()
    if has_screen():
        return python("-m", "learnsoc_desktop", *(arguments or ["--sample"]))
    return run_without_window()


def test(arguments: Sequence[str]) -> int:
    """Run the tests, without a screen, on all processors; further arguments go to pytest."""
    set_up()
    own = any(a.startswith(("-n", "--numprocesses", "--pdb", "-pno:xdist")) for a in arguments)
    workers = [] if own else ["-n", "auto", "--dist", "worksteal"]
    return python("-m", "pytest", *workers, *arguments, QT_QPA_PLATFORM="offscreen")


def faults(arguments: Sequence[str]) -> int:
    """Kill, cut and fill: the fault suite, a line a figure; with --long as often as before a release.

    Further arguments go to pytest.
    """
    set_up()
    rest = [argument for argument in arguments if argument != "--long"]
    often = "long" if len(rest) < len(arguments) else "quick"
    limits = ["--timeout", "3600"] if often == "long" else []
    workers = ["-n", "auto", "--dist", "worksteal"]
    options = [*workers, "-q", "--durations=0", "--durations-min=20", *limits, *rest]
    variables = {"QT_QPA_PLATFORM": "offscreen", "LEARNSOC_FAULTS": often}
    return python("-m", "pytest", "tests/faults", *options, **variables)


def setup(_arguments: Sequence[str]) -> int:
    """Do the set-up alone: .venv, packages, system libraries, catalogues."""
    set_up()
    say("Set up. Next: python3 packaging/dev.py run")
    return 0


def lint(_arguments: Sequence[str]) -> int:
    """Check style, types, import contracts and catalogues; all of them, then tell."""
    set_up()
    checks: list[tuple[str, list[object]]] = [
        ("style", ["-m", "ruff", "check", "."]),
        ("format", ["-m", "ruff", "format", "--check", "."]),
        ("types", ["-m", "mypy"]),
        ("types of packaging", ["-m", "mypy", *sorted((ROOT / "packaging").glob("*.py"))]),
        ("import contracts", ["-c", LINT_IMPORTS]),
        ("catalogues", ["packaging/catalogues.py", "check"]),
    ]
    failed = []
    for title, arguments in checks:
        started = time.monotonic()
        say(f"== {title}")
        if python(*arguments):
            failed.append(title)
        say(f"== {title}: {time.monotonic() - started:.0f} s")
    say("Not in order: " + ", ".join(failed) if failed else "All in order.")
    return 1 if failed else 0


def i18n(_arguments: Sequence[str]) -> int:
    """Collect the texts of the program into the catalogues, build them, tell what is missing."""
    set_up()
    return python("packaging/catalogues.py", "update")


def screenshots(arguments: Sequence[str]) -> int:
    """Draw every page on sample data, th and en, 1366x768, into docs/pictures."""
    set_up()
    return python("packaging/screenshots.py", *arguments, QT_QPA_PLATFORM="offscreen")


def bench(arguments: Sequence[str]) -> int:
    """Measure speed and size: a line a figure; fails when one is over. Arguments name files."""
    set_up()
    as_installed = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    return python("-m", "tests.benchmarks.frame", *arguments, **as_installed)


COMMANDS: Sequence[Callable[[Sequence[str]], int]] = (
    run,
    test,
    faults,
    setup,
    lint,
    i18n,
    screenshots,
    bench,
)
TAKE_MORE = ("run", "test", "faults", "screenshots", "bench")  # pass what follows on


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="dev.py", description="The one door for commands.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        text = (command.__doc__ or "").strip()
        one = commands.add_parser(command.__name__, help=text, description=text)
        if command.__name__ in TAKE_MORE:
            one.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on")
    return top


def main(arguments: Sequence[str]) -> int:
    """Do one command; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of an old code page and a Thai path
            stream.reconfigure(errors="replace")
    use_a_python_that_fits()
    named = {command.__name__: command for command in COMMANDS}
    first = arguments[0] if arguments else ""
    rest = list(arguments[1:])
    if first in TAKE_MORE and not {"-h", "--help"} & set(rest[:1]):
        return named[first](rest)  # argparse would keep pytest's own options
    chosen = parser().parse_args(arguments)
    return named[chosen.command](rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
