"""Access tokens: who may do what over HTTP.

A token is made once and shown once. Kept is its SHA-256, beside name and role, in ``tokens.json`` in the folder of the
collection, readable by its owner only. A token is 256 random bits, so a fast hash is enough: there is nothing to guess.
The server reads the file again when it has changed; what was revoked is refused at once.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, get_args

from search_api.errors import CollectionError

Role = Literal["reader", "editor", "operator"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""What a role may do, each more than the one before: read; change documents and corrections; run the server."""

FILE: Final = "tokens.json"
_PREFIX: Final = "danchieu"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: never the secret itself.

    Attributes:
        id: Names it to whoever lists or revokes tokens; part of the secret.
        name: Whose it is.
        role: What it allows.
        made: Day it was made, ISO.
        digest: SHA-256 of the secret, hexadecimal.
    """

    id: str
    name: str
    role: Role
    made: str
    digest: str

    def allows(self, role: Role) -> bool:
        """Whether it may do what ``role`` may do."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Tokens:
    """The tokens of a collection."""

    def __init__(self, folder: Path) -> None:
        """Those in the folder of a collection; the file may not exist yet."""
        self._file = folder / FILE
        self._read: tuple[tuple[int, int] | None, dict[str, Token]] = (None, {})

    def held(self) -> list[Token]:
        """All tokens, the oldest first.

        Raises:
            CollectionError: if the file is damaged or cannot be read.
        """
        return list(self._held().values())

    def make(self, name: str, role: Role) -> str:
        """A new token.

        Returns:
            The secret, which is kept nowhere.

        Raises:
            CollectionError: if the file cannot be used.
        """
        identifier = secrets.token_hex(4)
        secret = f"{_PREFIX}_{identifier}_{secrets.token_urlsafe(32)}"
        today = datetime.now(UTC).date().isoformat()
        with self._changing() as held:
            held[identifier] = Token(identifier, name, role, today, _digest(secret))
        return secret

    def revoke(self, identifier: str) -> Token | None:
        """Drops a token; gives what it was, or ``None`` if there is none of this id.

        Raises:
            CollectionError: if the file cannot be used.
        """
        with self._changing() as held:
            return held.pop(identifier, None)

    def holder(self, secret: str) -> Token | None:
        """The token that a secret belongs to, or ``None``.

        Raises:
            CollectionError: if the file is damaged or cannot be read.
        """
        prefix, _, rest = secret.partition("_")
        token = self._held().get(rest.partition("_")[0]) if prefix == _PREFIX else None
        return token if token and hmac.compare_digest(token.digest, _digest(secret)) else None

    def _held(self) -> dict[str, Token]:
        try:
            status = self._file.stat()
        except FileNotFoundError:
            return {}
        state = (status.st_mtime_ns, status.st_ino)
        if self._read[0] != state:
            self._read = (state, self._load())
        return self._read[1]

    def _load(self) -> dict[str, Token]:
        try:
            rows = json.loads(self._file.read_text(encoding="utf-8"))
            return {row["id"]: Token(**row) for row in rows}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise CollectionError(
                f"Không đọc được {self._file} ({error}). Hãy sửa hoặc xóa tệp này rồi cấp lại mã truy cập bằng "
                "`danchieu token new`."
            ) from error

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Token]]:
        """The tokens, to be changed in place; written whole or not at all."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._file.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            held = dict(self._load())
            yield held
            draft = self._file.with_suffix(".draft")
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as out:
                json.dump([asdict(token) for token in held.values()], out, indent=1)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(self._file)
        finally:
            os.close(lock)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
