"""A Clinical API that somebody else runs, and that can go away and come back."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.ports import free_port
from tests.sporo_service.harness import ROOT, eventually

SERVICE = [sys.executable, "-m", "sporo_service"]


class HostedApi:
    """`python -m sporo_service serve` on a port that stays the same."""

    def __init__(self, folder: Path) -> None:
        port = str(free_port())
        self._address = f"http://127.0.0.1:{port}"
        self.url = f"{self._address}/api/v1/pcr"
        self._environment = {**os.environ, "SPORO_DATA_DIR": str(folder), "SPORO_RATE_LIMITS": "off"}
        self._serve = [*SERVICE, "serve", "--port", port]
        self._process: subprocess.Popen[bytes] | None = None

    def new_key(self) -> str:
        """A key to it."""
        made = subprocess.run(
            [*SERVICE, "keys", "create"], env=self._environment, cwd=ROOT, capture_output=True, check=True
        )
        return made.stdout.decode().split()[0]

    def start(self) -> None:
        """Start it, or start it again; returns once its worker is at work."""
        self._process = subprocess.Popen(self._serve, env=self._environment, cwd=ROOT)
        eventually(self._is_ready)

    def stop(self) -> None:
        """Take it away."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self._address}/readyz").is_success
        except httpx.TransportError:
            return False
