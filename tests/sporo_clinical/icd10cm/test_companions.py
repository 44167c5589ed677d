import pytest

from sporo_clinical.icd10cm.companions import code_first, excluded, use_additional
from sporo_clinical.icd10cm.finding import FindingKind


@pytest.mark.parametrize(
    "pair", [("E119", "E109"), ("N390", "N3000"), ("F32A", "F319"), ("J4520", "R062"), ("Z3400", "O0990")]
)
def test_codes_that_exclude_each_other_are_named_once_in_either_order(pair: tuple[str, str]) -> None:
    for codes in (pair, pair[::-1]):
        (finding,) = excluded(codes)
        assert finding.kind is FindingKind.EXCLUDES
        assert len(finding.instead) == 2
        assert "Excludes1" in finding.source


def test_the_source_says_where_it_stands_and_from_when_it_is() -> None:
    (finding,) = excluded(("E119", "E109"))
    assert finding.source == "Tabular list, E11: Excludes1: type 1 diabetes mellitus (E10.-) (April 2026)"


@pytest.mark.parametrize(
    "codes",
    [
        ("E119", "I10"),
        ("J449", "J4520"),
        ("E1122", "E1142", "E1165"),
        # At E70-E88 stands "5-alpha-reductase deficiency (E29.1)": not what this code mostly means.
        ("E291", "E781"),
        # At R40.2 stands "coma in diabetes (E08-E13)": not every diabetes.
        ("R4020", "E119"),
    ],
)
def test_codes_that_go_together_are_left_alone(codes: tuple[str, ...]) -> None:
    assert list(excluded(codes)) == []


@pytest.mark.parametrize(
    ("codes", "about"),
    [
        (("D631",), "N18"),
        (("D631", "I10"), "N18"),
        (("F0280",), "G30"),
        (("G63",), "E85"),
        (("D630",), "C00"),
    ],
)
def test_a_manifestation_without_its_cause_asks_for_it(codes: tuple[str, ...], about: str) -> None:
    (finding,) = code_first(codes)
    assert finding.code.replace(".", "") == codes[0]
    assert "not listed without what causes it" in finding.sentence
    assert any(code.startswith(about) for code in finding.instead)


@pytest.mark.parametrize(
    "codes",
    [
        ("N186", "D631"),
        ("G309", "F0280"),
        ("I509",),
        ("N1830",),
        ("L97519",),
        ("E669",),
        ("A419",),
        ("I489",),
    ],
)
def test_a_cause_that_is_there_or_need_not_be_is_not_asked_for(codes: tuple[str, ...]) -> None:
    assert list(code_first(codes)) == []


def test_a_cause_behind_its_manifestation_is_to_be_moved() -> None:
    (finding,) = code_first(("L97508", "E11621"))
    assert finding.sentence == "List E11.621 before L97.508: the cause comes first."


@pytest.mark.parametrize(
    ("codes", "needed"), [(("E1122",), "N18.2"), (("I110",), "I50.22"), (("I130", "N184"), "I50.22")]
)
def test_what_a_code_cannot_do_without_is_asked_for_with_its_choices(
    codes: tuple[str, ...], needed: str
) -> None:
    (finding,) = use_additional(codes, ())
    assert finding.kind is FindingKind.USE_ADDITIONAL
    assert needed in finding.instead
    assert "needs a further code to" in finding.sentence


@pytest.mark.parametrize("code", ["I10", "E119", "J449", "N390", "E669", "J189", "C50912", "N401", "I2510"])
def test_what_is_coded_only_where_it_applies_is_not_asked_for(code: str) -> None:
    assert list(use_additional((code,), ())) == []


def test_what_the_note_supports_is_asked_for_beside_the_first_code_that_wants_it() -> None:
    (finding,) = use_additional(("I10", "E119", "J449"), ("Z87891",))
    assert (finding.code, finding.instead) == ("I10", ("Z87.891",))
    assert "history of tobacco dependence" in finding.source


def test_what_is_listed_already_is_not_asked_for() -> None:
    assert list(use_additional(("E1122", "N1832", "Z794"), ("N1832", "Z794"))) == []
