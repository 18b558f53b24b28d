import signal
import subprocess
import sys

import pytest

CODE = """
import sys, time
from search_api.beside import end_with_input
end_with_input()
print("ready", flush=True)
time.sleep(float(sys.argv[1]))
"""


@pytest.mark.parametrize("seconds", ["0", "60"])
def test_it_ends_by_itself_or_with_its_input_and_not_by_ctrl_c(seconds: str) -> None:
    command = [sys.executable, "-c", CODE, seconds]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        if seconds == "60":
            process.send_signal(signal.SIGINT)
            process.stdin.close()
        assert process.wait(timeout=30) == 0
        assert process.stderr.read() == b""
