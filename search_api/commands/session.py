"""What all commands of the command line share.

Exit codes: 0 done; 1 a file failed, nothing was found or validation found errors; 2 the command was misused; 3 a part
is missing, busy or full (the model, the store, a port, the disk); 130 stopped with Ctrl+C.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from search_api.wording import Language, say

if TYPE_CHECKING:
    from search_api.collection import Collection
    from search_api.settings import Settings

FAILED, MISUSED, MISSING, INTERRUPTED = 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class Session:
    """What every command is told: which collection, and in which language to speak."""

    data: Path | None
    language: Language

    def say(self, key: str, **values: object) -> str:
        """A sentence in the user's language."""
        return say(key, self.language, **values)

    def echo_json(self, value: object) -> None:
        """Print a result as JSON for programs."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def stop(self, code: int, message: str) -> NoReturn:
        """End with a message."""
        click.echo(message, err=True)
        sys.exit(code)

    def settings(self) -> Settings:
        """Settings of the collection; ends the command if one is invalid."""
        from search_api.settings import Settings, SettingsError

        try:
            settings = Settings.from_environment()
            return replace(settings, data=self.data) if self.data else settings
        except SettingsError as error:
            self.stop(MISUSED, str(error))

    @contextmanager
    def collection(self, workers: int | None = None) -> Iterator[Collection]:
        """The collection, open; ends the command if it, the store or the model cannot be used.

        Args:
            workers: Instead of the setting.
        """
        from search_api.collection import Collection

        settings = self.settings()
        settings = replace(settings, workers=workers or settings.workers)
        with self.failures_told(), Collection.open(settings) as collection:
            yield collection

    @contextmanager
    def reading(self) -> Iterator[Collection]:
        """The collection, open to be read; says so if it could be brought up to date."""
        with self.collection() as collection:
            for name in ("unfinished", "outdated"):
                if count := getattr(collection, name):
                    click.echo(self.say(f"cli.{name}", count=count), err=True)
            yield collection

    @contextmanager
    def failures_told(self) -> Iterator[None]:
        """Ends the command with a message where the collection, the store or the model cannot be used."""
        from graph.stores import StoreError
        from search_api.collection import CollectionError
        from search_api.meaning.default_model import ModelError

        try:
            yield
        except (CollectionError, StoreError, ModelError) as error:
            self.stop(MISSING, str(error))
        except KeyboardInterrupt:
            self.stop(INTERRUPTED, self.say("cli.interrupted"))
