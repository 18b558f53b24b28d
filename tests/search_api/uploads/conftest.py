"""A server that may be written to, over an empty collection. What is uploaded is taken in when a test says so."""

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fastapi.testclient import TestClient

from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.rights import Rights
from search_api.server.tokens import Tokens
from search_api.settings import Settings
from search_api.uploads.process import UploadProcess, take_in_all

from ..conftest import SyllableEncoder

Served = Callable[..., TestClient]
DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ

Số: {number}/CT-UBND

Sơn Khê, ngày 05 tháng 01 năm 2024

CHỈ THỊ
Về tăng cường phòng cháy rừng

Thực hiện Chỉ thị số 19/CT-TTg ngày 30/6/2023 của Thủ tướng Chính phủ, yêu cầu các đơn vị trực cháy rừng.
"""


def directive(number: int) -> bytes:
    return DIRECTIVE.format(number=number).encode()


def word_file() -> bytes:
    """A directive of two pages as a Word file."""
    document = docx.Document()
    for line in DIRECTIVE.format(number=7).split("\n\n"):
        document.add_paragraph(line)
    broken = f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/><w:t>Giao Sở Nội vụ theo dõi.</w:t></w:r>"
    document.add_paragraph()._p.append(parse_xml(broken))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def configuration(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "collection", max_file_bytes=5_000, upload_bytes=40_000, upload_files=3, workers=1)


@pytest.fixture
def editions(configuration: Settings) -> Iterator[Editions]:
    with Collection.open(configuration, SyllableEncoder()):
        pass
    with closing(Editions(configuration, SyllableEncoder())) as made:
        yield made


@pytest.fixture
def served(editions: Editions, configuration: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(UploadProcess, "see_to", lambda _: None)
    clients: list[TestClient] = []

    def serve(writable: bool = True, exposed: bool = False, accept: str = "application/json") -> TestClient:
        rights = Rights(Tokens(configuration.data), writable=writable, exposed=exposed)
        headers = {"accept": accept}
        clients.append(TestClient(create_app(editions, rights=rights), headers=headers, follow_redirects=False))
        return clients[-1]

    yield serve
    for client in clients:
        client.close()


@pytest.fixture
def taken_in(editions: Editions, configuration: Settings) -> Callable[[], None]:
    """Does what the process beside the server does, here, and shows the result."""

    def take_in() -> None:
        take_in_all(configuration)
        editions.renew()
        with editions.current() as edition:
            edition.collection.encode()

    return take_in
