import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from search_api.errors import CollectionError
from search_api.storage.lock import hold, locked, unused


def test_the_message_says_who_holds_it(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from search_api.storage.lock import locked\n"
    code += "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(tmp_path)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with (
        pytest.raises(CollectionError, match=rf"PID {holder.pid}, lệnh `.*{tmp_path.name}`, từ \d\d:\d\d"),
        locked(tmp_path),
    ):
        pass
    holder.kill()
    holder.wait()
    with locked(tmp_path):
        assert json.loads((tmp_path / "lock").read_text(encoding="utf-8"))["pid"] == os.getpid()


def test_a_holder_that_has_not_said_who_it_is(tmp_path: Path) -> None:
    with locked(tmp_path):
        (tmp_path / "lock").write_text("{", encoding="utf-8")
        with pytest.raises(CollectionError, match="tiến trình khác cập nhật\\."), locked(tmp_path):
            pass


def test_a_folder_is_unused_once_all_have_let_go(tmp_path: Path) -> None:
    first, second = hold(tmp_path), hold(tmp_path)
    for descriptor in (first, second):
        with unused(tmp_path) as free:
            assert not free
        os.close(descriptor)
    with unused(tmp_path) as free:
        assert free
