"""What the review's component is told to draw."""

import json
from dataclasses import replace

import pytest

from sporo_clinical.icd10cm.finding import Finding, FindingKind
from sporo_clinical.icd10cm.found import Reason
from sporo_ui.coded import Coded, coded
from sporo_ui.decisions import Decision, Decisions, Standing
from sporo_ui.entries import Entry
from sporo_ui.models import Icd10Job
from sporo_ui.shown_codes import REASONS, Drawn, considered_at, drawn, finding_drawn
from tests.sporo_ui.ground import Ground

TEXT = "High blood pressure and <b>asthma</b>. No fever."
HYPERTENSION = {"name": "Primary hypertension", "icd10_code": "I10", "evidence": "high blood pressure"}
ASTHMA = {"name": "Asthma", "icd10_code": "J45.909", "evidence": "asthma", "confidence": 0.75}
FEVER = {"icd10_code": "R50.9", "evidence": "fever", "reason": "denied"}


@pytest.fixture
def entry(ground: Ground) -> Entry:
    return ground.submit()


def work(entry: Entry, decisions: Decisions | None = None, **answer: object) -> Coded:
    told = {"status": "completed", "icd10_codes": [HYPERTENSION, ASTHMA], "considered": [FEVER]} | answer
    return coded(entry, TEXT, Icd10Job.model_validate(told), decisions or {})


def rows(work: Coded) -> list[Drawn]:
    found: list[Drawn] = drawn(work)["rows"]
    return found


def test_the_pieces_are_the_text_and_know_whose_words_they_are(entry: Entry) -> None:
    pieces = drawn(work(entry))["pieces"]
    assert "".join(piece["text"] for piece in pieces) == TEXT
    assert [(piece["text"], piece["rows"], piece["signs"]) for piece in pieces if piece["rows"]] == [
        ("High blood pressure", ["0"], ("1",)),
        ("asthma", ["1"], ("2",)),
        ("fever", ["considered0"], ()),
    ]


def test_words_that_several_codes_rest_on_belong_to_all_of_them(entry: Entry) -> None:
    pieces = drawn(work(entry, icd10_codes=[ASTHMA, ASTHMA]))["pieces"]
    assert [piece["rows"] for piece in pieces if piece["text"] == "asthma"] == [["0", "1"]]


def test_all_that_is_drawn_goes_through_json(entry: Entry) -> None:
    told = drawn(work(entry))
    assert json.loads(json.dumps(told))["rows"][0]["standing"] == "open"


@pytest.mark.parametrize(
    ("evidence", "flag"),
    [
        ("asthma", ""),
        ("high blood pressures", "Not in these words: the closest passage is marked."),
        ("gout of the toe", "Not found in the text."),
        ("", "Without evidence in the text."),
    ],
)
def test_evidence_that_is_not_in_the_text_is_shown_to_be_so(entry: Entry, evidence: str, flag: str) -> None:
    (row,) = rows(work(entry, icd10_codes=[ASTHMA | {"evidence": evidence}]))
    assert (row["evidence"], row["flag"]) == (evidence, flag)


@pytest.mark.parametrize(
    ("confidence", "facts"), [(0.95, []), (0.6, ["These words fit loosely."]), (None, [])]
)
def test_a_code_that_fits_loosely_is_said_to(
    entry: Entry, confidence: float | None, facts: list[str]
) -> None:
    (row,) = rows(work(entry, icd10_codes=[ASTHMA | {"confidence": confidence}]))
    assert row["facts"] == facts


def test_what_a_person_did_stands_beside_the_code(entry: Entry) -> None:
    added = Decision(Standing.ACCEPTED, "E78.5", "Hyperlipidemia")
    changed = Decision(Standing.ACCEPTED, "J45.901", "Asthma with exacerbation")
    first, second, third = rows(work(entry, {"1": changed, "added1": added}))
    assert first["facts"] == []
    assert second["facts"] == ["Changed by you from J45.909."]
    assert third["facts"] == ["Added by you."]


def test_a_finding_stands_beside_each_code_that_it_concerns_and_a_rejected_code_has_none(
    entry: Entry,
) -> None:
    twice = work(entry, icd10_codes=[ASTHMA, ASTHMA])
    assert all("listed 2 times" in row["findings"][0]["sentence"] for row in rows(twice))
    once = work(entry, {"0": Decision(Standing.REJECTED)}, icd10_codes=[ASTHMA, ASTHMA])
    assert not any("listed" in each["sentence"] for row in rows(once) for each in row["findings"])


def finding(kind: FindingKind, *instead: str) -> Finding:
    return Finding("E11.9", kind, "Look.", "Tabular list", instead)


def test_a_code_of_a_finding_is_taken_in_its_place_or_beside_it_by_the_rule() -> None:
    (place,) = finding_drawn(finding(FindingKind.UNSPECIFIED, "E11.65"), "0")["instead"]
    assert (place["do"], place["words"]) == ("replace", "Change to E11.65")
    assert "hyperglycemia" in place["name"]
    (beside,) = finding_drawn(finding(FindingKind.USE_ADDITIONAL, "Z79.4"), "0")["instead"]
    assert (beside["do"], beside["words"]) == ("add", "Add Z79.4")


def test_the_beginning_of_several_codes_leads_to_the_picker() -> None:
    (place,) = finding_drawn(finding(FindingKind.HEADER, "E11.2"), "0")["instead"]
    assert (place["do"], place["words"]) == ("look_to_replace", "Look up E11.2")
    (beside,) = finding_drawn(finding(FindingKind.CODE_FIRST, "E11"), "0")["instead"]
    assert beside["do"] == "look_to_add"


def test_considered_codes_have_their_reason_in_plain_words(entry: Entry) -> None:
    (fever,) = drawn(work(entry))["considered"]
    assert fever["reason"] == "The text denies it."
    assert fever["name"] == "Fever, unspecified"
    assert considered_at(fever["id"]) == 0


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_words(reason: Reason) -> None:
    assert REASONS[reason].endswith(".")


def test_a_reason_that_is_not_known_here_is_shown_as_it_came(entry: Entry) -> None:
    (fever,) = drawn(work(entry, considered=[FEVER | {"reason": "Resolved <yesterday>"}]))["considered"]
    assert fever["reason"] == "Resolved <yesterday>"


def test_a_text_without_codes_is_drawn_all_the_same(entry: Entry) -> None:
    told = drawn(replace(work(entry), rows=(), considered=()))
    assert (told["rows"], told["considered"]) == ([], [])
    assert "".join(piece["text"] for piece in told["pieces"]) == TEXT
