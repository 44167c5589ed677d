"""The app's sender and poller as a process that a test can kill: `app_process.py FOLDER API_URL`."""

import sys
from pathlib import Path

from sporo_ui import deps
from sporo_ui.settings import Settings

services = deps.build(
    Settings(
        data_dir=Path(sys.argv[1]),
        api_url=sys.argv[2],
        reads_per_minute=1000,
        lease_seconds=1,
        connect_seconds=1,
        write_seconds=1,
        submit_answer_seconds=1,
    )
)
services.start()
sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.read()
services.stop()
