"""From a file to its text with offsets: plain text, Markdown, PDF, Word, scans."""

from ingest.reading.files import SUFFIXES, digest_of, read
from ingest.reading.source import Limits, SourceText, UnreadableFileError, Why

__all__ = ["SUFFIXES", "Limits", "SourceText", "UnreadableFileError", "Why", "digest_of", "read"]
