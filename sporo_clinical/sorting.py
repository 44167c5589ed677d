"""Which kind each sentence of a visit is: by its own cues, and by where in a visit it stands."""

from collections.abc import Mapping, Sequence

from sporo_clinical.facts import Kind

_STAGES: tuple[frozenset[Kind], ...] = (
    frozenset(
        {
            Kind.COMPLAINT,
            Kind.HISTORY,
            Kind.BACKGROUND,
            Kind.SURGICAL,
            Kind.MEDICATIONS,
            Kind.ALLERGIES,
            Kind.IMMUNIZATIONS,
            Kind.FAMILY,
            Kind.SOCIAL,
            Kind.SYMPTOMS,
            Kind.DEVELOPMENT,
            Kind.FUNCTION,
            Kind.MENTAL_STATE,
        }
    ),
    frozenset({Kind.VITALS, Kind.EXAM, Kind.RESULTS}),
    frozenset({Kind.ASSESSMENT, Kind.PLAN, Kind.INSTRUCTIONS, Kind.FOLLOW_UP}),
)
"""A visit goes from talk to findings to what is thought and done; it seldom goes back."""

_LINGERS = frozenset({Kind.HISTORY, Kind.EXAM, Kind.PLAN})
_STAY, _BRIEF_STAY, _BACK = 0.8, 0.3, -1.2


def sort_sentences(scores: Sequence[Mapping[Kind, float]]) -> list[Kind]:
    """The likeliest kind of each sentence, given how much each speaks for each kind (Viterbi's path).

    A sentence without cues of its own takes the kind of what is said around it.
    """
    if not scores:
        return []
    best = {kind: scores[0].get(kind, 0.0) + (_STAY if kind is Kind.HISTORY else 0.0) for kind in Kind}
    came_from: list[dict[Kind, Kind]] = []
    for score in scores[1:]:
        before = {kind: _best_before(kind, best) for kind in Kind}
        best = {kind: best[before[kind]] + _MOVES[before[kind], kind] + score.get(kind, 0.0) for kind in Kind}
        came_from.append(before)
    return _trace(max(Kind, key=best.__getitem__), came_from)


def _best_before(kind: Kind, best: Mapping[Kind, float]) -> Kind:
    return max(Kind, key=lambda last: best[last] + _MOVES[last, kind])


def _trace(last: Kind, came_from: list[dict[Kind, Kind]]) -> list[Kind]:
    path = [last]
    for before in reversed(came_from):
        path.append(before[path[-1]])
    return path[::-1]


def _stage(kind: Kind) -> int:
    return next(place for place, kinds in enumerate(_STAGES) if kind in kinds)


def _move(last: Kind, kind: Kind) -> float:
    if last is kind:
        return _STAY if kind in _LINGERS else _BRIEF_STAY
    return _BACK if _stage(kind) < _stage(last) else 0.0


_MOVES = {(last, kind): _move(last, kind) for last in Kind for kind in Kind}
