"""From files that are offered to what is staged: compared, read, derived, each failure told."""
