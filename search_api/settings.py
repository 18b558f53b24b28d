"""Settings of a collection and of the doors to it: defaults here, each changed by one environment variable."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import quote

import platformdirs

from ingest.reading import Limits
from ontology.iris import DEFAULT_BASE

PREFIX = "DANCHIEU_"
_CHOICES = {"reading": ("open", "token"), "log": ("text", "json", "off"), "query_network": ("refused", "allowed")}
_RATE = re.compile(r"off|[1-9]\d*/(second|minute|hour|day)")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class SettingsError(ValueError):
    """An environment variable holds a value that its setting cannot take; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may differ between installations. ``DANCHIEU_`` + the name in capitals changes a setting.

    Attributes:
        data: Folder of the collection: source texts, graph and indexes.
        base: Base IRI below which works, documents and mentions are named; ends with ``/`` or ``#``.
        store: URL of the graph store; empty for Oxigraph on disk in the data folder.
        model: Folder of a sentence-transformers model; empty for the default model, which comes with the installation.
        models: Folder in which the default model is made once.
        workers: Processes that read files and extract facts at the same time.
        batch: Passages that a sentence-transformers model encodes at a time; the default model takes one a thread.
        dense_weight: Share of the meaning score in a fused score, 0 to 1 (0.4: best of those tried, docs/search.md).
        words_weight: Share of the word score in a fused score, 0 to 1.
        pool: Best passages of each index that take part in the fusion.
        results: Passages returned unless the caller says how many.
        max_results: Most passages that one question may ask for.
        max_query_chars: Longest question, in code points.
        max_file_bytes: Largest file read, in bytes.
        max_pages: Most pages of a PDF or a scan.
        page_seconds: Longest time that one page of a scan may take to be recognised, in seconds.
        max_import_bytes: Largest file of RDF imported, in bytes.
        upload_files: Most files of one upload.
        upload_bytes: Largest upload, all its files together, in bytes.
        upload_store_bytes: Size of all uploaded files that are kept, in bytes, beyond which no more are taken.
        passage_chars: Longest passage, in code points (512 tokens of the default model).
        passage_target: Length, in code points, beyond which neighbouring pieces of text are no longer joined.
        query_seconds: Deadline of a SPARQL query from a user, in seconds.
        query_megabytes: Memory that a SPARQL query from a user may take, in MiB.
        query_rows: Rows or statements after which the answer to a SPARQL query from a user is cut.
        query_answer_megabytes: Largest answer to a SPARQL query from a user, in MiB.
        query_workers: SPARQL queries from users that run at the same time.
        query_waiting: SPARQL queries from users that may wait for their turn; one more is refused.
        reading: ``token`` asks whoever reads over HTTP for a token (``danchieu token``); ``open`` does not.
        rate_limit: Requests that a client on another machine may make, as ``600/minute``, or ``off``.
        log: What the server logs: ``text`` warnings for people, ``json`` each request for programs, ``off`` errors.
        query_network: ``allowed`` serves SPARQL also where the system does not cut query processes off the network.
        cors_origins: Origins of web pages that may read answers (``https://tinh.example``), parted by blanks, or ``*``.
    """

    data: Path = field(default_factory=lambda: platformdirs.user_data_path("danchieu") / "collection")
    base: str = DEFAULT_BASE
    store: str = ""
    model: str = ""
    models: Path = field(default_factory=lambda: platformdirs.user_data_path("danchieu") / "models")
    workers: int = field(default_factory=processors)
    batch: int = 16
    dense_weight: float = 0.4
    words_weight: float = 0.6
    pool: int = 200
    results: int = 10
    max_results: int = 100
    max_query_chars: int = 2_000
    max_file_bytes: int = 20_000_000
    max_pages: int = 500
    page_seconds: int = 120
    max_import_bytes: int = 200_000_000
    upload_files: int = 100
    upload_bytes: int = 200_000_000
    upload_store_bytes: int = 20_000_000_000
    passage_chars: int = 1_500
    passage_target: int = 700
    query_seconds: float = 10.0
    query_megabytes: int = 1_024
    query_rows: int = 100_000
    query_answer_megabytes: int = 64
    query_workers: int = field(default_factory=lambda: max(4, processors()))
    query_waiting: int = 16
    reading: str = "open"
    rate_limit: str = "600/minute"
    log: str = "text"
    query_network: str = "refused"
    cors_origins: str = ""

    @property
    def limits(self) -> Limits:
        """What reading one file may cost."""
        return Limits(self.max_file_bytes, self.max_pages, self.page_seconds)

    @property
    def store_url(self) -> str:
        """The graph store's URL, with the default filled in."""
        return self.store or f"oxigraph://{quote((self.data / 'graph').resolve().as_posix())}"

    def __post_init__(self) -> None:
        """Checks weights and limits.

        Raises:
            SettingsError: if one is out of range.
        """
        for name in (f.name for f in fields(self)):
            value = getattr(self, name)
            if name.endswith("_weight") and not 0 <= value <= 1:
                raise SettingsError(f"{PREFIX}{name.upper()} phải từ 0 đến 1, đang là {value}.")
            if isinstance(value, int | float) and not name.endswith("_weight") and value <= 0:
                raise SettingsError(f"{PREFIX}{name.upper()} phải lớn hơn 0, đang là {value}.")
        for name, choices in _CHOICES.items():
            if (value := getattr(self, name)) not in choices:
                raise SettingsError(f"{PREFIX}{name.upper()} phải là {' hoặc '.join(choices)}, đang là {value!r}.")
        if not _RATE.fullmatch(self.rate_limit):
            raise SettingsError(f"{PREFIX}RATE_LIMIT phải có dạng 600/minute hoặc off, đang là {self.rate_limit!r}.")
        if not self.base.endswith(("/", "#")):
            raise SettingsError(f"{PREFIX}BASE phải kết thúc bằng '/' hoặc '#', đang là {self.base!r}.")
        if self.passage_target > self.passage_chars:
            raise SettingsError(f"{PREFIX}PASSAGE_TARGET không được lớn hơn {PREFIX}PASSAGE_CHARS.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Defaults, changed by the ``DANCHIEU_*`` variables of ``environment`` (unless given: the process's own).

        Raises:
            SettingsError: if a value is of the wrong kind or out of range.
        """
        variables = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        for name, kind in get_type_hints(cls).items():
            variable = PREFIX + name.upper()
            if text := variables.get(variable, "").strip():
                try:
                    values[name] = kind(text)
                except ValueError as error:
                    raise SettingsError(
                        f"Biến môi trường {variable} có giá trị không hợp lệ: {text!r} (cần một số)."
                    ) from error
        return cls(**values)
