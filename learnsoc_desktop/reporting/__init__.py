"""Reports as plain data, and their PDF, XLSX and CSV."""
