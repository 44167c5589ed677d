from sporo_clinical.facts import LABELS, NEAREST, Kind
from sporo_clinical.sorting import sort_sentences


def test_a_sentence_takes_the_kind_that_its_cues_speak_for() -> None:
    scores = [{Kind.HISTORY: 2.0}, {Kind.FAMILY: 3.0}, {Kind.PLAN: 2.0}]
    assert sort_sentences(scores) == [Kind.HISTORY, Kind.FAMILY, Kind.PLAN]


def test_a_sentence_without_cues_takes_the_kind_around_it() -> None:
    assert sort_sentences([{Kind.EXAM: 3.0}, {}, {Kind.EXAM: 3.0}]) == [Kind.EXAM] * 3


def test_a_visit_seldom_goes_back_to_talk_once_there_is_a_plan() -> None:
    undecided = {Kind.HISTORY: 0.7, Kind.PLAN: 0.5}
    assert sort_sentences([{Kind.PLAN: 3.0}, undecided])[1] is Kind.PLAN
    assert sort_sentences([{Kind.HISTORY: 3.0}, undecided])[1] is Kind.HISTORY


def test_nothing_said_has_no_kinds() -> None:
    assert sort_sentences([]) == []


def test_every_kind_has_a_label_and_somewhere_else_to_go() -> None:
    assert set(LABELS) == set(NEAREST) == set(Kind)
    assert all(nearest and kind not in nearest for kind, nearest in NEAREST.items())
