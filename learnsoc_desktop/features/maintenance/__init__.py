"""Start page, settings, code-list editor, trash."""
