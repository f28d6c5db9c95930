"""Feature tests start from a centre with a profile and the first words of the code lists."""

import pytest

from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre


@pytest.fixture(scope="session")
def empty_centre(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a centre that was made as a person makes one, by its name alone."""
    folder = CentreFolder(tmp_path_factory.mktemp("prepared"))
    create_centre(folder.root, ProfileDetails(name="ศกร.ตำบลทดสอบ")).close()
    return folder.database.read_bytes()
