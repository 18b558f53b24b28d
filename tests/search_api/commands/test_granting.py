import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search_api.cli import main
from search_api.commands.session import FAILED, MISSING, MISUSED
from search_api.server.tokens import FILE, Tokens


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), *arguments])


def test_tokens_are_made_listed_and_revoked(tmp_path: Path) -> None:
    secret = run(tmp_path, "token", "new", "Phòng Nội vụ", "--role", "editor").stdout.strip()
    assert Tokens(tmp_path).holder(secret) is not None
    (row,) = json.loads(run(tmp_path, "token", "list", "--json").stdout)
    assert set(row) == {"id", "name", "role", "made"}
    assert (row["name"], row["role"]) == ("Phòng Nội vụ", "editor")
    shown = run(tmp_path, "token", "list").stdout
    assert row["id"] in shown
    assert secret not in shown
    assert run(tmp_path, "token", "revoke", row["id"]).exit_code == 0
    assert run(tmp_path, "token", "revoke", row["id"]).exit_code == FAILED
    assert Tokens(tmp_path).holder(secret) is None
    assert "Chưa cấp" in run(tmp_path, "token", "list").stderr


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")
    assert run(tmp_path, "token", "list").exit_code == MISSING


@pytest.mark.parametrize("role", [None, "reader"])
def test_other_machines_cannot_write_before_there_is_a_token_for_it(tmp_path: Path, role: str | None) -> None:
    if role:
        run(tmp_path, "token", "new", "Lan", "--role", role)
    result = run(tmp_path, "serve", "--host", "0.0.0.0", "--port", "0", "--write")
    assert result.exit_code == MISUSED
    assert "danchieu token new" in result.stderr
