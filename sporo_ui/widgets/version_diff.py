"""The versions of a note, and what changed between two of them, in signs and words as well as in colour."""

from datetime import UTC, datetime

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.state import session, zone
from sporo_ui.versions import How, SectionDiff, Version, diff
from sporo_ui.words import when

_CSS = """
.diff {
  font: inherit; color: var(--st-text-color); line-height: 1.6;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
h4 { font-size: 0.9375rem; font-weight: 650; margin: 0.75rem 0 0.25rem; }
p { margin: 0; }
ins { background: var(--st-green-background-color); text-decoration: underline 2px var(--st-green-color); }
del {
  background: var(--st-gray-background-color); color: var(--st-gray-text-color);
  text-decoration: line-through;
}
"""
_JS = """
function element(tag, words) {
  const made = document.createElement(tag)
  made.textContent = words
  return made
}
const TAGS = { added: "ins", removed: "del", kept: "span" }
export default function ({ data, parentElement }) {
  parentElement.querySelector(".diff").replaceChildren(...data.sections.flatMap(({ title, pieces }) => {
    const text = element("p", "")
    text.append(...pieces.map(([change, words]) => element(TAGS[change], words)))
    return [element("h4", title), text]
  }))
}
"""
_diff = st.components.v2.component(
    "sporo_version_diff",
    html='<div class="diff" role="region" aria-label="What changed"></div>',
    css=_CSS,
    js=_JS,
)


def versions(entry_id: str) -> None:
    """Every version that was kept, and what changed from one to another; nothing while there is one alone."""
    kept = services().notes.versions(session().person, entry_id)
    if len(kept) == 1:
        return
    with st.expander(f"Versions ({len(kept)})", icon=":material/history:"):
        numbers = range(len(kept))
        old = st.selectbox("From", numbers, index=len(kept) - 2, format_func=lambda at: _name(kept[at]))
        new = st.selectbox("To", numbers, index=len(kept) - 1, format_func=lambda at: _name(kept[at]))
        changed = [section for section in diff(kept[old].parts, kept[new].parts) if section.is_changed]
        if not changed:
            st.caption("Nothing is different between these two.")
            return
        st.caption(
            "Underlined was added, struck through was removed. Sections without a change are left out."
        )
        _diff(data={"sections": [_told(section) for section in changed]}, key=f"diff_{entry_id}")


def _told(section: SectionDiff) -> dict[str, object]:
    return {"title": section.title, "pieces": [(piece.change.value, piece.text) for piece in section.pieces]}


def _name(version: Version) -> str:
    at = f", {when(version.made_at, datetime.now(UTC), zone())}" if version.made_at else ""
    how = {
        How.WRITTEN: "As the service wrote it",
        How.EDITED: "Edited",
        How.SIGNED: f"Signed by {version.signer}",
    }
    return f"{version.number + 1}. {how[version.how]}{at}"
