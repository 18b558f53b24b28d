import json
import re

import pytest

from search_api.server.tracing import DEPTHS, TraceFilters
from search_api.views.neighbourhood import neighbourhood
from search_api.web.graph_page import _for_script
from search_api.web.rendering import render
from search_api.wording import Language

HOSTILE = "\"></script><script>alert('x')</script>"
WORK = {
    "iri": "http://localhost:8000/eli/a",
    "number": "19/CT-TTg",
    "type": "Chỉ thị",
    "date": "2021-07-20",
    "issuer": "Thủ tướng Chính phủ",
    "title": "Về việc X",
    "held": False,
    "status": "repealed",
}
OTHER = {**WORK, "iri": "http://localhost:8000/eli/b", "number": None, "title": "một tên rất dài " * 9}


def page(work: dict[str, object], language: Language = "vi") -> str:
    link = {"relation": "amends", "planned": True, "work": work}
    shown = neighbourhood([{"work": WORK, "out": [link], "in": [], "cut": 7}], 9)
    return render(
        "graph.html",
        language,
        "/graph",
        reference="x",
        work=WORK,
        choices=[],
        shown=shown,
        data=_for_script(shown, str(WORK["iri"]), language),
        expanded=[],
        asked=TraceFilters(depth=2, relation=("amends",)),
        depths=DEPTHS,
        relations=["amends"],
        longest=9,
        plain_state={"work": "x", "depth": "2"},
    )


def test_the_list_says_what_the_drawing_shows() -> None:
    shown = page(OTHER)
    found = re.search(r'id="graph-data">(.*?)</script>', shown, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["nodes"][0]["label"] == "Chỉ thị 19/CT-TTg"
    assert len(data["nodes"][1]["label"]) <= 60
    assert [(node["held"], node["ended"], node["focus"]) for node in data["nodes"]] == [
        (False, True, True),
        (False, True, False),
    ]
    assert data["edges"] == [
        {
            "source": WORK["iri"],
            "target": OTHER["iri"],
            "relation": "amends",
            "label": "sửa đổi, bổ sung",
            "planned": True,
        }
    ]
    for words in ("còn 7 quan hệ", "Hết hiệu lực toàn bộ", "dự kiến", "expand=http%3A%2F%2Flocalhost", "depth=2"):
        assert words in shown


def test_words_of_documents_are_vietnamese_on_an_english_page() -> None:
    shown = page(OTHER, "en")
    assert '<a href="/trace?q=http%3A%2F%2Flocalhost%3A8000%2Feli%2Fa&amp;lang=en" lang="vi">' in shown
    assert '"label": "amendment"' in shown


@pytest.mark.parametrize("field", ["number", "title", "issuer", "type", "date", "iri"])
def test_what_documents_say_is_text_never_markup(field: str) -> None:
    assert "<script>alert" not in page({**OTHER, field: HOSTILE})
