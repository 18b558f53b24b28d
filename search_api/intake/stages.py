"""Reading files and deriving what follows from them, into what is staged; nothing of it is shown yet."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from ingest.reading import PLAIN, UnreadableFileError, digest_of, read
from search_api.editions.files import graph_folder
from search_api.intake.offered import Failure, Offered, failure
from search_api.intake.processes import Item, Result, outcomes
from search_api.progress import OnProgress, Progress, Stage
from search_api.settings import Settings
from search_api.storage.derivation import derive
from search_api.storage.held import SourceFile
from search_api.storage.program import program_version
from search_api.storage.sources import Sources
from search_api.storage.staging import Staging

_WORTHWHILE: Final = 16  # files for each worker process: with fewer, starting it takes as long as it saves
_SLOW: Final = _WORTHWHILE  # files of plain text that take as long to read as one of another kind, or less


def stage(
    files: Mapping[str, Offered], sources: Sources, staging: Staging, settings: Settings, on_progress: OnProgress
) -> list[Failure]:
    """Stages those of ``files`` (by location) whose content is neither held nor staged already."""
    held, staged = sources.held_at(files), staging.held()
    failed: list[Failure] = []
    new: dict[str, Path] = {}
    for number, (place, file) in enumerate(files.items()):
        on_progress(Progress("compare", number, len(files), file.path))
        try:
            digest = digest_of(file.content)
        except UnreadableFileError as error:
            failed.append(failure(file.path, error))
            continue
        if place in staged and digest != staged[place][1]:
            staging.forget(place)
        if digest != held.get(place, ("", ""))[1] and digest != staged.get(place, ("", ""))[1]:
            new[place] = file.content
    names = {path: place for place, (path, _) in staging.held().items()}
    reader = partial(read, limits=settings.limits)
    with closing(_each("read", reader, new, settings, on_progress)) as texts:
        for place, future in zip(new, texts, strict=True):
            try:
                source = future.result()
            except Exception as error:  # whatever is wrong with one file must not stop the others
                failed.append(failure(files[place].path, error))
                continue
            known = held[place][0] if place in held else files[place].path
            owner = sources.location(known) or names.setdefault(known, place)
            path = known if owner == place else place  # another folder has one of its name
            staging.put(SourceFile(path, place, source.text, source.digest, source.kind, source.pages))
    return failed


def derive_staged(sources: Sources, staging: Staging, settings: Settings, on_progress: OnProgress) -> list[Failure]:
    """Derives what is staged, and what another program derived; gives the files that failed."""
    program = program_version(settings)
    lost = not graph_folder(settings, sources.version).is_dir()
    staging.put_outdated("" if lost else program)
    files = {file.location: file for file in staging.underived(program)}
    failed: list[Failure] = []
    with closing(_each("extract", partial(derive, settings=settings), files, settings, on_progress)) as found:
        for file, future in zip(files.values(), found, strict=True):
            try:
                derived = future.result()
            except Exception as error:  # whatever is wrong with one file must not stop the others
                staging.forget(file.location)
                failed.append(failure(file.path, error))
                continue
            staging.put_derived(file, program, derived)
    return failed


def _each(
    name: Stage,
    function: Callable[[Item], Result],
    files: Mapping[str, Item],
    settings: Settings,
    on_progress: OnProgress,
) -> Generator[Future[Result], None, None]:
    """Applies a function to what there is of each path, in worker processes if that many files are worth it."""
    slow = name == "read" and sum(Path(path).suffix.lower() not in PLAIN for path in files)
    workers = min(settings.workers, (len(files) + slow * _SLOW) // _WORTHWHILE)
    with closing(outcomes(function, list(files.values()), workers)) as results:
        for number, path in enumerate(files):
            on_progress(Progress(name, number, len(files), path))
            yield next(results)
