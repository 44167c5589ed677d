"""What is lost when worker and API are killed at random moments: `python -m bench.kill`.

Gives the service jobs of every kind, with engines that take no time, and ends with an error unless each was
completed once and every webhook arrived. `--database URL` takes an empty PostgreSQL database, not SQLite.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path

from sporo_service.settings import Settings
from tests.sporo_service.harness import receiving
from tests.sporo_service.kills import Machine, Sender, survive

JOBS = 100


def main() -> None:
    """Kill, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="", help="the address of an empty PostgreSQL database")
    parser.add_argument("--jobs", type=int, default=JOBS)
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, receiving() as receiver:
        settings = Settings(
            data_dir=Path(folder) / "data",
            database_url=told.database,
            rate_limits="off",
            log_level="warning",
            webhook_allow=("127.0.0.1",),
        )
        began = time.monotonic()
        machine = Machine(settings)
        sender = Sender(machine, settings, receiver.url)
        kills = survive(machine, sender, receiver, told.jobs, random.Random(told.seed))  # noqa: S311 (moments)
        sender.close()
        machine.stop()
    took = time.monotonic() - began
    lost = "none lost, none done twice"
    print(f"{told.jobs} jobs, {kills} kills, {took:.0f} s: {lost}, {2 * told.jobs} webhooks arrived")


if __name__ == "__main__":
    main()
