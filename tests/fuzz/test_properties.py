import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .properties import PROPERTIES

WORDS = {
    "reader": ["\ufeff", "\0", "\r\n", "Số: ", "\N{LINE SEPARATOR}", "é"],
    "extractor": [
        "Căn cứ ",
        "Quyết định số 5/2020/QĐ-UBND ",
        "ngày 05/3/2022",
        "khoản 1, 2 Điều 3 ",
        "\n",
        "Kính gửi: ",
        "“",
    ],
    "question": [
        "Chỉ thị ",
        "19/CT-TTg ",
        "do ai ký",
        "văn bản nào ",
        "thay thế ",
        "năm 2021 ",
        "của UBND tỉnh ",
        "?",
        "trước ",
    ],
    "query": [
        "SERVICE",
        "<http://127.0.0.1:9/>",
        " { ",
        " } ",
        "SELECT * ",
        "FROM ",
        "a:b ",
        "?s ?p ?o ",
        "'",
        "#",
        "\\u0053",
        "PREFIX a: ",
    ],
    "request": ["query=", "&", "%ff", "update=", "text/html", ";q=", "0.5", ",", "*/*", "default-graph-uri="],
    "import_file": [
        "<urn:a> ",
        "_:b ",
        "'c'",
        " .",
        "\n",
        "@prefix ",
        "[ ",
        " ]",
        "{ ",
        " }",
        "<https://danchieu.example/source/x> ",
    ],
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_property_holds_for_what_anybody_sends(name: str) -> None:
    words = st.lists(st.sampled_from(WORDS[name]) | st.text(max_size=5), max_size=20).map(
        lambda all: "".join(all).encode()
    )

    @given(words | st.binary(max_size=200))
    @example(b"")
    @settings(max_examples=80)
    def check(data: bytes) -> None:
        PROPERTIES[name](data)

    check()
