from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from search_api.uploads.ledger import Ledger
from search_api.uploads.receiving import Received, UploadError

ROOM = 1_000


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path)) as made:
        yield made


def received(ledger: Ledger, label: str, digest: str, why: str = "") -> Received:
    content = ledger.folder / f"incoming-{label}"
    content.write_text(digest)
    return Received(label, content, digest, len(digest), why)


def kept(ledger: Ledger) -> set[str]:
    return {file.stem for file in ledger.folder.glob("*.txt")}


def finish(ledger: Ledger, outcome: str) -> None:
    jobs, _ = ledger.begin()
    for job in jobs:
        ledger.end(job, [replace(step, outcome=outcome) for step in job.steps if not step.outcome], 1)  # type: ignore[arg-type]
    ledger.sweep()


def test_a_file_is_kept_under_its_hash_until_another_takes_its_place(ledger: Ledger) -> None:
    for digest in ("one", "two"):
        ledger.receive([received(ledger, "a", digest)], ROOM)
        assert digest in kept(ledger)
        finish(ledger, "taken")
        assert kept(ledger) == {digest}
    ledger.receive([received(ledger, "a", "bad")], ROOM)
    finish(ledger, "failed")
    assert kept(ledger) == {"two"}
    ledger.remove("uploads/a", "upload:a")
    finish(ledger, "removed")
    assert kept(ledger) == set()


def test_a_file_under_two_names_is_kept_while_one_needs_it(ledger: Ledger) -> None:
    ledger.receive([received(ledger, "a", "same"), received(ledger, "b", "same")], ROOM)
    finish(ledger, "taken")
    ledger.remove("uploads/a", "upload:a")
    finish(ledger, "removed")
    assert kept(ledger) == {"same"}


def test_what_is_refused_is_told_and_not_kept(ledger: Ledger) -> None:
    job = ledger.job(ledger.receive([received(ledger, "a.zip", "zip", "kind")], ROOM))
    assert job is not None
    assert (job.state, [(step.path, step.outcome, step.why) for step in job.steps]) == (
        "taken",
        [("a.zip", "failed", "kind")],
    )
    assert not ledger.pending
    assert kept(ledger) == set()


def test_there_is_no_more_room_than_allowed(ledger: Ledger) -> None:
    ledger.receive([received(ledger, "a", "x" * 60)], 100)
    with pytest.raises(UploadError):
        ledger.receive([received(ledger, "b", "y" * 60)], 100)
    assert len(kept(ledger)) == 1


def test_a_job_at_which_the_process_dies_is_given_up_and_the_others_are_not(ledger: Ledger) -> None:
    bad, good = (ledger.receive([received(ledger, name, name)], ROOM) for name in ("bad", "good"))
    begun: list[list[str]] = []
    while ledger.pending:
        jobs, suspected = ledger.begin()
        begun.append([job.id for job in jobs])
        assert suspected == (set() if len(begun) == 1 else {"upload:bad", "upload:good"})
        if bad in begun[-1]:
            assert ledger.count_death() == len(jobs)
        else:
            ledger.end(jobs[0], [replace(jobs[0].steps[0], outcome="taken")], 1)
    assert begun[0] == [bad, good]
    states = {name: job.state for name, job in (("bad", ledger.job(bad)), ("good", ledger.job(good))) if job}
    assert states["bad"] == "failed"
    assert ledger.job("unknown") is None
