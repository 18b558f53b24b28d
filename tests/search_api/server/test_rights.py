import base64
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient

from search_api.server.problems import handle_problems
from search_api.server.rights import Grant, Rights, is_local, operates, requires
from search_api.server.tokens import Role, Tokens


def served(rights: Rights, address: str = "127.0.0.1") -> TestClient:
    app = FastAPI()
    app.state.rights = rights
    handle_problems(app)
    for role in ("reader", "editor", "operator"):

        def who(grant: Annotated[Grant, Depends(requires(role))]) -> str:  # type: ignore[arg-type]
            return f"{grant.name}/{grant.role}"

        app.post(f"/{role}")(who)

    @app.get("/here")
    def here(request: Request) -> list[bool]:
        return [is_local(request), operates(request)]

    return TestClient(app, client=(address, 5000))


@pytest.mark.parametrize(
    ("writable", "exposed", "reading", "token", "wanted", "status"),
    [
        (False, False, "open", None, "reader", 200),
        (False, True, "open", None, "reader", 200),
        (False, False, "token", None, "reader", 401),
        (False, False, "token", "reader", "reader", 200),
        (False, False, "open", "operator", "editor", 403),  # the server is read only
        (True, False, "open", None, "editor", 401),  # tokens were made, so they count
        (True, False, "open", "reader", "editor", 403),
        (True, False, "open", "editor", "editor", 200),
        (True, True, "open", "editor", "operator", 403),
        (True, True, "open", "operator", "editor", 200),
        (True, True, "token", "editor", "reader", 200),
        (True, True, "open", "wrong", "editor", 401),
    ],
)
@pytest.mark.parametrize("scheme", ["Bearer", "Basic"])
def test_who_may_what(
    tmp_path: Path,
    writable: bool,
    exposed: bool,
    reading: str,
    token: Role | None,
    wanted: str,
    status: int,
    scheme: str,
) -> None:
    tokens = Tokens(tmp_path)
    secrets: dict[str, str] = {role: tokens.make("Lan", role) for role in ("reader", "editor", "operator")}
    client = served(Rights(tokens, writable, exposed, reading))
    secret = secrets.get(token or "", "wrong")
    shown = base64.b64encode(f"lan:{secret}".encode()).decode() if scheme == "Basic" else secret
    answer = client.post(f"/{wanted}", headers={"authorization": f"{scheme} {shown}"} if token else {})
    assert answer.status_code == status, answer.text
    if status == 401:
        assert "Bearer" in answer.headers["www-authenticate"]
        assert "danchieu token new" in answer.json()["detail"]


@pytest.mark.parametrize(("exposed", "status"), [(False, 200), (True, 401)])
def test_without_any_token_only_this_machine_writes(tmp_path: Path, exposed: bool, status: int) -> None:
    rights = Rights(Tokens(tmp_path), writable=True, exposed=exposed)
    assert served(rights).post("/editor").status_code == status
    assert rights.lacks_tokens is exposed
    rights.tokens.make("Lan", "reader")
    assert rights.lacks_tokens is exposed
    rights.tokens.make("Lan", "editor")
    assert not rights.lacks_tokens


@pytest.mark.parametrize("header", ["Basic", "Basic !!", "Basic /w==", "Digest a", "Bearer", "bearer  ", "ü".encode()])
def test_headers_that_say_nothing(tmp_path: Path, header: str | bytes) -> None:
    client = served(Rights(Tokens(tmp_path), writable=True, exposed=True))
    assert client.post("/editor", headers={b"authorization": header}).status_code == 401  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("address", "local"), [("127.0.0.1", True), ("::1", True), ("10.0.0.5", False), ("localhost.evil.example", False)]
)
def test_what_this_machine_may(tmp_path: Path, address: str, local: bool) -> None:
    tokens = Tokens(tmp_path)
    client = served(Rights(tokens), address)
    assert client.get("/here").json() == [local, local]
    for role, may in (("editor", False), ("operator", True)):
        bearer = {"authorization": f"Bearer {tokens.make('Lan', role)}"}  # type: ignore[arg-type]
        assert client.get("/here", headers=bearer).json() == [local, local or may]
