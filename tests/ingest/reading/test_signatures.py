import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest

from ingest.reading.signatures import HEAD, kind_of


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "Kế hoạch")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped(), "ZIP, DOCX, XLSX, ODT"),
        (gzip.compress(b"Ke hoach", mtime=0), "GZIP"),
        (Path(sys.executable).resolve().read_bytes()[:HEAD], "ELF"),
        (b"MZ\x90\0\x03", "EXE"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"{\\rtf1\\ansi Ke hoach}", "RTF"),
        ("Kế hoạch".encode("utf-16"), "UTF-16"),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>Ke hoach", "HTML"),
        (b"<Html lang=vi>", "HTML"),
        (b"#!/bin/sh\nrm -rf /", "#!"),
        ("# Kế hoạch\n".encode(), None),
        ("\ufeffKẾ HOẠCH".encode(), None),
        (b"MZ la chu viet tat", None),
        (b"<b>Ke hoach</b>", None),
        (b"", None),
    ],
)
def test_a_kind_is_told_by_content(content: bytes, kind: str | None) -> None:
    assert kind_of(content[:HEAD]) == kind
