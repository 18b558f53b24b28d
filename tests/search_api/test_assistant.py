import asyncio
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client, StdioServerParameters

from search_api.assistant import LONGEST_TEXT, server
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.server.editions import Editions
from search_api.settings import Settings

from .conftest import ROOT, SyllableEncoder

Answer = TypeVar("Answer")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editions]:
    settings = Settings(data=tmp_path_factory.mktemp("collection"), query_seconds=5)
    with Collection.open(settings, SyllableEncoder()) as collection:
        collection.ingest(sorted(SAMPLES.glob("*.txt"))[:3])
    with closing(Editions(settings, SyllableEncoder())) as made:
        yield made


def _run(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """Runs a coroutine in a thread of its own: the browser of other tests keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()


def call(editions: Editions, tool: str, **arguments: object) -> tuple[bool, Any]:
    """Whether a tool failed, and what it says."""

    async def ask() -> tuple[bool, Any]:
        async with Client(server(editions, "vi")) as client:
            found = await client.call_tool(tool, arguments)
            return bool(found.is_error), found.structured_content or found.content[0].text  # type: ignore[union-attr]

    return _run(ask())


def test_each_answer_can_be_quoted(editions: Editions) -> None:
    failed, found = call(editions, "search", question="phát động thi đua", count=2)
    assert not failed
    assert len(found["passages"]) == 2
    for passage in found["passages"]:
        place = {key: passage[key] for key in ("file", "start", "end")}
        assert call(editions, "document", **place)[1]["text"] == passage["text"]


def test_the_graph_is_asked(editions: Editions) -> None:
    query = "SELECT ?n { ?w eli:number ?n ; eli:title_alternative|dcterms:title ?t } ORDER BY ?n LIMIT 1"
    failed, found = call(editions, "sparql", query=query)
    assert not failed
    (row,) = found["result"]["results"]["bindings"]
    failed, found = call(editions, "trace", reference=row["n"]["value"])
    assert not failed
    assert found["work"] or found["candidates"]
    assert "eli:number" in call(editions, "sparql", query="CONSTRUCT WHERE { ?w eli:number ?n }")[1]["result"]


def test_a_long_text_comes_in_parts(editions: Editions) -> None:
    with editions.current() as edition:
        file = edition.collection.documents()[0].file
        text = edition.collection.text(file)
    assert text is not None
    told = call(editions, "document", file=file, start=10)[1]
    assert (told["length"], told["text"]) == (len(text), text[10 : 10 + LONGEST_TEXT])


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("sparql", {"query": "ASK {"}, "sai cú pháp"),
        ("sparql", {"query": "CLEAR ALL"}, "cập nhật"),
        ("sparql", {"query": "ASK { SERVICE <http://127.0.0.1:1/> {} }"}, "SERVICE bị từ chối"),
        ("document", {"file": "/etc/passwd"}, "không có tệp"),
        ("search", {"question": "a" * 5000}, "quá"),
        ("trace", {"reference": "x", "depth": 99}, "depth"),
    ],
)
def test_what_cannot_be_done_is_told(editions: Editions, tool: str, arguments: dict[str, Any], words: str) -> None:
    failed, told = call(editions, tool, **arguments)
    assert failed
    assert words in told


def test_the_command_speaks_over_its_input_and_output(editions: Editions) -> None:
    command = ["-m", "search_api.cli", "--data", str(editions.settings.data), "mcp"]

    async def ask() -> tuple[set[str], Any]:
        parameters = StdioServerParameters(
            command=sys.executable, args=command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
        )
        async with Client(parameters) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            return tools, (await client.call_tool("sparql", {"query": "ASK {}"})).structured_content

    tools, found = _run(ask())
    assert tools == {"search", "trace", "document", "sparql"}
    assert found["result"]["boolean"] is True


def test_without_the_package_the_command_says_how_to_get_it(tmp_path: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None; from search_api.cli import main; main()"
    command = [sys.executable, "-c", code, "--data", str(tmp_path), "mcp"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert "pip install 'danchieu[mcp]'" in result.stderr
