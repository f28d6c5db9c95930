"""What the palette (Ctrl+K) does for the registry."""

from learnsoc_desktop.ui.context import Context


def add(context: Context, _text: str) -> None:
    """Begin a new record."""
    context.open("people", new=True)


def add_named(context: Context, text: str) -> None:
    """Begin the record of somebody whose name was typed."""
    context.open("people", new=True, name=text)


def take_in(context: Context, _text: str) -> None:
    """Look at a file of people."""
    context.open("people", take_in=True)


def export(context: Context, _text: str) -> None:
    """Write the registry to a file."""
    context.open("people", export=True)


def duplicates(context: Context, _text: str) -> None:
    """Show the pairs of records that may be one person."""
    context.open("people", duplicates=True)


def wants(context: Context, _text: str) -> None:
    """Show what people want to learn."""
    context.open("people", wants=True)


def parked(context: Context, _text: str) -> None:
    """Show the rows of files that wait for a decision."""
    context.open("people", parked=True)


def layouts(context: Context, _text: str) -> None:
    """Show the layouts of tables."""
    context.open("people", layouts=True)
