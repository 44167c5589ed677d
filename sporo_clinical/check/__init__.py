"""The check of a note against its transcript: what the note says without support, and what it leaves out."""

from collections.abc import Iterator

from sporo_clinical.check.account import Account
from sporo_clinical.check.allergies import allergy_flags
from sporo_clinical.check.diagnoses import diagnosis_flags
from sporo_clinical.check.doses import dose_flags
from sporo_clinical.check.drugs import misheard_flags, unsupported_drugs
from sporo_clinical.check.findings import red_flags
from sporo_clinical.check.flags import Direction, Flag, FlagKind, Severity, in_order
from sporo_clinical.check.likeness import Likeness
from sporo_clinical.check.measured import number_flags
from sporo_clinical.check.misheard import misheard
from sporo_clinical.check.negations import negation_flags
from sporo_clinical.check.notes import noted_findings
from sporo_clinical.check.omissions import omitted_changes, omitted_drugs, omitted_red_flags, omitted_returns
from sporo_clinical.check.pairs import pair_flags
from sporo_clinical.check.persons import person_flags
from sporo_clinical.check.rates import frequency_flags
from sporo_clinical.check.sides import side_flags
from sporo_clinical.check.spans import span_flags
from sporo_clinical.check.speech import heard_findings
from sporo_clinical.check.strand import heard, written
from sporo_clinical.check.wording import not_read
from sporo_clinical.language import is_foreign

__all__ = ["Direction", "Flag", "FlagKind", "Severity", "check"]


def check(transcript: str, note: str) -> list[Flag]:
    """What a clinician should look at before signing the note, in order of severity, then of place.

    Nothing where one of both is blank. Where one is plainly not in English, which is all that is read here,
    one flag says so.
    """
    if not transcript.strip() or not note.strip():
        return []
    if is_foreign(transcript) or is_foreign(note):
        return [not_read()]
    return in_order(_flags(Account(written(note)), Account(heard(transcript))))


def _flags(note: Account, said: Account) -> Iterator[Flag]:
    likeness = Likeness(note, said)
    noted, told = noted_findings(note.strand), heard_findings(said.strand)
    in_note, in_transcript = misheard(note), misheard(said)
    yield from unsupported_drugs(note, said, in_transcript)
    yield from misheard_flags(note, said, in_note, in_transcript)
    yield from dose_flags(note, said)
    yield from frequency_flags(note, said)
    yield from negation_flags(likeness, noted, told)
    yield from person_flags(note, said, noted, told)
    yield from diagnosis_flags(note, said, noted, told)
    yield from number_flags(note, said, likeness)
    yield from pair_flags(note, said)
    yield from span_flags(note, said, likeness)
    yield from side_flags(note, said, likeness)
    yield from allergy_flags(note, said)
    yield from omitted_drugs(note, said)
    yield from omitted_changes(note, said)
    yield from omitted_red_flags(noted, told, said, red_flags())
    yield from omitted_returns(note, said)
