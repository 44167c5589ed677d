"""The time that one file has: its own seconds, and those of each page whose text is recognized."""

import time
from collections.abc import Callable

from sporo_documents.limits import Limits
from sporo_documents.messages import Message


class Clock:
    """Runs from now on, and stands still for recognition: for so many seconds a page, and so many pages.

    A page is given its seconds when it is there. One that hangs is therefore ended with what is left of the
    file's own seconds, however many pages were recognized before.
    """

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._heard = now()
        self._end = self._heard + limits.seconds
        self._page_seconds = limits.page_seconds
        self._pages = limits.pages

    def left(self) -> float:
        """How many seconds the file still has; none are left at zero and below."""
        return self._end - self._now()

    def hear(self, message: Message) -> None:
        """Give back what it took to recognize a page, since the message before."""
        before, self._heard = self._heard, self._now()
        if message.page and message.page.by_ocr and self._pages:
            self._pages -= 1
            self._end += min(self._heard - before, self._page_seconds)
