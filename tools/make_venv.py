"""Make the virtual environment of the project: ``python3 tools/make_venv.py FOLDER``.

Debian ships Python without ``ensurepip`` (it is in the package python3-venv, which needs root). Then pip is put into
the environment by the system's own pip, or by PyPA's bootstrap script. Needs only the standard library.
"""

import importlib.util
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import venv
from pathlib import Path

OLDEST = (3, 11)
BOOTSTRAP = "https://bootstrap.pypa.io/get-pip.py"
NO_PIP = f"""Không tạo được môi trường Python: thiếu ensurepip và không tải được {BOOTSTRAP}.
Hãy cài gói python3-venv (sudo apt install python3-venv) rồi chạy lại.
Cannot make the Python environment: ensurepip is missing and {BOOTSTRAP} cannot be fetched.
Install python3-venv (sudo apt install python3-venv) and run this again."""
TOO_OLD = f"""Cần Python {OLDEST[0]}.{OLDEST[1]} trở lên, đang dùng {sys.version.split()[0]}: make PYTHON=python3.11 ...
Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}: make PYTHON=python3.11 ..."""


def bootstrap_pip(python: Path) -> None:
    """Install pip for ``python``, an interpreter without it.

    Raises:
        SystemExit: if there is no way to; the message names the package to install.
    """
    if importlib.util.find_spec("pip"):
        subprocess.run([sys.executable, "-m", "pip", "-q", "--python", str(python), "install", "pip"], check=True)  # noqa: S603
        return
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "get-pip.py"
        try:
            urllib.request.urlretrieve(BOOTSTRAP, script)
        except urllib.error.URLError:
            sys.exit(NO_PIP)
        subprocess.run([str(python), str(script), "-q"], check=True)  # noqa: S603


def make(folder: Path) -> None:
    """Make the environment, with pip, in ``folder``."""
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    venv.create(folder, with_pip=has_ensurepip, clear=True, symlinks=True)
    if not has_ensurepip:
        bootstrap_pip(folder / "bin" / "python")


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(TOO_OLD)
    make(Path(sys.argv[1]))
