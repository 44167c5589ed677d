"""The whole app as a user starts it, for tests that reach it from outside or kill it."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx
import psutil

from tests.ports import free_port
from tests.sporo_service.harness import ROOT, eventually


class AppProcess:
    """`streamlit run app.py` in a process group of its own, with its data in `folder`."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SPORO_")}
        self._environment = {**kept, "SPORO_DATA_DIR": str(folder), **(environment or {})}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; returns once its worker is at work."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
        self._process = subprocess.Popen(
            [*command, f"--server.port={self.port}"],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
        )
        eventually(self.is_ready)

    def is_ready(self) -> bool:
        """Whether it answers that database and worker do their work."""
        assert self._process
        assert self._process.poll() is None, "The app ended by itself."
        try:
            return httpx.get(f"{self.url}/readyz").is_success
        except httpx.TransportError:
            return False

    def process(self) -> psutil.Process:
        """The app's own process."""
        assert self._process
        return psutil.Process(self._process.pid)

    def workers(self) -> list[psutil.Process]:
        """The worker processes that the app started."""
        assert self._process
        children = psutil.Process(self._process.pid).children(recursive=True)
        return [child for child in children if "worker" in child.cmdline()]

    def kill(self) -> list[psutil.Process]:
        """End it as a power cut would; the workers that it leaves behind."""
        assert self._process
        left = self.workers()
        self._process.kill()
        self._process.wait()
        return left

    def stop(self) -> int:
        """End it as Ctrl-C does; its exit code."""
        assert self._process
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        return self._process.wait(30)
