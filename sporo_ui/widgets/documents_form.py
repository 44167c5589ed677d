"""What a person may say about documents: a label, and folded away focus, patient and metadata."""

from collections.abc import Sequence

import streamlit as st

from sporo_ui.documents import DocumentsRequest
from sporo_ui.errors import Unsuitable
from sporo_ui.identity import is_email, metadata_of, patient_of, patient_readback
from sporo_ui.state import Dropped, session
from sporo_ui.widgets.kept import kept
from sporo_ui.widgets.metadata_table import metadata_table
from sporo_ui.words import literal

FOCUS = "What should the summary answer or focus on?"
PATIENT = {"email": "E-mail address", "first": "First name", "last": "Last name"}


def documents_label() -> None:
    """What the clinician calls these documents; it is never sent anywhere."""
    st.text_input(
        "Label",
        placeholder="For example initials and what it is about",
        max_chars=80,
        autocomplete="off",
        live=True,
        **kept(session().documents, "label"),
    )
    st.caption("Stays in this app only. Without one, the first file's name stands there.")


def documents_options() -> None:
    """Focus, patient and metadata, folded; what of it is sent along is said where it is sent."""
    with st.expander("Options", icon=":material/tune:"):
        st.text_input(
            FOCUS,
            placeholder="For example: cardiac history only, or changes since March",
            autocomplete="off",
            live=True,
            **kept(session().documents, "focus"),
        )
        _patient()
        # Last: the table comes a moment after the rest is unfolded, and would move it from under a click.
        st.markdown("Metadata")
        st.caption("Sent along and given back with the summary, for example a case number.")
        metadata_table()


def request_now(files: Sequence[Dropped]) -> DocumentsRequest:
    """What stands in the form about these files; raises `Unsuitable` where it can't be sent like this."""
    sheet = session().documents
    return DocumentsRequest(
        label=sheet.now("label") or _named_by(files),
        extra_information=sheet.now("focus"),
        metadata=metadata_of(sheet.metadata_now),
        patient=patient_of(*_patient_now()) if _names_patient() else None,
    )


def patient_steps() -> dict[str, bool]:
    """What is still to be done, and whether it is, before a patient may be named to the service."""
    if not _names_patient():
        return {}
    if not all(_patient_now()):
        return {"fill in the patient's e-mail address and both names": False}
    if not _has_email():
        return {"correct the patient's e-mail address": False}
    return {"confirm what sending the patient does": _confirmed()}


def metadata_refusal() -> Unsuitable | None:
    """Why the metadata can't be sent as it stands; None where it can."""
    try:
        metadata_of(session().documents.metadata_now)
    except Unsuitable as refusal:
        return refusal
    return None


def sent_along() -> list[str]:
    """What is sent beside the files."""
    sheet = session().documents
    fields = sum(1 for name, value in sheet.metadata_now if name.strip() or value.strip())
    told = {
        "what to focus on": sheet.now("focus"),
        "1 field of metadata" if fields == 1 else f"{fields} fields of metadata": fields,
        "the patient's name and e-mail address": _names_patient(),
    }
    return [words for words, given in told.items() if given]


def _named_by(files: Sequence[Dropped]) -> str:
    """What documents without a label are called."""
    first, more = files[0].name, len(files) - 1
    return f"{first} and {more} more" if more else first


def _patient() -> None:
    sheet = session().documents
    st.checkbox("Tell the service who the patient is", **kept(sheet, "patient", empty=False))
    if not _names_patient():
        st.caption("Off: nothing that names the patient is sent beside the documents themselves.")
        return
    for name, column in zip(PATIENT, st.columns(3), strict=True):
        column.text_input(PATIENT[name], live=True, autocomplete="off", **kept(sheet, name))
    if all(_patient_now()) and _has_email():
        st.info(literal(patient_readback(*_patient_now())), icon=":material/person_search:")
        # Who was read back is who is confirmed: another name takes the tick away.
        st.session_state[sheet.key("confirm")] = _confirmed()
        st.checkbox("That is what I want.", key=sheet.key("confirm"), on_change=_keep_confirmed)


def _names_patient() -> bool:
    return session().documents.ticked("patient")


def _patient_now() -> tuple[str, str, str]:
    sheet = session().documents
    return sheet.now("email"), sheet.now("first"), sheet.now("last")


def _has_email() -> bool:
    return is_email(_patient_now()[0])


def _keep_confirmed() -> None:
    sheet = session().documents
    sheet.confirmed = _patient_now() if st.session_state[sheet.key("confirm")] else None


def _confirmed() -> bool:
    return session().documents.confirmed == _patient_now()
