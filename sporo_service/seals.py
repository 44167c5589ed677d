"""Whether key, database and folder of files belong together: noticed at the start, before harm is done."""

import uuid
from pathlib import Path

import sqlalchemy as sa

from sporo_service.crypto import Cipher, SealError, private_folder, secret_in
from sporo_service.database import one_at_a_time
from sporo_service.errors import StartError
from sporo_service.tables import seals

KEY, FOLDER = "key", "files"
WRONG_KEY = (
    "The data here was sealed with another key. Put the file encryption.key of this data back, "
    "or set SPORO_ENCRYPTION_KEY to the key it was made with; nothing was changed."
)
WRONG_FOLDER = (
    "This is not the folder of files that the other machines on this database use. "
    "Set SPORO_FILES_DIR to the folder that they share."
)


def check_key(engine: sa.Engine, cipher: Cipher) -> None:
    """`StartError` where the data was sealed with another key: nothing may be added that only this opens."""
    sealed = _sealed_first(engine, KEY, cipher.seal(KEY, "seals"))
    try:
        cipher.open(sealed, "seals")
    except SealError as error:
        raise StartError(WRONG_KEY) from error


def check_folder(engine: sa.Engine, cipher: Cipher, folder: Path) -> None:
    """`StartError` where machines share a database and not its files: a job would lack them on another."""
    if engine.dialect.name != "postgresql":
        return
    here = secret_in(private_folder(folder) / "folder.id", uuid.uuid4().hex)
    if cipher.open(_sealed_first(engine, FOLDER, cipher.seal(here, "seals")), "seals") != here:
        raise StartError(WRONG_FOLDER)


def _sealed_first(engine: sa.Engine, name: str, sealed: bytes) -> bytes:
    """What the first process to come has sealed under this name: `sealed`, where this is the first."""
    with engine.begin() as tx:
        one_at_a_time(tx)
        known: bytes | None = tx.scalar(sa.select(seals.c.sealed_name).where(seals.c.name == name))
        if known is None:
            tx.execute(seals.insert().values(name=name, sealed_name=sealed))
        return known or sealed
