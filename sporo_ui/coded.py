"""A coded text for review: each code with its evidence, what a person made of it, and what rules say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sporo_clinical.icd10cm.finding import Finding
from sporo_clinical.icd10cm.placing import Placed
from sporo_clinical.icd10cm.review import review
from sporo_ui.decisions import Decision, Decisions, Standing, is_added
from sporo_ui.entries import Entry
from sporo_ui.evidence import placed
from sporo_ui.models import ConsideredCode, Icd10Code, Icd10Job


@dataclass(frozen=True)
class CodeRow:
    """One code as it now stands."""

    id: str
    code: str
    name: str
    evidence: str
    """The service's own words, which may be a paraphrase; empty where there are none."""
    place: Placed
    confidence: float | None
    standing: Standing
    proposed: str
    """What the service proposed; empty for a code that a person added."""

    @property
    def is_changed(self) -> bool:
        """Whether a person put another code in the place of the proposed one."""
        return bool(self.proposed) and self.code != self.proposed


@dataclass(frozen=True)
class Considered:
    """A code that the text mentions and that was not proposed, with the reason."""

    code: str
    name: str
    evidence: str
    place: Placed
    reason: str


@dataclass(frozen=True)
class Coded:
    """A coded text; before completion it has no codes."""

    entry: Entry
    text: str
    rows: tuple[CodeRow, ...] = ()
    """The proposed codes in their order, then those that a person added."""
    considered: tuple[Considered, ...] = ()
    coder: str = ""
    removed: int = 0
    """Codes that were proposed on the way and taken out, for they had no words in the text."""
    warnings: tuple[str, ...] = ()
    origin: Entry | None = None
    """The note or summary whose text it was, while that is kept."""
    is_out_of_date: bool = False
    """What it was made from says something else now."""
    said_day: date | None = None
    """The day of the visit as a person said it."""

    @property
    def day(self) -> date:
        """The day of the visit: when the text was sent, unless a person said another."""
        return self.said_day or self.entry.created_at.date()

    @property
    def is_decided(self) -> bool:
        """Whether a person decided anything."""
        return any(row.standing is not Standing.OPEN for row in self.rows)

    @property
    def accepted(self) -> tuple[CodeRow, ...]:
        """The codes that a person accepted."""
        return tuple(row for row in self.rows if row.standing is Standing.ACCEPTED)

    @property
    def taken(self) -> tuple[CodeRow, ...]:
        """What leaves the app: what was accepted; all of it while nothing is decided."""
        return self.accepted if self.is_decided else self.rows

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What rules say of the codes that are not rejected, whoever proposed them."""
        codes = [row.code for row in self.rows if row.standing is not Standing.REJECTED]
        return review(codes, self.text, self.day)


def coded(entry: Entry, text: str, answer: Icd10Job, decisions: Decisions) -> Coded:
    """The service's answer with the person's decisions in place."""
    proposed = enumerate(answer.icd10_codes or ())
    rows = [_proposed(text, str(number), code, decisions) for number, code in proposed]
    rows += [_added(text, row, decision) for row, decision in decisions.items() if is_added(row)]
    return Coded(
        entry=entry,
        text=text,
        rows=tuple(rows),
        considered=_considered(text, answer.considered),
        coder=answer.coder or "",
        removed=answer.removed or 0,
        warnings=answer.warnings,
    )


def _proposed(text: str, row: str, code: Icd10Code, decisions: Decisions) -> CodeRow:
    decision = decisions.get(row, Decision(Standing.OPEN))
    return CodeRow(
        id=row,
        code=decision.code or code.icd10_code,
        name=decision.name if decision.code else code.name,
        evidence=code.evidence,
        place=placed(text, code.evidence, code.start, code.end),
        confidence=None if decision.code else code.confidence,
        standing=decision.standing,
        proposed=code.icd10_code,
    )


def _added(text: str, row: str, decision: Decision) -> CodeRow:
    return CodeRow(
        id=row,
        code=decision.code,
        name=decision.name,
        evidence=decision.evidence,
        place=placed(text, decision.evidence, decision.start),
        confidence=None,
        standing=decision.standing,
        proposed="",
    )


def _considered(text: str, codes: Sequence[ConsideredCode]) -> tuple[Considered, ...]:
    return tuple(
        Considered(
            code.icd10_code,
            code.name,
            code.evidence,
            placed(text, code.evidence, code.start, code.end),
            code.reason,
        )
        for code in codes
    )
