"""The documents that a search found as a list to take along: CSV, a workbook, or a page for a memo."""
