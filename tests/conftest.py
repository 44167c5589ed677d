"""What the whole suite is asked on its command line."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--artifacts`: where the browser tests leave their screenshots."""
    parser.addoption("--artifacts", type=Path, default=Path("artifacts"), help="folder for screenshots")
