import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click import Group
from click.testing import CliRunner, Result

from graph.reports import REPORTS
from ingest.extraction_json import extraction_from_json
from search_api.cli import SAMPLES, main
from search_api.collection import Collection
from search_api.commands.session import FAILED, MISSING, MISUSED
from search_api.settings import Settings

from .conftest import SyllableEncoder

DOCS = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
PLAN = SAMPLES / "02-ke-hoach-trien-khai-chi-thi.txt"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of the samples, taken in by the command itself."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search_api.collection.SentenceEncoder", lambda _: SyllableEncoder())
        assert run(folder, "ingest", str(SAMPLES), "--workers", "1").exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def light_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_api.collection.SentenceEncoder", lambda _: SyllableEncoder())
    monkeypatch.delenv("DANCHIEU_LANG", raising=False)


def run(data: Path, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), *arguments], input=given)


def test_every_command_and_option_is_documented() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"| `{name}" in told
        row = next(line for line in told.splitlines() if line.startswith(f"| `{name}"))
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or parameter.opts[-1] in row, (name, parameter.name)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, search_api.cli; print([m for m in ('torch', 'rdflib', 'fastapi', 'faiss') if m in sys.modules])"
    began = time.monotonic()
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert loaded.strip() == "[]"
    assert time.monotonic() - began < 2


def test_extract_writes_facts_that_can_be_read_back(tmp_path: Path) -> None:
    assert run(tmp_path, "extract", str(PLAN), "--output", str(tmp_path / "facts")).exit_code == 0
    facts = json.loads((tmp_path / "facts" / f"{PLAN.stem}.json").read_text(encoding="utf-8"))
    found = extraction_from_json(facts)
    assert found.file == PLAN.name
    assert found.documents[0].number == "37/KH-UBND"


@pytest.mark.parametrize(
    ("kind", "part"),
    [("json", '"file": "02-'), ("turtle", "@prefix eli:"), ("csv", "02-ke-hoach-trien-khai-chi-thi.txt,")],
)
def test_extract_prints_each_format(tmp_path: Path, kind: str, part: str) -> None:
    result = run(tmp_path, "extract", str(PLAN), "--format", kind)
    assert result.exit_code == 0
    assert part in result.stdout


def test_a_bad_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\0\1")
    (tmp_path / "plan.txt").write_text(PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("empty.txt", "binary.txt", "absent.txt", "scan.pdf", "plan.txt")]
    for command in (["extract", *files, "--output", str(tmp_path / "out")], ["ingest", *files]):
        result = run(tmp_path / "data", *command)
        assert result.exit_code == FAILED
        for name in ("empty.txt", "binary.txt", "absent.txt", "scan.pdf"):
            assert name in result.stderr
    assert (tmp_path / "out" / "plan.json").is_file()
    assert run(tmp_path / "data", "trace", "37/KH-UBND").exit_code == 0


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    (tmp_path / PLAN.name).write_text("Kế hoạch", encoding="utf-8")
    result = run(tmp_path, "extract", str(PLAN), str(tmp_path / PLAN.name), "--output", str(tmp_path / "facts"))
    assert result.exit_code == FAILED
    assert "37/KH-UBND" in (tmp_path / "facts" / f"{PLAN.stem}.json").read_text(encoding="utf-8")


def test_a_second_ingest_skips_what_did_not_change(data: Path) -> None:
    result = run(data, "--lang", "en", "ingest", str(PLAN))
    assert result.exit_code == 0
    assert re.search(r"Unchanged files, skipped +│ +1 │", result.stderr)


def test_the_readme_of_a_folder_is_no_document(data: Path) -> None:
    query = "SELECT (COUNT(?f) AS ?n) { ?f a schema:MediaObject }"
    assert run(data, "sparql", query, "--format", "csv").stdout.split() == ["n", str(len(list(SAMPLES.glob("*.txt"))))]


def test_search(data: Path) -> None:
    found = json.loads(run(data, "search", "đăng ký sáng kiến", "-k", "2", "--json").stdout)
    assert len(found["passages"]) == 2
    assert "sáng kiến" in run(data, "search", "dang ky sang kien", "-k", "1").stdout


def test_search_with_filters(data: Path) -> None:
    asked = ("search", "thi đua", "-k", "50", "--json", "--type", "KH", "--type", "chi thi", "--year", "2024")
    found = json.loads(run(data, *asked).stdout)
    assert {passage["document"]["type"] for passage in found["passages"]} == {"Kế hoạch", "Chỉ thị"}
    none = run(data, "search", "thi đua", "--issuer", "Bộ Không Có", "--not-held")
    assert none.exit_code == FAILED
    assert "“Bộ Không Có”" in none.stdout


def test_similar(data: Path) -> None:
    found = json.loads(run(data, "similar", "37/KH-UBND", "-k", "1", "--json").stdout)
    assert [one["document"]["number"] for one in found["similar"]]
    told = run(data, "similar", "37/KH-UBND")
    assert told.exit_code == 0
    assert "triển khai thực hiện" in told.stdout
    several = run(data, "similar", "05/CT-UBND")
    assert (several.exit_code, several.stderr.count("\n  ")) == (MISUSED, 2)
    assert run(data, "similar", "x").exit_code == FAILED


def test_trace(data: Path) -> None:
    found = json.loads(run(data, "trace", "Công văn 52/VKS-VP", "--json").stdout)
    assert found["work"]["number"] == "52/VKS-VP"
    tree = run(data, "trace", "52/VKS-VP")
    assert tree.exit_code == 0
    assert "Văn bản được triển khai thực hiện" in tree.stdout
    assert "Implements" in run(data, "--lang", "en", "trace", "52/VKS-VP").stdout
    several = run(data, "trace", "05/CT-UBND")
    assert several.exit_code == FAILED
    assert "2024-01-18" in several.stdout
    assert "2025-02-17" in several.stdout
    assert run(data, "trace", "999/QĐ-XYZ").exit_code == FAILED


def test_chain(data: Path) -> None:
    found = json.loads(run(data, "chain", "52/VKS-VP", "--json").stdout)
    numbers = [step["work"]["number"] for step in found["steps"]]
    assert "52/VKS-VP" in numbers[1:]
    told = run(data, "chain", "52/VKS-VP").stdout
    assert all(number in told for number in numbers if number)
    assert "Nơi nhận" in told
    assert run(data, "chain", "05/CT-UBND").exit_code == FAILED
    assert run(data, "chain", "999/QĐ-XYZ").exit_code == FAILED


def test_trace_with_filters(data: Path) -> None:
    options = ("--direction", "out", "--relation", "transmits", "--from", "2023-01-01", "--to", "2030-01-01")
    result = run(data, "trace", "52/VKS-VP", *options, "--as-of", "2024-01-01", "--limit", "1", "--json")
    found = json.loads(result.stdout)
    assert [link["relation"] for link in found["out"]] == ["transmits"]
    assert found["in"] == []
    assert found["cut"] > 0
    assert found["status"]["as_of"] == "2024-01-01"
    assert run(data, "trace", "52/VKS-VP", "--relation", "likes").exit_code == MISUSED
    assert run(data, "trace", "52/VKS-VP", "--from", "yesterday").exit_code == MISUSED


@pytest.mark.parametrize("name", REPORTS)
def test_report(data: Path, name: str) -> None:
    told = run(data, "report", name).stdout
    rows = json.loads(run(data, "report", name, "--json").stdout)["rows"]
    assert (f"{len(rows)} mục" if rows else "Không có mục nào") in told
    assert all(row["evidence"] for row in rows)


def test_a_report_of_another_name_is_refused(data: Path) -> None:
    result = run(data, "report", "nothing")
    assert result.exit_code == MISUSED
    assert "missing" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "given", "part"),
    [
        (["SELECT ?n { ?w eli:number ?n FILTER(?n = '37/KH-UBND') }"], None, "│ 37/KH-UBND │"),
        (["--format", "csv", "SELECT ?n { ?w eli:number ?n FILTER(?n = '37/KH-UBND') }"], None, "n\n37/KH-UBND"),
        (["--file", "-", "--format", "json"], "ASK {}", '"boolean":true'),
        (["ASK {}"], None, "Đúng"),
        (["CONSTRUCT WHERE { ?w eli:number '37/KH-UBND' }"], None, "eli:number"),
    ],
)
def test_sparql(data: Path, arguments: list[str], given: str | None, part: str) -> None:
    result = run(data, "sparql", *arguments, given=given)
    assert result.exit_code == 0, result.stderr
    assert part in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ASK {}", "--file", "-"],
        ["SELECT"],
        ["DROP ALL"],
        ["SELECT * { SERVICE <http://127.0.0.1:1/> {} }"],
        ["ASK {}", "--format", "turtle"],
    ],
)
def test_sparql_refuses(data: Path, arguments: list[str]) -> None:
    result = run(data, "sparql", *arguments, given="ASK {}")
    assert result.exit_code == MISUSED
    assert result.stderr


def test_validate(data: Path) -> None:
    assert run(data, "validate").exit_code == 0


@pytest.mark.parametrize(
    ("kind", "file"),
    [*((kind, "") for kind in ("trig", "nquads", "turtle", "jsonld", "graphml")), ("csv", "works.csv")],
)
def test_export(data: Path, tmp_path: Path, kind: str, file: str) -> None:
    assert run(data, "export", "--format", kind, str(tmp_path / "out")).exit_code == 0
    assert "37/KH-UBND" in (tmp_path / "out" / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "out"), [("trig", "no/out"), ("trig", "."), ("graphml", "no/out"), ("csv", "file")])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, kind: str, out: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run(tmp_path / "data", "export", "--format", kind, str(tmp_path / out))
    assert result.exit_code == MISSING
    assert str(tmp_path / out) in result.stderr


def test_remove(tmp_path: Path) -> None:
    assert run(tmp_path, "ingest", str(PLAN)).exit_code == 0
    assert run(tmp_path, "remove", "none").exit_code == FAILED
    assert run(tmp_path, "remove", "37/KH-UBND").exit_code == 0
    assert run(tmp_path, "trace", "37/KH-UBND").exit_code == FAILED


def test_a_graph_that_an_operator_wrote_is_removed_by_its_name(tmp_path: Path) -> None:
    with Collection.open(Settings(data=tmp_path)) as collection:
        collection.write_graphs(lambda *_: {"urn:g": b"<urn:a> <urn:b> <urn:c> .\n"})
        assert collection.store.graphs()[-1] == "urn:g"
    assert run(tmp_path, "remove", "urn:g").exit_code == 0
    assert run(tmp_path, "remove", "urn:g").exit_code == FAILED


def test_a_missing_part_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(tmp_path / "file" / "data", "search", "x").exit_code == MISSING
    monkeypatch.setenv("DANCHIEU_BATCH", "many")
    result = run(tmp_path, "search", "x")
    assert result.exit_code == MISUSED
    assert "DANCHIEU_BATCH" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["campaigns", "--year", "2025"], "2025-01-15 - 2025-10-31"),
        (["targets", "--indicator", "tang truong grdp"], "≥ 8 %"),
        (["tasks", "--quarter", "2024-Q1", "--lead", "so noi vu"], "Sở Nội vụ tỉnh Tùng Giang"),
        (["tasks", "--year", "2026"], "2026-06-30"),
        (["leaders"], "Sở Nội vụ tỉnh Tùng Giang"),
        (["signers", "--name", "Lục Đình Khoáng"], "Quyền hạn ký"),
    ],
)
def test_compare_as_table_and_as_json(data: Path, arguments: list[str], part: str) -> None:
    shown = run(data, "compare", *arguments)
    assert shown.exit_code == 0
    assert part in shown.stdout
    rows = json.loads(run(data, "compare", *arguments, "--json").stdout)["rows"]
    assert rows
    assert all(row["evidence"] for row in rows)


def test_compare_with_nothing_to_compare_and_misused(data: Path) -> None:
    assert run(data, "compare", "anniversaries", "--event", "quốc khánh").exit_code == FAILED
    assert run(data, "compare", "tasks", "--quarter", "quý I").exit_code == MISUSED


def test_every_option_of_compare_is_documented() -> None:
    told = DOCS.read_text(encoding="utf-8")
    compare = main.commands["compare"]
    assert isinstance(compare, Group)
    for name, command in compare.commands.items():
        row = next(line for line in told.splitlines() if re.match(rf"\| `compare {name}[ `]", line))
        assert all(p.opts[-1] in row or p.name == "as_json" for p in command.params)


def test_the_query_of_an_answer_runs_as_it_is(data: Path) -> None:
    for question in (
        "Ai ký Kế hoạch 37/KH-UBND?",
        "van ban nao gian tiep trien khai chi thi 34-CT/TW",
        "chi tieu GRDP",
    ):
        found = json.loads(run(data, "search", question, "--json").stdout)
        shown = run(data, "sparql", found["sparql"], "--format", "json")
        assert shown.exit_code == 0, shown.output
        values = {row["value"]["value"] for row in json.loads(shown.stdout)["results"]["bindings"]}
        assert values == {each["value"] for each in found["answers"]} != set()


def test_search_asks_whether_something_else_was_meant(data: Path) -> None:
    assert "Bạn có tìm “phong trào thi đua”?" in run(data, "search", "phong troa thi dua").stdout
