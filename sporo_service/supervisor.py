"""Keeps the worker running: a child process, started again when it dies, that ends when this process does."""

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from subprocess import PIPE
from typing import Any, Literal

from sporo_service.lifeline import READY

PAUSES = (0.5, 1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds before each new start while the child keeps dying."""

FAILING_AFTER = 3
"""Deaths in a row after which it is said to be failing."""

# Ctrl-C in a terminal reaches every process of its group; the child is to be ended by its parent alone.
_OUT_OF_REACH_OF_CTRL_C: dict[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if sys.platform == "win32"
    else {"start_new_session": True}
)

GOOD_WHILE = 30.0
"""Seconds of work after which a death is not one more in a row."""

PATIENCE = 10.0
"""Seconds that a child gets to end by itself."""

SENTENCES = {
    "starting": "The worker is starting.",
    "running": "The worker is running.",
    "restarting": "The worker stopped and is starting again. Nothing is lost; its jobs go on.",
    "failing": "The worker keeps stopping. Jobs wait and nothing is lost; its log says why.",
    "stopped": "The worker was stopped.",
}


@dataclass(frozen=True)
class State:
    """How the child is, in a word and in a sentence."""

    name: Literal["starting", "running", "restarting", "failing", "stopped"]

    @property
    def sentence(self) -> str:
        """The state in a sentence for people."""
        return SENTENCES[self.name]


def worker_command() -> list[str]:
    """The command that starts this service's worker."""
    return [sys.executable, "-m", "sporo_service", "worker", "--until-stdin-closes"]


class Supervisor:
    """Runs a command again and again until it is told to stop.

    The child holds the other end of a pipe as its standard input. When this process ends, however it ends,
    the pipe closes, and the child ends too.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        pauses: Sequence[float] = PAUSES,
        patience: float = PATIENCE,
    ) -> None:
        self._command = list(command)
        self._environment = environment
        self._pauses = pauses
        self._patience = patience
        self._stopping = threading.Event()
        self._state = State("starting")
        self._child: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._keep_running, name="supervisor", daemon=True)

    def start(self) -> None:
        """Start the child and keep it running from a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """End the child: by closing its input, and by force where that is not enough."""
        self._stopping.set()
        if self._thread.ident is None:
            return  # It was never started.
        child = self._child
        if child:
            self._close_input(child)
        self._thread.join(self._patience)
        if child and self._thread.is_alive():
            child.kill()
            self._thread.join(self._patience)

    def state(self) -> State:
        """How the child is now."""
        return self._state

    def child_id(self) -> int | None:
        """The process id of the child, while there is one."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def _keep_running(self) -> None:
        deaths = 0
        while not self._stopping.is_set():
            deaths = 0 if self._run_once() else deaths
            if self._stopping.is_set():
                break
            deaths += 1
            self._state = State("failing" if deaths >= FAILING_AFTER else "restarting")
            self._stopping.wait(self._pauses[min(deaths, len(self._pauses)) - 1])
        self._state = State("stopped")

    def _run_once(self) -> bool:
        """Run the child to its end; True when it was at work for a good while."""
        began = time.monotonic()
        try:
            child = subprocess.Popen(  # noqa: S603 (the command is our own)
                self._command,
                stdin=PIPE,
                stdout=PIPE,
                text=True,
                env=self._environment,
                **_OUT_OF_REACH_OF_CTRL_C,
            )
        except OSError:
            return False
        with child:
            self._child = child
            if self._stopping.is_set():
                self._close_input(child)
            listener = threading.Thread(target=self._listen, args=(child,), daemon=True)
            listener.start()
            child.wait()
            listener.join(self._patience)
        return time.monotonic() - began > GOOD_WHILE

    @staticmethod
    def _close_input(child: "subprocess.Popen[str]") -> None:
        if child.stdin:
            child.stdin.close()

    def _listen(self, child: "subprocess.Popen[str]") -> None:
        for line in child.stdout or ():
            if line.strip() == READY:
                self._state = State("running")
