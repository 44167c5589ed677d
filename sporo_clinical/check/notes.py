"""Findings as a written note tells them, by the cues and headings of written text."""

from sporo_clinical.check.findings import Finding, Stand, each
from sporo_clinical.check.lexicon import Named
from sporo_clinical.check.lists import listed
from sporo_clinical.check.strand import Statement, Strand
from sporo_clinical.context import Context, context_of
from sporo_clinical.headings import PartKind

_NIL_REACH = 3
_RELATIVES = listed("relatives")


def noted_findings(strand: Strand) -> tuple[Finding, ...]:
    """The findings that a note names, in order."""
    return tuple(_finding(strand, named, parts) for named, parts in each(strand))


def _finding(strand: Strand, named: Named, parts: frozenset[str]) -> Finding:
    statement = strand.statement_at(named.first)
    start, end = strand.characters(named.first, named.after)
    context = context_of(statement.sentence, start, end, statement.title)
    person = ""
    if (
        context.family
        or context.another
        or statement.kind is PartKind.FAMILY
        or _opens_family(strand, statement)
    ):
        person = _relative(strand, named) or "family"
    stand = Stand.DENIED if _is_nil(strand, named) else _stand(context)
    return Finding(named.name, named.first, named.after, stand, person, parts)


def _opens_family(strand: Strand, statement: Statement) -> bool:
    return strand.words[statement.first] in {"fh", "fhx"}


def _is_nil(strand: Strand, named: Named) -> bool:
    """Whether it is denied in shorthand: "nil fever", "non-smoker"."""
    statement = strand.statement_at(named.first)
    before = strand.words[max(statement.first, named.first - _NIL_REACH) : named.first]
    return "nil" in before or before[-1:] == ("non",)


def _stand(context: Context) -> Stand:
    if context.negated:
        return Stand.OPEN if context.historical else Stand.DENIED
    if context.possible or context.hypothetical or context.resolved:
        return Stand.OPEN
    return Stand.PRESENT


def _relative(strand: Strand, named: Named) -> str:
    statement = strand.statement_at(named.first)
    before = [word.removesuffix("'s") for word in strand.words[statement.first : named.first]]
    behind = [word.removesuffix("'s") for word in strand.words[named.after : statement.after]]
    return next((word for word in [*reversed(before), *behind] if word in _RELATIVES), "")
