"""Corrections over HTTP: the API and the forms of the document page, and who may use them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.rights import Rights
from search_api.server.tokens import Tokens
from search_api.settings import Settings

from ..conftest import HOSTILE, SyllableEncoder
from ..storage.test_corrections import AMBIGUOUS, BASIS, CT2018, HEAD, MISSED, TEXT

Serve = Callable[..., TestClient]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in {
        "plan": TEXT,
        "a": HEAD.format("04 tháng 01 năm 2018"),
        "b": HEAD.format("07 tháng 01 năm 2020"),
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with Collection.open(Settings(data=tmp_path / "kho"), SyllableEncoder()) as made:
        assert not made.ingest(sorted(tmp_path.glob("*.txt"))).failed
    return tmp_path / "kho"


@pytest.fixture
def serve(data: Path) -> Iterator[Serve]:
    with ExitStack() as stack:

        def start(writable: bool = True, token: str = "") -> TestClient:
            editions = stack.enter_context(closing(Editions(Settings(data=data), SyllableEncoder())))
            app = create_app(editions, rights=Rights(Tokens(data), writable))
            headers = {"authorization": f"Bearer {token}"} if token else {}
            return stack.enter_context(TestClient(app, headers=headers, follow_redirects=False))

        yield start


@pytest.fixture
def file(data: Path) -> str:
    return str(data.parent / "plan.txt")


def page(client: TestClient, file: str, **more: str) -> str:
    answer = client.get("/document", params={"file": file, **more}, headers={"accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def test_the_api_corrects_lists_and_withdraws(serve: Serve, file: str, data: Path) -> None:
    client = serve(token=Tokens(data).make("Chị Lan", "editor"))
    made = client.post("/api/v1/corrections", json={"file": file, "kind": "reject", "words": BASIS, "note": "nhầm"})
    assert made.status_code == 201
    assert {"author": "Chị Lan", "kind": "reject", "quote": BASIS, "note": "nhầm"}.items() <= made.json().items()
    listed = client.get("/api/v1/corrections", params={"file": file})
    assert listed.json() == {"rows": [{**made.json(), "lost": False, "held": True}]}
    assert listed.headers["total-count"] == "1"
    assert "12/QĐ-UBND" not in client.get("/api/v1/trace", params={"q": "77/KH-UBND"}).text
    gone = client.delete(f"/api/v1/corrections/{made.json()['id']}")
    assert (gone.status_code, gone.json()) == (200, made.json())
    assert client.get("/api/v1/corrections").json() == {"rows": []}
    assert "12/QĐ-UBND" in client.get("/api/v1/trace", params={"q": "77/KH-UBND"}).text


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"kind": "reject", "words": "không có"}, 400, "0 lần"),
        ({"kind": "praise", "words": BASIS}, 422, "kind"),
        ({"kind": "reject", "words": BASIS, "file": "nowhere.txt"}, 404, "nowhere.txt"),
        ({"kind": "add", "field": "date", "value": "3/2/2021"}, 400, "2021-01-30"),
        ({"kind": "reject", "words": "x" * 2001}, 422, "words"),
    ],
)
def test_what_cannot_be_said_is_a_problem(
    serve: Serve, file: str, body: dict[str, str], status: int, detail: str
) -> None:
    answer = serve().post("/api/v1/corrections", json={"file": file, **body})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert detail in answer.json()["detail"]


@pytest.mark.parametrize(
    ("writable", "role", "status"),
    [(False, "editor", 403), (True, "reader", 403), (True, None, 401), (True, "editor", 201)],
)
def test_only_editors_of_a_writable_server_correct(
    serve: Serve, file: str, data: Path, writable: bool, role: str | None, status: int
) -> None:
    secrets = {name: Tokens(data).make("Lan", name) for name in ("reader", "editor")}
    client = serve(writable, secrets.get(role or "", ""))
    body = {"file": file, "kind": "reject", "words": BASIS}
    assert client.post("/api/v1/corrections", json=body).status_code == status
    assert client.post("/document/corrections", data=body).status_code == (303 if status == 201 else status)
    assert ('action="/document/corrections"' in page(client, file)) == (status == 201)
    assert ("/sign-in?" in page(client, file)) == (writable and status != 201)
    assert client.get("/sign-in", params={"file": file}).status_code == (303 if status == 201 else status)


@pytest.mark.parametrize("path", ["/api/v1/corrections", "/document/corrections", "/document/corrections/withdrawn"])
@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_foreign_page_cannot_correct(serve: Serve, path: str, headers: dict[str, str]) -> None:
    client = serve()
    answer = client.post(path, content="file=x&kind=reject", headers=headers)
    assert answer.status_code == 403
    assert client.get("/api/v1/corrections").json() == {"rows": []}
    assert client.get("/").headers["referrer-policy"] == "same-origin"  # else browsers send the origin of forms as null


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_form_corrects_and_leads_back(serve: Serve, file: str, language: str) -> None:
    client = serve()
    lang = {"lang": "en"} if language == "en" else {}
    form = {
        "file": file,
        "kind": "add",
        "words": MISSED,
        "relation": "implements",
        "target": "Công văn số 15/SNV-VP của Sở Nội vụ",
        **lang,
    }
    answer = client.post("/document/corrections", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/document?file=")
    shown = client.get(answer.headers["location"]).text
    assert '<a class="ref missing corrected' in shown
    (row,) = client.get("/api/v1/corrections").json()["rows"]
    told = page(client, file, mention=f"added-{row['id']}", **lang)
    assert "15/SNV-VP" in told
    assert {"vi": "hiệu đính lúc", "en": "corrected by"}[language] in told
    answer = client.post("/document/corrections/withdrawn", data={"file": file, "id": row["id"], **lang})
    assert answer.status_code == 303
    assert client.get("/api/v1/corrections").json() == {"rows": []}


def test_a_choice_and_a_field_are_corrected_on_the_page(serve: Serve, file: str) -> None:
    client = serve()
    client.post("/document/corrections", data={"file": file, "kind": "confirm", "words": AMBIGUOUS, "target": CT2018})
    client.post("/document/corrections", data={"file": file, "kind": "add", "field": "number", "value": "78/KH-UBND"})
    client.post("/document/corrections", data={"file": file, "kind": "confirm", "field": "signer", "value": "Trần B"})
    shown = page(client, file)
    assert "78/KH-UBND" in shown
    assert "77/KH-UBND" in shown  # as printed
    assert "<strong>Trần B</strong>" in shown
    assert shown.count("đã hiệu đính") >= 3
    assert client.get("/api/v1/trace", params={"q": "78/KH-UBND"}).json()["work"]["number"] == "78/KH-UBND"


@pytest.mark.parametrize(
    ("value", "status"), [("04/03/2021", 303), ("4/3/2021", 303), ("2021-03-04", 303), ("30/02/2021", 400)]
)
def test_a_day_is_corrected_as_people_write_it(serve: Serve, file: str, value: str, status: int) -> None:
    client = serve()
    form = {"file": file, "kind": "add", "field": "date", "value": value}
    assert client.post("/document/corrections", data=form).status_code == status
    assert ("04/03/2021" in page(client, file)) == (status == 303)


@pytest.mark.parametrize(
    ("referer", "link"),
    [
        ("http://testserver/document?file=a&document=d2#x", 'href="/document?file=a&amp;document=d2"'),
        ("http://testserver//other.example/x", 'href="/other.example/x"'),
        ("http://other.example/document", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_refusal_leads_back_to_the_form(serve: Serve, file: str, referer: str, link: str | None) -> None:
    headers = {"accept": "text/html", "referer": referer}
    answer = serve().post("/document/corrections", data={"file": file, "kind": "add"}, headers=headers)
    assert answer.status_code == 400
    assert (link in answer.text) if link else ("Quay lại" not in answer.text)


def test_a_rejected_reference_stays_visible_and_can_be_restored(serve: Serve, file: str) -> None:
    client = serve()
    client.post("/document/corrections", data={"file": file, "kind": "reject", "words": BASIS})
    shown = page(client, file)
    assert "rejected" in shown
    mention = shown.partition('<a class="ref rejected')[2].partition("mention=")[2].partition("#")[0].partition("&")[0]
    told = page(client, file, mention=mention)
    assert "Bác bỏ" in told
    assert 'action="/document/corrections/withdrawn"' in told


@pytest.mark.parametrize("where", ["note", "value"])
def test_markup_in_a_correction_stays_text(serve: Serve, file: str, where: str) -> None:
    client = serve()
    form = {"file": file, "kind": "add", "field": "subject", "value": "Về giếng", "note": "x", where: HOSTILE}
    assert client.post("/document/corrections", data=form).status_code == 303
    shown = page(client, file)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
    error = client.post("/document/corrections", data={**form, "field": HOSTILE}, headers={"accept": "text/html"})
    assert error.status_code == 400
    assert "<script>alert" not in error.text


@pytest.mark.parametrize(("content", "status"), [(b"\xff=\xff", 400), (b"a=" + b"x" * 70_000, 413)])
def test_what_is_no_form_is_refused(serve: Serve, content: bytes, status: int) -> None:
    assert serve().post("/document/corrections", content=content).status_code == status
