"""`serve` with the fast engines, on the given port."""

import argparse

from sporo_service.logs import install
from sporo_service.server import serve
from sporo_service.settings import Settings
from tests.sporo_service.harness import FAST_WORKER


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--seconds", default="0.0")
    told = parser.parse_args()
    settings = Settings()
    install(settings)
    serve(settings, "127.0.0.1", told.port, [*FAST_WORKER, "--seconds", told.seconds], pauses=(0.05,))


if __name__ == "__main__":
    main()
