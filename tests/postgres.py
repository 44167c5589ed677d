"""The PostgreSQL that tests run on; run as a script, it installs one where none is found."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from filelock import FileLock
from psycopg.sql import SQL, Identifier

from tests.ports import free_port

_DEBIANS = Path("/usr/lib/postgresql")
_USER = "postgres"
_NO_CARE_FOR_POWER_CUTS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
_MISSING = (
    "No PostgreSQL server was found and none could be installed. Install one (Debian: apt-get install "
    "postgresql), or name a server on which databases may be made in SPORO_TEST_DATABASE."
)


@dataclass(frozen=True)
class Postgres:
    """A server; databases are made on it and dropped."""

    url: str
    folder: Path
    """What processes of one run share."""

    @contextmanager
    def database(self, kind: str, prepare: Callable[[str], None]) -> Iterator[str]:
        """The address of a new database; the first of a kind is prepared, the others are copies of it."""
        template, name = f"{self.folder.name}-{kind}", f"sporo-{uuid4().hex}"
        with FileLock(self.folder / "template.lock"):
            if not self._ask("SELECT 1 FROM pg_database WHERE datname = %s", template):
                self._do("CREATE DATABASE {}", f"{template}-new")
                prepare(self._address(f"{template}-new"))
                self._do("ALTER DATABASE {} RENAME TO {}", f"{template}-new", template)
        self._do("CREATE DATABASE {} TEMPLATE {}", name, template)
        yield self._address(name)
        self._do("DROP DATABASE {} WITH (FORCE)", name)

    def clear(self) -> None:
        """Drop what the run's databases were copied from."""
        known = self._ask("SELECT datname FROM pg_database WHERE datname LIKE %s", f"{self.folder.name}-%")
        for (name,) in known:
            self._do("DROP DATABASE {} WITH (FORCE)", name)

    def _address(self, database: str) -> str:
        return f"{self.url}/{database}"

    def _do(self, command: str, *names: str) -> None:
        with closing(psycopg.connect(self._address(_USER), autocommit=True)) as connection:
            connection.execute(SQL(command).format(*map(Identifier, names)))

    def _ask(self, question: str, value: str) -> list[Any]:
        with closing(psycopg.connect(self._address(_USER))) as connection:
            return connection.execute(question, (value,)).fetchall()


def server(folder: Path) -> Postgres:
    """The server of a run: the one in SPORO_TEST_DATABASE, else one that the first who asks starts."""
    named = os.environ.get("SPORO_TEST_DATABASE")
    if named:
        return Postgres(named.rstrip("/"), folder)
    told = folder / "url"
    with FileLock(folder / "server.lock"):
        if not told.exists():
            told.write_text(_start(folder))
    return Postgres(told.read_text(), folder)


def end(folder: Path) -> None:
    """End what `server` started for this folder, and remove the folder."""
    if os.environ.get("SPORO_TEST_DATABASE"):
        server(folder).clear()
    elif (folder / "url").exists():
        _control(folder, "stop", "--mode=immediate")
    shutil.rmtree(folder)


def _start(folder: Path) -> str:
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)
    port = free_port()
    options = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
    _run("initdb", f"--pgdata={folder / 'data'}", f"--username={_USER}", "--auth=trust", "--no-sync")
    written = " ".join(
        f"-c {option}" for option in (*options, *_NO_CARE_FOR_POWER_CUTS, "max_connections=300")
    )
    _control(folder, "start", "--wait", f"--log={folder / 'log'}", f"--options={written}")
    return f"postgresql://{_USER}@127.0.0.1:{port}"


def _control(folder: Path, *arguments: str) -> None:
    _run("pg_ctl", f"--pgdata={folder / 'data'}", *arguments)


def _run(program: str, *arguments: str) -> None:
    # The server refuses to run as root: Debian's package brings a user for it.
    as_another: dict[str, Any] = {"user": _USER, "group": _USER, "extra_groups": []}
    subprocess.run(
        [_programs() / program, *arguments],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        **(as_another if os.geteuid() == 0 else {}),
    )


def _programs() -> Path:
    """The folder of the server's programs: Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    versions = sorted(_DEBIANS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not versions:
        raise FileNotFoundError(_MISSING)
    return versions[-1].parent


def _install() -> None:
    for command in ("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "postgresql"):
        _try("apt-get", *command)


def _try(*command: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with suppress(FileNotFoundError):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


def _main() -> None:
    if os.environ.get("SPORO_TEST_DATABASE"):
        return
    with suppress(FileNotFoundError):
        _programs()
        return
    _install()
    try:
        _programs()
    except FileNotFoundError as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    _main()
