"""Readers that do what none should: `python misbehaving.py MARK NAME` is a child process like the real one.

The mark is only there to be seen in the list of processes.
"""

import ctypes
import json
import mmap
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from sporo_documents.child import Say, serve
from sporo_documents.limits import Limits

LIBC = ctypes.CDLL(None)
LONG = 600
"""Seconds that nothing here lives unless it escapes."""


def forks(_: Path, _limits: Limits, _say: Say) -> None:
    """Starts processes as fast as it can, below Python, where nothing is asked."""
    for __ in range(200):
        if LIBC.fork() == 0:
            LIBC.sleep(LONG)
    time.sleep(LONG)


def leaves_a_process(_: Path, __: Limits, say: Say) -> None:
    """Answers well, and leaves behind a process that has left the group."""
    if LIBC.fork() == 0:
        LIBC.setsid()
        if LIBC.fork() == 0:
            LIBC.sleep(LONG)
        os._exit(0)
    say({"page": {"number": 1, "text": "text", "title": "", "by_ocr": False}})


def starts_a_program(_: Path, __: Limits, ___: Say) -> None:
    """Wants another program."""
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def calls_somebody(_: Path, __: Limits, ___: Say) -> None:
    """Wants the network."""
    with socket.socket() as caller:
        caller.connect(("127.0.0.1", 9))


def hangs(_: Path, __: Limits, ___: Say) -> None:
    """Never answers."""
    threading.Event().wait()


def recognizes_slowly(_: Path, __: Limits, say: Say) -> None:
    """Needs its time for each page, and reads all of them."""
    _say_pages(say, by_ocr=True)


def reads_slowly(_: Path, __: Limits, say: Say) -> None:
    """Takes as long, though nothing is recognized."""
    _say_pages(say, by_ocr=False)


def _say_pages(say: Say, *, by_ocr: bool) -> None:
    for number in range(1, 6):
        time.sleep(0.8)
        say({"page": {"number": number, "text": "text", "title": "", "by_ocr": by_ocr}})


def recognizes_and_hangs(_: Path, __: Limits, say: Say) -> None:
    """Recognizes many pages in next to no time, and one never."""
    for number in range(1, 100):
        say({"page": {"number": number, "text": "text", "title": "", "by_ocr": True}})
    threading.Event().wait()


def takes_memory(_: Path, __: Limits, ___: Say) -> None:
    """Wants more and more memory."""
    taken = []
    while True:
        taken.append(bytearray(50_000_000))


def shares_memory(_: Path, __: Limits, ___: Say) -> None:
    """Wants more and more memory of a kind that no limit of the system counts."""
    taken = []
    while True:
        taken.append(mmap.mmap(-1, 50_000_000))
        taken[-1].write(b"\1" * 50_000_000)


def writes_a_file(file: Path, _: Limits, __: Say) -> None:
    """Fills the disk."""
    with file.with_name("filling").open("wb") as filling:
        filling.write(bytes(20_000_000))


def talks_on_and_on(_: Path, __: Limits, say: Say) -> None:
    """Says more than any document holds."""
    while True:
        say({"page": {"number": 1, "text": "x" * 10_000, "title": "", "by_ocr": False}})


def never_ends_its_line(_: Path, __: Limits, say: Say) -> None:
    """Says it in one line."""
    say({"page": {"number": 1, "text": "x" * 30_000_000, "title": "", "by_ocr": False}})


def dies(_: Path, __: Limits, ___: Say) -> None:
    """Falls over as a library in C does."""
    os.abort()


def prints(_: Path, __: Limits, say: Say) -> None:
    """Has a library that prints."""
    print("a patient's name")  # noqa: T201 (this is what it does)
    os.write(1, b"\xff\xfe noise\n")
    say({"page": {"number": 1, "text": "text", "title": "", "by_ocr": False}})


def tells_its_environment(_: Path, __: Limits, say: Say) -> None:
    """Tells what it can see."""
    say({"page": {"number": 1, "text": json.dumps(dict(os.environ)), "title": "", "by_ocr": False}})


def tells_its_id(_: Path, __: Limits, say: Say) -> None:
    """Tells which process it is."""
    say({"page": {"number": 1, "text": str(os.getpid()), "title": "", "by_ocr": False}})


def talks_nonsense(_: Path, __: Limits, say: Say) -> None:
    """Speaks another language than agreed."""
    say(["no", "message"])  # type: ignore[arg-type] # this is what it does


KINDS = (
    *(forks, leaves_a_process, starts_a_program, calls_somebody, hangs, takes_memory, shares_memory),
    *(recognizes_slowly, reads_slowly, recognizes_and_hangs),
    *(writes_a_file, talks_on_and_on, never_ends_its_line, dies, prints, tells_its_environment),
    *(tells_its_id, talks_nonsense),
)

if __name__ == "__main__":
    serve({"read": {kind.__name__: kind for kind in KINDS}[sys.argv[2]]})
