"""The doors: passages and indexes, questions, HTTP API, pages, command line."""
