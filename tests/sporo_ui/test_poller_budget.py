"""Whatever the jobs and the pollers, one of them spends five reads a minute, on the right ones first."""

import threading

import httpx

from sporo_ui.entries import LOCAL_PERSON, Kind, State
from sporo_ui.reads import Reads
from sporo_ui.schedule import Budget
from sporo_ui.webhook import Hint
from tests.sporo_ui.ground import (
    COMPLETED,
    DAY,
    LEASE,
    PROCESSING,
    Ground,
    answer,
    live,
    many,
    reads_made,
)


def test_no_minute_holds_six_reads_whatever_the_jobs_and_pollers(ground: Ground) -> None:
    jobs = many(ground, 12)
    ground.api.say(answer(200, PROCESSING))
    made = live(ground, 400, "first", "second", "third")
    assert all(len([at for at in made if start <= at < start + 60]) <= 5 for start in made)
    assert set(reads_made(ground)) == set(jobs)


def test_hinted_jobs_use_the_read_that_is_kept_for_them_and_go_first(ground: Ground) -> None:
    jobs = many(ground, 8)
    ground.api.say(answer(200, PROCESSING))
    live(ground, 10)
    assert len(reads_made(ground)) == 4
    hook = ground.api.requests[7].content.decode(errors="replace").partition("hooks/")[2].partition("\r")[0]
    assert ground.hints.hear(hook, Hint(jobs[7], has_ended=True))
    ground.poller().turn()
    assert reads_made(ground)[4:] == [jobs[7]]


def test_twenty_ended_jobs_are_all_read_in_four_minutes(ground: Ground) -> None:
    many(ground, 20)
    hooks = [
        request.content.decode(errors="replace").partition("hooks/")[2].partition("\r")[0]
        for request in ground.api.requests
    ]
    for hook in hooks:
        ground.hints.hear(hook, Hint(None, has_ended=True))
    ground.api.say(lambda request: answer(200, COMPLETED | {"job_id": request.url.path[-24:]}))
    live(ground, 240)
    assert {entry.state for entry in ground.visits.entries(LOCAL_PERSON)} == {State.COMPLETED}
    assert len(reads_made(ground)) == 20


def test_of_two_pollers_only_one_reads(ground: Ground) -> None:
    many(ground, 3)
    ground.clock.pass_(6)
    ground.api.say(answer(200, PROCESSING))
    first, second = ground.poller("first"), ground.poller("second")
    first.turn()
    assert second.turn() > 0
    assert len(reads_made(ground)) == 1


def test_the_duty_passes_on_when_its_holder_dies_and_so_does_the_spent_budget(ground: Ground) -> None:
    many(ground, 8)
    ground.clock.pass_(6)
    ground.api.say(answer(200, PROCESSING))
    dying = ground.poller("dying")
    while dying.turn() == 0:
        pass
    assert len(reads_made(ground)) == 4
    ground.clock.pass_(LEASE - 1)
    assert live(ground, 1, "heir") == []
    assert live(ground, 10, "heir") == []
    assert len(live(ground, 60, "heir")) == 4


def test_a_stuck_poller_that_comes_back_does_not_overwrite_an_end(ground: Ground) -> None:
    entry = ground.accepted()
    ground.clock.pass_(6)

    def stuck(_request: httpx.Request) -> httpx.Response:
        ground.clock.pass_(LEASE)
        ground.api.say(answer(200, COMPLETED))
        ground.poller("heir").turn()
        return answer(200, PROCESSING)

    ground.api.say(stuck)
    ground.poller("stuck").turn()
    assert ground.entry(entry).state == State.COMPLETED


def test_processes_that_spend_at_the_same_moment_share_one_budget(ground: Ground) -> None:
    at_once, spent = threading.Barrier(8), list[int | None]()

    def spend() -> None:
        reads = Reads(ground.engine, ground.vault, Kind.AUDIO, patience=DAY, clock=ground.clock)
        at_once.wait()
        spent.append(reads.spend(5))

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([read for read in spent if read is not None]) == 5


def test_a_slow_read_counts_from_its_answer(ground: Ground) -> None:
    """The service may have counted it as late as that."""
    entry = ground.accepted()
    ground.clock.pass_(6)

    def slow(_request: httpx.Request) -> httpx.Response:
        ground.clock.pass_(20)
        return answer(200, PROCESSING)

    ground.api.say(slow)
    ground.poller(budget=Budget(reads=1, reserve=0)).turn()
    assert ground.reads.spent() == [ground.clock()]
    assert ground.entry(entry).state == State.PROCESSING
