"""What the whole suite is asked on its command line, and the PostgreSQL that it shares."""

import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests import postgres

_FOLDER = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--artifacts`: where the browser tests leave their screenshots."""
    parser.addoption("--artifacts", type=Path, default=Path("artifacts"), help="folder for screenshots")


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the PostgreSQL of the whole run, however many processes share the tests."""
    told = getattr(config, "workerinput", {}).get("postgres")
    # Not below the folder of tmp_path: the server's own user could not enter that.
    config.stash[_FOLDER] = Path(told or tempfile.mkdtemp(prefix="sporo-test-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401 (of pytest-xdist, which has no types)
    """Tell a process of the run where that folder is."""
    node.workerinput["postgres"] = str(node.config.stash[_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the server with the run that started it."""
    if not hasattr(config, "workerinput"):
        postgres.end(config.stash[_FOLDER])


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> postgres.Postgres:
    """The one PostgreSQL of the run, started by the first test that asks."""
    return postgres.server(pytestconfig.stash[_FOLDER])
