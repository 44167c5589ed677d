"""Where in the text a code's evidence stands; what is only close, or not found, is said to be."""

from sporo_clinical.icd10cm.placing import Nearness, Placed, place


def placed(text: str, evidence: str, start: int | None = None, end: int | None = None) -> Placed:
    """The place of the evidence: near where the service says, else the first that fits.

    Without any evidence the service's own place counts, if the text has it.
    """
    if evidence.strip():
        return place(text, evidence, start)
    if start is None or end is None or not 0 <= start < end <= len(text):
        return Placed(Nearness.NOT_FOUND)
    return Placed(Nearness.EXACT, start, end)


def first_place(text: str, evidence: str) -> tuple[int, int] | None:
    """The first place with these whole words, whatever their case and the space between them."""
    found = placed(text, evidence)
    if found.kind is not Nearness.EXACT or found.start is None or found.end is None:
        return None
    return found.start, found.end
