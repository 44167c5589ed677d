"""A thread that takes turns for as long as the app runs, whatever a turn runs into."""

import threading
from collections.abc import Callable

import structlog

from sporo_ui.pace import AFTER_TROUBLE

_log = structlog.get_logger()


class Loop:
    """Calls `turn`, which answers how many seconds the next one may wait; `wake` makes it come at once."""

    def __init__(self, name: str, turn: Callable[[], float], stopping: threading.Event | None = None) -> None:
        self._turn = turn
        self._name = name
        self._bell = threading.Event()
        self._stopping = stopping or threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Starts the thread; it never outlives the process."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Makes the next turn come at once."""
        self._bell.set()

    def stop(self, seconds: float) -> bool:
        """Ends the thread after its turn; answers whether it ended within so many seconds."""
        self._stopping.set()
        self._bell.set()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._bell.clear()
            wait = self._take_turn()
            if not self._stopping.is_set():
                self._bell.wait(wait)

    def _take_turn(self) -> float:
        try:
            return self._turn()
        except Exception as trouble:  # noqa: BLE001 - visits wait on this thread: it outlives any trouble
            # Named without its text and traceback, which may hold a patient's.
            _log.error("turn_failed", loop=self._name, trouble=type(trouble).__name__)
            return AFTER_TROUBLE
