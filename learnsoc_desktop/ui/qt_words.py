"""The words of Qt's own dialogs and menus in the person's language.

Qt's wheels hold no Thai. What its file and printer dialogs, standard buttons and the menus of fields say is
therefore in our catalogues too; a text that is not among ``WORDS`` stays as Qt has it.
"""

from PySide6.QtCore import QCoreApplication, QTranslator

from learnsoc_desktop.core.i18n import N_, _, language, plain

SOURCE = "en"
WORDS = frozenset(
    (
        # standard buttons
        N_("OK"),
        N_("Yes"),
        N_("Yes to All"),
        N_("No"),
        N_("No to All"),
        N_("Abort"),
        N_("Apply"),
        N_("Cancel"),
        N_("Close"),
        N_("Discard"),
        N_("Help"),
        N_("Ignore"),
        N_("Open"),
        N_("Reset"),
        N_("Restore Defaults"),
        N_("Retry"),
        N_("Save"),
        N_("Save All"),
        # menus of fields
        N_("Undo"),
        N_("Redo"),
        N_("Cut"),
        N_("Copy"),
        N_("Paste"),
        N_("Delete"),
        N_("Select All"),
        # files and folders
        N_("Choose"),
        N_("Look in:"),
        N_("Directory:"),
        N_("File name:"),
        N_("Files of type:"),
        N_("All Files (*)"),
        N_("All files (*)"),
        N_("Find Directory"),
        N_("Save As"),
        N_("Back"),
        N_("Go back"),
        N_("Forward"),
        N_("Go forward"),
        N_("Parent Directory"),
        N_("Go to the parent directory"),
        N_("Create New Folder"),
        N_("Create a New Folder"),
        N_("New Folder"),
        N_("Rename"),
        N_("Remove"),
        N_("Show hidden files"),
        N_("List View"),
        N_("Change to list view mode"),
        N_("Detail View"),
        N_("Change to detail view mode"),
        N_("Sidebar"),
        N_("List of places and bookmarks"),
        N_("Recent Places"),
        N_("Directories"),
        N_("Files"),
        N_("Computer"),
        N_("Drive"),
        N_("Folder"),
        N_("Size"),
        N_("Type"),
        N_("Date Modified"),
        N_("%1 already exists.\nDo you want to replace it?"),
        N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
        N_("%1\nFile not found.\nPlease verify the correct file name was given."),
        N_("'%1' is write protected.\nDo you want to delete it anyway?"),
        N_("Are you sure you want to delete '%1'?"),
        N_("Could not delete directory."),
        # the printer
        N_("Print"),
        N_("Printer"),
        N_("Name:"),
        N_("Properties"),
        N_("Location:"),
        N_("Type:"),
        N_("Preview"),
        N_("Output file:"),
        N_("Options"),
        N_("Options >>"),
        N_("Options <<"),
        N_("Print to File (PDF)"),
        N_("Write PDF file"),
        N_("Local file"),
        N_("Copies"),
        N_("Copies:"),
        N_("Print range"),
        N_("Print all"),
        N_("Pages"),
        N_("Pages from"),
        N_("to"),
        N_("Current Page"),
        N_("Selection"),
        N_("Page Set:"),
        N_("All Pages"),
        N_("Odd Pages"),
        N_("Even Pages"),
        N_("Output Settings"),
        N_("Collate"),
        N_("Reverse"),
        N_("Color Mode"),
        N_("Color"),
        N_("Grayscale"),
        N_("Double Sided Printing"),
        N_("Off"),
        N_("Long side binding"),
        N_("Short side binding"),
        N_(
            "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by "
            "a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."
        ),
    )
)

OTHERWISE = {"Name": N_("Name of the file")}  # "Name" alone is that of a person in our catalogues


class QtWords(QTranslator):
    """Answers Qt from our catalogue."""

    def isEmpty(self) -> bool:
        """Return False: Qt asks no translator that says it is empty."""
        return False

    def translate(  # None, not "": an empty text blanks what is shown
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return ``source`` in the person's language without the mark of its key; None: not known."""
        del context, disambiguation, n
        text = source.replace("&", "")
        text = OTHERWISE.get(text, text)
        return plain(_(text)) if text in WORDS or text in OTHERWISE.values() else None


_installed: list[QtWords] = []


def speak() -> None:
    """Let Qt use the words of the language that is set now."""
    app = QCoreApplication.instance()
    if app is None:
        return
    wanted = language() != SOURCE
    if wanted and not _installed:
        _installed.append(QtWords(app))
        app.installTranslator(_installed[0])
    elif not wanted and _installed:
        app.removeTranslator(_installed.pop())
