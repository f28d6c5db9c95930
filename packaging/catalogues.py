"""Translation catalogues: collect the texts, build, check. ``packaging/dev.py`` runs this.

The sources are English; ``en`` is filled with them, ``th`` is written in its ``.po`` file.
The built Thai catalogue gets zero-width spaces (U+200B) between the words of long texts: Qt breaks
Thai lines only where the system has libthai, and that is not so on Windows and macOS.
"""

import ast
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE, breakable

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "learnsoc_desktop"
DOMAIN = "learnsoc"
LANGUAGES = ("th", "en")
SOURCE = "en"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
SHORTEST_TO_BREAK = 41  # letters; shorter texts stand on one line, and may be matched or printed

Key = tuple[str | None, tuple[str, ...]]  # context, forms of the source text


def template() -> Path:
    """Return the path of the template of all texts."""
    return ROOT / "i18n" / f"{DOMAIN}.pot"


def catalogue_path(language: str) -> Path:
    """Return the path of the translations into ``language``."""
    return ROOT / "i18n" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def new_catalogue(language: str | None) -> Catalog:
    """Return an empty catalogue with our head."""
    version: dict[str, str] = {}
    exec((ROOT / "learnsoc_desktop" / "__init__.py").read_text("utf-8"), version)  # noqa: S102  ours
    return Catalog(
        locale=language,
        project="LearnSoc Desktop",
        version=version["__version__"],
        charset="utf-8",
        copyright_holder="The LearnSoc Desktop authors",
        msgid_bugs_address="",
        fuzzy=False,
    )


def read(path: Path, language: str | None) -> Catalog:
    """Read a ``.po`` or ``.pot`` file; an empty catalogue when there is none."""
    if not path.exists():
        return new_catalogue(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Return the messages without the head."""
    return (message for message in catalogue if message.id)


def key(message: Message) -> Key:
    """Return what tells one message from another."""
    return message.context, forms(message.id)


def forms(text: object) -> tuple[str, ...]:
    """Return the one form of a text, or all of its plural forms; none is one empty form."""
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)


def extract() -> Catalog:
    """Collect the texts marked in the program."""
    found = new_catalogue(None)
    folder = str(ROOT / PACKAGE)
    for _file, _line, text, _comments, context in extract_from_dir(
        folder, [("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(text, None, [], context=context)
    return found


def merged(texts: Catalog, old: Catalog, language: str) -> Catalog:
    """Return ``texts`` with the translations of ``old``; the source language translates itself."""
    result = new_catalogue(language)
    for message in messages(texts):
        known = old.get(message.id, context=message.context)
        translation = known.string if known is not None and not known.fuzzy else None
        if language == SOURCE:
            translation = message.id
        result.add(message.id, translation, [], context=message.context)
    return result


def content(catalogue: Catalog) -> dict[Key, tuple[str, ...]]:
    """Return all translations by key, to tell whether two catalogues say the same."""
    return {key(message): forms(message.string) for message in messages(catalogue)}


def write(path: Path, catalogue: Catalog, language: str | None) -> None:
    """Write ``catalogue`` unless the file says the same already: its date is then kept."""
    if path.exists() and content(read(path, language)) == content(catalogue):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        write_po(file, catalogue, sort_output=True, no_location=True, width=110)
    part.replace(path)


# --- Line breaks ---------------------------------------------------------------------------------


def with_breaks(text: str) -> str:
    """Put U+200B between the Thai words of a long text; placeholders stay whole."""
    if len(text) < SHORTEST_TO_BREAK:
        return text
    result = ""
    for literal, name, spec, conversion in string.Formatter().parse(text):
        result += breakable(literal).replace("{", "{{").replace("}", "}}")
        if name is not None:
            details = (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            result += "{" + name + details + "}"
    return result


def build() -> None:
    """Write the ``.mo`` file of each language."""
    for language in LANGUAGES:
        path = catalogue_path(language)
        built = new_catalogue(language)
        for message in messages(read(path, language)):
            if message.fuzzy or not all(forms(message.string)):
                continue  # the source text is shown
            shown = forms(message.string)
            if language == "th":
                shown = tuple(with_breaks(form) for form in shown)
            text = shown if isinstance(message.id, list | tuple) else shown[0]
            built.add(message.id, text, [], context=message.context)
        part = path.with_suffix(".mo.part")
        with part.open("wb") as file:
            write_mo(file, built)
        part.replace(path.with_suffix(".mo"))


# --- Checks --------------------------------------------------------------------------------------


def placeholders(text: str) -> list[str]:
    """Return the sorted names of the placeholders; a text that cannot be filled in says so."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return ["(braces that do not match)"]
    return sorted({name for _, name, _, _ in parts if name is not None})


def faults_of(message: Message, language: str) -> Iterator[str]:
    """Return what is wrong with one translation."""
    source, translated = forms(message.id), forms(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if not all(text.strip() for text in translated):
        yield "not translated"
        return
    wanted = placeholders(source[-1])
    for number, text in enumerate(translated):
        own = placeholders(source[min(number, len(source) - 1)]) if language == SOURCE else wanted
        if placeholders(text) != own:
            yield f"placeholders differ: {text}"
    if ZERO_WIDTH_SPACE in "".join(translated):
        yield "holds U+200B: only built catalogues do"


def check() -> list[str]:
    """Return everything that keeps the catalogues from being complete."""
    texts = extract()
    wanted = {key(message) for message in messages(texts)}
    faults = [f"{name}: use _(…).format(…), no f-string" for name in f_strings()]
    for path, language in [(template(), None), *((catalogue_path(x), x) for x in LANGUAGES)]:
        catalogue = read(path, language)
        place = path.relative_to(ROOT).as_posix()
        have = {key(message) for message in messages(catalogue)}
        faults += [f"{place}: lacks {text[1]!r}" for text in sorted(wanted - have, key=repr)]
        faults += [f"{place}: nobody uses {text[1]!r}" for text in sorted(have - wanted, key=repr)]
        if language:
            faults += [
                f"{place}: {message.id!r}: {fault}"
                for message in messages(catalogue)
                for fault in faults_of(message, language)
            ]
    return faults


def has_f_string(node: ast.AST) -> bool:
    """Return whether ``node`` gives an f-string to a translating function."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in KEYWORDS
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    )


def f_strings() -> list[str]:
    """Return the places where an f-string is given to a translating function."""
    return [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in sorted((ROOT / PACKAGE).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and has_f_string(node)
    ]


def update() -> list[str]:
    """Collect the texts into all catalogues and build them; return the texts not translated."""
    texts = extract()
    write(template(), texts, None)
    missing = []
    for language in LANGUAGES:
        path = catalogue_path(language)
        catalogue = merged(texts, read(path, language), language)
        write(path, catalogue, language)
        missing += [
            f"{language}: {message.id!r}"
            for message in messages(catalogue)
            if not all(forms(message.string))
        ]
    build()
    return missing


def main(command: str) -> int:
    """Do ``update``, ``compile`` or ``check``; return the exit code."""
    if command == "compile":
        build()
        return 0
    lines = update() if command == "update" else check()
    for line in lines:
        print(line)
    print(f"{len(lines)} not translated" if command == "update" else f"{len(lines)} faults")
    return 1 if lines and command == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
