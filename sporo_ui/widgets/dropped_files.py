"""The place to drop documents, and for each that is there what it is and what is wrong with it."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.preflight import MEGABYTE
from sporo_ui.state import Dropped, session
from sporo_ui.words import literal, shortened, size

KINDS = "PDF (scanned ones too), Word, RTF, HTML, text, Markdown, C-CDA, PNG, JPEG, TIFF."


def dropped_files() -> None:
    """The place, and the files in the order in which they came, each looked at once."""
    sheet, settings = session().documents, services().settings
    megabytes = settings.max_upload_bytes // MEGABYTE
    st.file_uploader(
        "Documents",
        accept_multiple_files=True,
        max_upload_size=megabytes,
        key=_place(sheet.drops),
        on_change=_take,
        args=(sheet.drops,),
    )
    st.caption(f"{KINDS} At most {settings.max_upload_files} files and {megabytes} MB together.")
    for file in sheet.files:
        _look_once(file)
        _row(file)


def ready_files() -> list[Dropped]:
    """The files that can be read."""
    return [file for file in session().documents.files if file.seen and not file.seen.problem]


def _place(drops: int) -> str:
    return f"dropped_{drops}"


def _take(drops: int) -> None:
    """Takes what was dropped into the session, where it outlives the page, and clears the place for more."""
    sheet = session().documents
    if drops != sheet.drops:
        return  # The browser told of this drop a second time before it heard that the place is clear.
    sheet.files += [
        Dropped(file.file_id, file.name, file.getvalue()) for file in st.session_state[_place(drops)]
    ]
    sheet.drops += 1


def _look_once(file: Dropped) -> None:
    if file.seen is None:
        with st.spinner(f"Looking at {literal(shortened(file.name))}"):
            file.seen = services().documents.inspect(file.open(), file.name)


def _row(file: Dropped) -> None:
    with st.container(border=True, key=f"file_{file.id}"):
        what, state = st.columns([5, 7], vertical_alignment="center")
        what.markdown(f"**{literal(shortened(file.name))}**  \n:small[:gray[{literal(_facts(file))}]]")
        # On a narrow screen the button stands beside the words, so that many files stay a short list.
        state = state.container(horizontal=True, vertical_alignment="center")
        state.markdown(_state(file), width="stretch")
        state.button(
            "Remove",
            type="tertiary",
            icon=":material/close:",
            key=f"remove_{file.id}",
            on_click=_remove,
            args=(file.id,),
        )


def _facts(file: Dropped) -> str:
    """Kind, length and size, as far as they are known."""
    assert file.seen
    pages = {None: "", 1: "1 page"}.get(file.seen.pages, f"{file.seen.pages} pages")
    return " · ".join(filter(None, (file.seen.kind, pages, size(file.seen.size))))


def _state(file: Dropped) -> str:
    assert file.seen
    if not file.seen.problem:
        return ":green[:material/check_circle:] Ready"
    told = f":orange[:material/error:] {literal(file.seen.problem)}"
    return f"{told}  \n:small[:gray[{literal(file.seen.next_step)}]]" if file.seen.next_step else told


def _remove(file_id: str) -> None:
    sheet = session().documents
    sheet.files = [file for file in sheet.files if file.id != file_id]
