"""From a file to its text with offsets: plain text, Markdown, PDF, Word, scans."""

from ingest.reading.files import PLAIN, SUFFIXES, digest_of, kind_to_extract, read
from ingest.reading.source import Kind, Limits, SourceText, UnreadableFileError, Why

__all__ = [
    "PLAIN",
    "SUFFIXES",
    "Kind",
    "Limits",
    "SourceText",
    "UnreadableFileError",
    "Why",
    "digest_of",
    "kind_to_extract",
    "read",
]
