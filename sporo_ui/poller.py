"""Reads jobs, in the one process that holds the duty; pages read the ledger, never the network."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sporo_ui.errors import SporoError
from sporo_ui.kept_files import KeptFiles
from sporo_ui.lease import Lease
from sporo_ui.pace import LOOK_AGAIN
from sporo_ui.reads import AnyJob, Reads
from sporo_ui.schedule import Budget, Sleep, next_move


@dataclass(frozen=True)
class Route:
    """Jobs of one kind, and how to ask for one of them."""

    reads: Reads
    ask: Callable[[str], AnyJob]
    """Of a client that does not retry: the schedule is the retry, and each try counts."""


@dataclass(frozen=True)
class Poller:
    """Spends at most one status read of each route a turn, where the schedule says so."""

    routes: Sequence[Route]
    recordings: KeptFiles
    lease: Lease
    budget: Budget
    """Of each route: the service counts them apart."""
    clock: Callable[[], float] = time.time

    def turn(self) -> float:
        """Reads a job of each route, if one is to be read; answers how long the next turn may wait."""
        return min(self._turn(route) for route in self.routes)

    def _turn(self, route: Route) -> float:
        # Asked before each read: three slow answers in a row may take longer than the duty lasts.
        if not self.lease.hold():
            return LOOK_AGAIN
        rest = route.reads.rest()
        if rest:
            return min(rest, LOOK_AGAIN)
        move = next_move(route.reads.waiting(), route.reads.spent(), self.clock(), self.budget)
        if isinstance(move, Sleep):
            return min(move.seconds, LOOK_AGAIN)
        self._read(route, move.job_id)
        return 0.0

    def _read(self, route: Route, job_id: str) -> None:
        read = route.reads.spend(self.budget.reads)
        if read is None:
            return
        try:
            job = route.ask(job_id)
        except SporoError as error:
            route.reads.trouble(job_id, error)
        else:
            let_go = route.reads.answered(job_id, job)
            if let_go:
                self.recordings.forget(let_go)
        finally:
            route.reads.came_back(read)
