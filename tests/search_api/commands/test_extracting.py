import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph

from ingest.reading import Limits, UnreadableFileError
from ontology.iris import DEFAULT_BASE
from search_api.cli import SAMPLES
from search_api.commands.extracting import COLUMNS, DETAILS, Facts, extract_file, render

FILES = ("06-quyet-dinh-bai-bo.txt", "08-cong-van-mat-dau.txt")


@pytest.fixture(scope="module")
def facts() -> list[Facts]:
    return [extract_file(SAMPLES / name, Limits()) for name in FILES]


def test_json_is_one_object_a_file(facts: list[Facts]) -> None:
    decoder, text, found = json.JSONDecoder(), render(facts, "json", DEFAULT_BASE), []
    while text.strip():
        value, end = decoder.raw_decode(text.lstrip())
        found.append(value["file"])
        text = text.lstrip()[end:]
    assert found == list(FILES)


def test_turtle_is_one_graph_of_all_files(facts: list[Facts]) -> None:
    both = Graph().parse(data=render(facts, "turtle", DEFAULT_BASE), format="turtle")
    one = Graph().parse(data=render(facts[:1], "turtle", DEFAULT_BASE), format="turtle")
    assert 0 < len(one) < len(both)


def test_csv_has_a_row_a_fact_with_its_words(facts: list[Facts]) -> None:
    rows = list(csv.DictReader(io.StringIO(render(facts, "csv", DEFAULT_BASE))))
    assert tuple(rows[0]) == COLUMNS + DETAILS
    kinds = ("documents", "references", "campaigns", "agencies", "dates")
    assert len(rows) == sum(len(getattr(found, kind)) for _, found in facts for kind in kinds)
    texts = {source.path.rpartition("/")[2]: source.text for source, _ in facts}
    for row in rows:
        if row["kind"] != "documents":
            assert texts[row["file"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="06-"):
        extract_file(Path(SAMPLES / FILES[0]), Limits(size=10))
