"""Which job to read next, and when: pure, so that no clock has to be played with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sporo_ui.pace import (
    FIRST_READ,
    GAP_OF_AGE,
    IDLE,
    LONGEST_GAP,
    READ_WINDOW,
    SHORTEST_GAP,
    SHORTEST_SLEEP,
)


@dataclass(frozen=True)
class Waiting:
    """A job that is not finished as far as is known; times in seconds."""

    job_id: str
    accepted: float
    last_read: float | None = None
    hinted: bool = False
    """A webhook says that it has ended."""
    due: float = 0.0
    """Not to be read before, after a read of it failed."""


@dataclass(frozen=True)
class Budget:
    """How many reads any 60 seconds may hold, and how many of them only hinted jobs may have."""

    reads: int = 5
    reserve: int = 1


@dataclass(frozen=True)
class Read:
    """Read this job now."""

    job_id: str


@dataclass(frozen=True)
class Sleep:
    """Nothing to do for so many seconds, unless something new comes in."""

    seconds: float


def next_move(
    jobs: Sequence[Waiting], reads: Iterable[float], now: float, budget: Budget | None = None
) -> Read | Sleep:
    """The hinted job first, else the ready job that was left alone longest, within the minute's budget."""
    budget = budget or Budget()
    spent = sorted(at for at in reads if at > now - READ_WINDOW)
    hinted = [job for job in jobs if job.hinted]
    others = [job for job in jobs if not job.hinted]
    moves = (
        _move(hinted, spent, now, budget.reads),
        _move(others, spent, now, max(1, budget.reads - budget.reserve)),
    )
    reads_now = [move for move in moves if isinstance(move, Read)]
    return reads_now[0] if reads_now else min(moves, key=_seconds)


def _move(jobs: Sequence[Waiting], spent: Sequence[float], now: float, allowed: int) -> Read | Sleep:
    if not jobs:
        return Sleep(IDLE)
    ready = [job for job in jobs if _ready_at(job, now) <= now]
    if not ready:
        return _sleep_until(min(_ready_at(job, now) for job in jobs), now)
    if len(spent) >= allowed:
        return _sleep_until(spent[len(spent) - allowed] + READ_WINDOW, now)
    return Read(min(ready, key=_left_alone_since).job_id)


def _sleep_until(then: float, now: float) -> Sleep:
    return Sleep(max(SHORTEST_SLEEP, then - now))


def _ready_at(job: Waiting, now: float) -> float:
    if job.hinted:
        return job.due
    if job.last_read is None:
        return max(job.due, job.accepted + FIRST_READ)
    gap = min(LONGEST_GAP, max(SHORTEST_GAP, (now - job.accepted) * GAP_OF_AGE))
    return max(job.due, job.last_read + gap)


def _left_alone_since(job: Waiting) -> float:
    return job.accepted if job.last_read is None else job.last_read


def _seconds(move: Read | Sleep) -> float:
    return move.seconds if isinstance(move, Sleep) else 0.0
