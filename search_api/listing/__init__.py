"""What people take along: the documents that a search found as a list, and a memo on one document."""
