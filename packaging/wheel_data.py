"""What the wheel holds beside the Python modules: ``resources`` and the built catalogues.

Both lie beside the package in the project and inside it once installed: ``core.paths`` knows.
"""

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "learnsoc_desktop"


class BuildWithData(build_py):  # type: ignore[misc]  # setuptools has no types
    """Copies the data into the package that is built; an editable install needs none."""

    def data_files_of_project(self) -> dict[Path, Path]:
        """Return source by target of every data file, the targets inside ``build_lib``."""
        catalogues = sorted((ROOT / "i18n").glob("*/LC_MESSAGES/*.mo"))
        if not catalogues:
            message = "There are no built catalogues: run 'python packaging/dev.py i18n' first."
            raise FileNotFoundError(message)
        resources = (path for path in sorted((ROOT / "resources").rglob("*")) if path.is_file())
        package = Path(self.build_lib) / PACKAGE
        return {package / path.relative_to(ROOT): path for path in [*resources, *catalogues]}

    def run(self) -> None:
        """Build the modules, then copy the data beside them."""
        super().run()
        if self.editable_mode:
            return
        for target, source in self.data_files_of_project().items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: FBT001, FBT002  theirs
        """Return every file that is built, the data too."""
        outputs: list[str] = super().get_outputs(include_bytecode)
        if self.editable_mode:
            return outputs
        return [*outputs, *map(str, self.data_files_of_project())]
