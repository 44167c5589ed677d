"""The button that sends the documents that are ready, what keeps it shut, and what became of the click."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import SporoError, Unsuitable
from sporo_ui.state import session
from sporo_ui.widgets.documents_form import metadata_refusal, patient_steps, request_now, sent_along
from sporo_ui.widgets.dropped_files import ready_files
from sporo_ui.widgets.not_sent import not_sent
from sporo_ui.words import literal


def send_documents() -> None:
    """The button; once the documents are kept, the form is empty and their page opens."""
    missing, refusals = _missing(), _refusals()
    if sent_along() and ready_files():
        st.caption(f"Sent along: {', '.join(sent_along())}.")
    # A callback, for it runs even where the person opens another page before this one is drawn again.
    clicked = st.button(
        _words(),
        type="primary",
        icon=":material/send:",
        disabled=bool(missing or refusals),
        key="send_documents",
        on_click=_send,
        args=(session().documents.number,),
    )
    if missing:
        st.caption(f"To send them: {', '.join(missing)}.")
    for refusal in refusals:
        st.markdown(_told(refusal))
    if clicked:
        not_sent(session().documents)


def _missing() -> list[str]:
    there, steps = session().documents.files, patient_steps()
    of_files = "replace or repair the files" if there else "add documents"
    return [step for step, done in ({of_files: bool(ready_files())} | steps).items() if not done]


def _refusals() -> list[Unsuitable]:
    """Why what is there would be refused, though nothing is missing."""
    sizes = [file.seen.size for file in ready_files() if file.seen]
    return [refusal for refusal in (services().documents.refusal(sizes), metadata_refusal()) if refusal]


def _told(refusal: Unsuitable) -> str:
    return f":orange[:material/error:] {literal(refusal.sentence)} {literal(refusal.next_step)}"


def _words() -> str:
    ready, there = len(ready_files()), len(session().documents.files)
    if ready < there and ready:
        return f"Send the {ready} that {'is' if ready == 1 else 'are'} ready"
    return {0: "Send documents", 1: "Send 1 document"}.get(ready, f"Send {ready} documents")


def _send(drawn: int) -> None:
    here = session()
    sheet = here.documents
    with here.sending:
        sheet.problem = None
        if drawn != sheet.number:
            here.leave(sheet.kind, sheet.sent)  # The second click of two: the first one sent these.
            return
        if _missing() or _refusals():
            return  # Taken back since the button was drawn: the page now says what is missing.
        files = ready_files()
        given = [(file.name, file.open()) for file in files]
        try:
            entry = services().documents.submit(here.person, given, request_now(files))
        except SporoError as error:
            sheet.problem = error
            return
        sheet.sent_as(entry.id)
        here.leave(sheet.kind, entry.id)
