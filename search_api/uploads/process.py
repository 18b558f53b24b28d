"""What was uploaded, taken into the collection by a process beside the server, so that questions need not wait.

It ends with the server however that ends, as the end of its input tells it to; the next one goes on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence, Set
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from search_api.beside import end_with_input
from search_api.collection import Collection
from search_api.errors import BusyError, CollectionError
from search_api.intake.offered import IngestSummary, Offered
from search_api.progress import Progress
from search_api.settings import Settings
from search_api.storage.lock import locked
from search_api.uploads.ledger import Job, Ledger, State, Step

_PAUSE: Final = 1.0  # seconds until it is tried again whether another process still changes the collection
_TELL_EVERY: Final = 0.3  # seconds
_LOW_PRIORITY: Final = 10


class UploadProcess:
    """The process, while there is something to take in."""

    def __init__(self, settings: Settings) -> None:
        """Starts nothing yet."""
        self._data = settings.data
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def see_to(self) -> None:
        """Starts the process if there is something to do and it does not run."""
        with self._lock, closing(Ledger(self._data)) as ledger:
            if self._closed or self._process or not ledger.pending:
                return
            command = [sys.executable, "-m", "search_api.uploads.process", str(self._data)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module, no shell
            threading.Thread(target=self._await, args=(self._process,), daemon=True).start()

    def _await(self, process: subprocess.Popen[bytes]) -> None:
        """Waits for the end of the process; starts another one for what came meanwhile, or if it died at a job."""
        died = process.wait() != 0
        with self._lock:
            self._process = None
            if self._closed:
                return
            with closing(Ledger(self._data)) as ledger:
                guilty = ledger.count_death() if died else 0
        if guilty or not died:  # a process that cannot even begin is not started again and again
            self.see_to()

    def close(self) -> None:
        """Ends the process and waits for it."""
        with self._lock:
            self._closed = True
            process = self._process
        if process and process.stdin:
            process.stdin.close()
            process.wait()


def take_in_all(settings: Settings) -> None:
    """Does all jobs of the ledger; returns when there is none left, or another process is at them."""
    with closing(Ledger(settings.data)) as ledger:
        while ledger.pending:
            try:
                with locked(ledger.folder):
                    _take_in(settings, ledger, *ledger.begin())
            except BusyError:
                time.sleep(_PAUSE)


def _take_in(settings: Settings, ledger: Ledger, jobs: Sequence[Job], suspected: Set[str]) -> None:
    """Does some jobs in one edition; of ``suspected`` files, what was read before is not used."""
    steps = {step.location: step for job in jobs for step in job.steps if not step.outcome}  # the latest counts
    files = {step.location: Offered(step.path, ledger.content(step.digest)) for step in steps.values() if step.digest}
    gone = {step.location for step in steps.values() if not step.digest}
    try:
        with Collection.open(settings) as collection:
            if suspected:
                collection.give_up(suspected)
            summary = collection.exchange(files, gone, _Telling(ledger, jobs))
            version = collection.version
    except BusyError:
        ledger.tell(jobs, "busy")
        raise
    except CollectionError as error:
        ledger.fail(jobs, str(error))
    else:
        outcomes = _outcomes(steps.values(), summary)
        for job in jobs:
            ledger.end(job, [outcomes[step.location] for step in job.steps if not step.outcome], version)
    ledger.sweep()


def _outcomes(steps: Iterable[Step], summary: IngestSummary) -> dict[str, Step]:
    """What became of the file of each step, by location."""
    failed = {failure.path: failure for failure in summary.failed}
    done: dict[str, Step] = {}
    for step in steps:
        failure = failed.get(step.path) or failed.get(step.location)
        if not step.digest:
            done[step.location] = replace(step, outcome="removed")
        elif failure:
            done[step.location] = replace(step, outcome="failed", why=failure.why)
        else:
            same = step.path in summary.unchanged
            done[step.location] = replace(step, outcome="unchanged" if same else "taken")
    return done


class _Telling:
    """Writes into the ledger how far an ingest is, but not at every file."""

    def __init__(self, ledger: Ledger, jobs: Sequence[Job]) -> None:
        self._ledger, self._jobs = ledger, jobs
        self._state: State = "reading"
        self._told = 0.0

    def __call__(self, progress: Progress) -> None:
        state: State = "linking" if progress.stage in ("link", "index") else "reading"
        now = time.monotonic()
        if state != self._state or now - self._told > _TELL_EVERY:
            self._ledger.tell(self._jobs, state, progress.done, progress.total)
            self._state, self._told = state, now


def main() -> None:
    """Does the jobs of the collection that the first argument names, until there are none or the input ends."""
    end_with_input()
    os.nice(_LOW_PRIORITY)
    take_in_all(replace(Settings.from_environment(), data=Path(sys.argv[1])))


if __name__ == "__main__":
    main()
