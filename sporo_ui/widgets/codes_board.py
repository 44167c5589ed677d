"""What changes while codes are reviewed: the codes themselves, and what can be taken out of the app."""

import streamlit as st

from sporo_clinical.icd10cm.search import prepare
from sporo_ui.coded import Coded
from sporo_ui.decisions import Standing
from sporo_ui.deps import services
from sporo_ui.shown_codes import considered_at
from sporo_ui.state import session
from sporo_ui.widgets.code_picker import add_a_code, change_a_code
from sporo_ui.widgets.codes_exports import codes_exports
from sporo_ui.widgets.codes_review import Asked, codes_review
from sporo_ui.widgets.visit_day import visit_day


def codes_board(entry_id: str) -> None:
    """The review; a decision draws this part of the page alone."""
    st.fragment(_board)(entry_id)
    prepare()  # while the person reads, so that the first search is as quick as the others


def _board(entry_id: str) -> None:
    coded = services().codes.result(session().person, entry_id)
    codes_exports(coded)
    visit_day(coded)
    if not coded.rows:
        st.info("No code was found in this text.", icon=":material/info:")

    def decide(standings: dict[str, Standing]) -> None:
        services().codes.decide(session().person, entry_id, standings)

    asked = codes_review(coded, decide, lambda asked: _change(coded, asked))
    if st.button("Add a code", icon=":material/search:", key="add_a_code"):
        add_a_code(entry_id)
    elif asked:
        _pick(entry_id, asked)


def _change(coded: Coded, asked: Asked) -> None:
    """Does at once what a click asks for with a code that it names."""
    codes, person = services().codes, session().person
    if asked.do == "replace":
        codes.replace(person, coded.entry.id, asked.row, asked.code)
    elif asked.do == "add":
        codes.add(person, coded.entry.id, asked.code)
    elif asked.do == "consider":
        codes.add_considered(person, coded.entry.id, considered_at(asked.row))


def _pick(entry_id: str, asked: Asked) -> None:
    """Opens the picker where a click asks for it."""
    if asked.do == "change":
        change_a_code(entry_id, asked.row, asked.code)
    elif asked.do == "look_to_replace":
        change_a_code(entry_id, asked.row, asked.code, asked.code)
    elif asked.do == "look_to_add":
        add_a_code(entry_id, asked.code)
