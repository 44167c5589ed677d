"""Whether a folder's ledger has only this process, so that what others left behind need not time out."""

from pathlib import Path

from filelock import FileLock, Timeout


class Occupancy:
    """The lock of a data folder; the system lets go of it when a process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "app.lock", timeout=0, thread_local=False)

    def take(self) -> bool:
        """Whether no other living process has the folder; held until `leave`."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        return True

    def leave(self) -> None:
        """Lets another process have it."""
        self._lock.release()
