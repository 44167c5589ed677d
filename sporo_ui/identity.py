"""What names a patient to the service: only on purpose, for the service keeps a record of whom it is told."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sporo_ui.errors import Unsuitable

FIELDS = ("email", "first_name", "last_name")
"""The names under which the service reads whom it is told."""
_PATIENT = frozenset({"email", "firstname", "lastname"})
_TAKEN = frozenset({"files", "userinput", "extrainformation", "webhookurl", "metadata"})
"""Names that the service reads itself."""
_ANSWERED = frozenset({"uploadid", "jobid", "status", "response", "message", "errorcode", "errormessage"})
"""Names that it answers with, and sends along with a webhook."""


@dataclass(frozen=True)
class Patient:
    """Whom the service is to look up, and to create a record of where it knows nobody by this."""

    email: str
    first_name: str
    last_name: str

    def as_metadata(self) -> dict[str, str]:
        """The three fields as the service reads them."""
        return dict(zip(FIELDS, (self.email, self.first_name, self.last_name), strict=True))


def patient_of(email: str, first: str, last: str) -> Patient | None:
    """The patient; None where nothing is filled in. Raises `Unsuitable` where only a part is."""
    email, first, last = email.strip(), first.strip(), last.strip()
    if not (email or first or last):
        return None
    if not (email and first and last):
        raise Unsuitable(
            "half_a_patient",
            "The e-mail address and both names belong together.",
            next_step="Fill in all three, or leave all three empty.",
        )
    if not is_email(email):
        raise Unsuitable(
            "no_email",
            "This is not an e-mail address.",
            next_step="Correct it, or leave the three patient fields empty.",
        )
    return Patient(email, first, last)


def is_email(text: str) -> bool:
    """Whether it has the shape of an e-mail address."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+", text.strip()) is not None


def named_in(metadata: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Whom this metadata names to the service, in words, and what else it holds."""
    others = {name: value for name, value in metadata.items() if name not in FIELDS}
    email, first, last = (metadata.get(name, "") for name in FIELDS)
    name = f"{first} {last}".strip()
    return ", ".join(filter(None, (name, email))), others


def patient_readback(email: str, first: str, last: str) -> str:
    """What sending these does, to be read before it is done."""
    return (
        f"The service looks for a patient {first.strip()} {last.strip()} with the e-mail address "
        f"{email.strip()}, and creates a patient record if it finds none."
    )


def metadata_of(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The metadata of a table's rows of name and value; rows without either are left out.

    Raises `Unsuitable` for a value without a name, a name that comes twice, and one that the service
    would take for something else.
    """
    found: dict[str, str] = {}
    for row in rows:
        name, value = (part.strip() for part in row)
        if not (name or value):
            continue
        _check(name, found)
        found[name] = value
    return found


def _check(name: str, found: Iterable[str]) -> None:
    plain = re.sub(r"[\W_]", "", name).casefold()
    if not plain:
        raise _misnamed("A value of the metadata has no name.", "Give it a name, or clear its row.")
    if plain in _PATIENT:
        raise _misnamed(
            f"“{name}” would name a patient to the service.",
            "Use the patient fields for it, or another name.",
        )
    if plain in _TAKEN | _ANSWERED:
        raise _misnamed(f"“{name}” means something else to the service.", "Give it another name.")
    if name.casefold() in {other.casefold() for other in found}:
        raise _misnamed(f"“{name}” stands there twice.", "Keep one of them, or rename one.")


def _misnamed(sentence: str, next_step: str) -> Unsuitable:
    return Unsuitable("metadata", sentence, next_step=next_step)
