import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search_api.errors import CollectionError
from search_api.server.tokens import FILE, ROLES, Role, Tokens


def test_a_token_is_known_by_its_secret_alone(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    secret = tokens.make("Lan", "editor")
    held = tokens.holder(secret)
    assert held is not None
    assert (held.name, held.role) == ("Lan", "editor")
    for wrong in ("", "x", secret[:-1], secret + "x", f"danchieu_{held.id}_", f"danchieu_{held.id}_{held.digest}"):
        assert tokens.holder(wrong) is None


def test_the_secret_is_kept_nowhere(tmp_path: Path) -> None:
    secret = Tokens(tmp_path).make("Lan", "editor")
    assert all(secret.rpartition("_")[2] not in file.read_text() for file in tmp_path.iterdir())
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_what_is_revoked_elsewhere_is_refused_at_once(tmp_path: Path) -> None:
    server, command = Tokens(tmp_path), Tokens(tmp_path)
    secret, other = command.make("Lan", "editor"), command.make("Minh", "reader")
    held = server.holder(secret)
    assert held is not None
    assert command.revoke(held.id) == held
    assert command.revoke(held.id) is None
    assert server.holder(secret) is None
    assert server.holder(other) is not None


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_those_before_it_may(tmp_path: Path, role: Role) -> None:
    held = Tokens(tmp_path).holder(Tokens(tmp_path).make("Lan", role))
    assert held is not None
    assert [held.allows(other) for other in ROLES] == [ROLES.index(other) <= ROLES.index(role) for other in ROLES]


def test_two_who_make_tokens_at_once_lose_none(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        secrets = list(pool.map(lambda i: Tokens(tmp_path).make(f"n{i}", "reader"), range(20)))
    assert {Tokens(tmp_path).holder(secret).name for secret in secrets} == {f"n{i}" for i in range(20)}  # type: ignore[union-attr]


@pytest.mark.parametrize("content", ["", "{", "[{}]", json.dumps([{"id": "a", "colour": "red"}]), "[1]"])
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(CollectionError, match="danchieu token"):
        Tokens(tmp_path).holder("danchieu_a_b")
