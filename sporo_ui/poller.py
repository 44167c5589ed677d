"""Reads jobs, in the one process that holds the duty; pages read the ledger, never the network."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sporo_ui.client import SporoClient
from sporo_ui.errors import SporoError
from sporo_ui.lease import Lease
from sporo_ui.pace import LOOK_AGAIN
from sporo_ui.reads import Reads
from sporo_ui.recordings import Recordings
from sporo_ui.schedule import Budget, Sleep, next_move


@dataclass(frozen=True)
class Poller:
    """Spends one status read a turn, where the schedule says so."""

    client: SporoClient
    """One that does not retry: the schedule is the retry, and each try counts."""
    reads: Reads
    recordings: Recordings
    lease: Lease
    budget: Budget
    clock: Callable[[], float] = time.time

    def turn(self) -> float:
        """Reads a job, if one is to be read; answers how many seconds the next turn may wait."""
        if not self.lease.hold():
            return LOOK_AGAIN
        rest = self.reads.rest()
        if rest:
            return min(rest, LOOK_AGAIN)
        move = next_move(self.reads.waiting(), self.reads.spent(), self.clock(), self.budget)
        if isinstance(move, Sleep):
            return min(move.seconds, LOOK_AGAIN)
        self._read(move.job_id)
        return 0.0

    def _read(self, job_id: str) -> None:
        read = self.reads.spend(self.budget.reads)
        if read is None:
            return
        try:
            job = self.client.audio_job(job_id)
        except SporoError as error:
            self.reads.trouble(job_id, error)
        else:
            let_go = self.reads.answered(job_id, job)
            if let_go:
                self.recordings.forget(let_go)
        finally:
            self.reads.came_back(read)
