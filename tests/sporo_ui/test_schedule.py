"""Status reads are scarce: five a minute for a key. They go where they tell most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.pace import FIRST_READ, IDLE, READ_WINDOW
from sporo_ui.schedule import Budget, Read, Sleep, Waiting, next_move

NOW = 1000.0
times = st.floats(min_value=0, max_value=600)
jobs = st.lists(
    st.builds(
        Waiting,
        job_id=st.uuids().map(str),
        accepted=times,
        last_read=st.none() | times,
        hinted=st.booleans(),
        due=st.just(0.0) | times,
    ),
    max_size=30,
)


def ready(job_id: str, last_read: float = NOW - 100, *, hinted: bool = False) -> Waiting:
    return Waiting(job_id, accepted=NOW - 300, last_read=last_read, hinted=hinted)


def test_nothing_to_read_is_a_long_sleep() -> None:
    assert next_move([], [], NOW) == Sleep(IDLE)


def test_a_job_just_accepted_is_not_read_at_once() -> None:
    assert next_move([Waiting("a", accepted=NOW)], [], NOW) == Sleep(FIRST_READ)


def test_a_job_is_read_once_it_may_have_got_somewhere() -> None:
    assert next_move([Waiting("a", accepted=NOW - FIRST_READ)], [], NOW) == Read("a")


def test_the_job_left_alone_longest_goes_first() -> None:
    assert next_move([ready("a", NOW - 70), ready("b", NOW - 90)], [], NOW) == Read("b")


def test_a_new_job_does_not_push_aside_one_that_waits_longer() -> None:
    assert next_move([Waiting("new", accepted=NOW - 6), ready("old")], [], NOW) == Read("old")


def test_a_hinted_job_goes_before_one_that_waits_longer() -> None:
    assert next_move([ready("a"), ready("b", NOW - 1, hinted=True)], [], NOW) == Read("b")


def test_a_hinted_job_is_read_even_when_it_was_just_accepted() -> None:
    assert next_move([Waiting("a", accepted=NOW, hinted=True)], [], NOW) == Read("a")


def test_a_full_minute_is_waited_out_to_the_second() -> None:
    assert next_move([ready("a", hinted=True)], [NOW - 50, NOW - 4, NOW - 3, NOW - 2, NOW - 1], NOW) == Sleep(
        10
    )


def test_the_last_read_of_a_minute_is_kept_for_a_hinted_job() -> None:
    reads = [NOW - 40, NOW - 30, NOW - 20, NOW - 10]
    assert next_move([ready("a")], reads, NOW) == Sleep(20)
    assert next_move([ready("a", hinted=True)], reads, NOW) == Read("a")


def test_a_job_whose_read_failed_rests_until_it_is_due() -> None:
    job = Waiting("a", accepted=NOW - 300, last_read=NOW - 200, hinted=True, due=NOW + 30)
    assert next_move([job], [], NOW) == Sleep(30)


@pytest.mark.parametrize(("age", "gap"), [(20, 15), (100, 25), (3600, 60)])
def test_an_old_job_is_read_less_often_than_a_young_one(age: float, gap: float) -> None:
    job = Waiting("a", accepted=NOW - age, last_read=NOW)
    move = next_move([job], [], NOW)
    assert isinstance(move, Sleep)
    assert move.seconds == gap


def test_a_larger_budget_is_used() -> None:
    reads = [NOW - 1.0] * 50
    assert next_move([ready("a")], reads, NOW, Budget(reads=100)) == Read("a")


@given(jobs, st.lists(times, max_size=12), times)
def test_it_reads_only_within_the_budget_and_never_sleeps_backwards(
    jobs: list[Waiting], reads: list[float], now: float
) -> None:
    move = next_move(jobs, reads, now)
    in_window = [at for at in reads if at > now - READ_WINDOW]
    if isinstance(move, Read):
        assert len(in_window) < 5
        assert move.job_id in {job.job_id for job in jobs}
    else:
        assert move.seconds > 0


@given(jobs, st.lists(times, max_size=12), times)
def test_while_a_hinted_job_can_be_read_no_other_is(
    jobs: list[Waiting], reads: list[float], now: float
) -> None:
    move = next_move(jobs, reads, now)
    hinted = {job.job_id for job in jobs if job.hinted and job.due <= now}
    if isinstance(move, Read) and hinted:
        assert move.job_id in hinted


@given(
    st.lists(st.floats(min_value=0, max_value=900), min_size=1, max_size=25),
    st.sets(st.integers(min_value=0, max_value=24)),
    st.floats(min_value=0.5, max_value=70),
)
def test_in_any_history_no_minute_holds_six_reads_and_every_job_is_read(
    arrivals: list[float], hinted: set[int], hint_after: float
) -> None:
    """Jobs arrive as they like, webhooks name some: half an hour is lived through, move by move."""
    read_at: dict[str, list[float]] = {str(number): [] for number in range(len(arrivals))}
    history: list[float] = []
    now = 0.0
    while now < 1800:
        waiting = [
            Waiting(
                str(number),
                accepted=at,
                last_read=read_at[str(number)][-1] if read_at[str(number)] else None,
                hinted=number in hinted and not read_at[str(number)] and now >= at + hint_after,
            )
            for number, at in enumerate(arrivals)
            if at <= now
        ]
        move = next_move(waiting, history, now)
        if isinstance(move, Read):
            history.append(now)
            read_at[move.job_id].append(now)
        else:
            now += min(move.seconds, 2.0)
    assert all(len([at for at in history if start <= at < start + READ_WINDOW]) <= 5 for start in history)
    assert all(read_at.values())
