from collections import defaultdict

from sporo_clinical.icd10cm.naming import Bag, bag
from sporo_clinical.icd10cm.release import read_release, release
from sporo_clinical.icd10cm.terms import Term, Terms, compile_terms, terms
from sporo_clinical.icd10cm.words import rows


def test_a_term_is_filed_under_its_rarest_word() -> None:
    found = Terms(["stone\tkidney|N200|own\tbladder|N210|name"])
    assert found.of("stone") == (
        Term(("stone", "kidney"), ("N200",), "own"),
        Term(("stone", "bladder"), ("N210",), "name"),
    )
    assert found.of("stone") == found.of("stone")
    assert found.of("kidney") == ()


def test_our_own_lexicon_goes_before_the_names() -> None:
    names = read_release(
        "FY2027\t2026-10-01\t2027-09-30\n"
        "R000\tbillable\tHigh blood pressure\nI10\tbillable\tEssential hypertension\n"
    )
    hypertension = [line for line in compile_terms(names, ()) if line.startswith("hypertension\t")]
    assert any("|I10|own" in line for line in hypertension)
    assert not any("R000" in line for line in hypertension)


def test_names_of_one_general_word_and_external_causes_are_no_terms() -> None:
    small = read_release(
        "FY2027\t2026-10-01\t2027-09-30\n"
        "R52\tbillable\tPain, unspecified\nW19XXXA\tbillable\tUnspecified tumble, initial encounter\n"
    )
    assert not any("|R52|name" in line or "W19" in line for line in compile_terms(small, ()))


def test_one_phrase_of_the_lexicon_has_one_code_unless_the_side_decides() -> None:
    codes: dict[Bag, set[str]] = defaultdict(set)
    for term, code in rows("lexicon.tsv"):
        codes[bag(term)].add(code)
    said_sides = {words for words, found in codes.items() if len(found) > 1}
    for term, _ in rows("lexicon.tsv"):
        if bag(term) in said_sides:
            names = [
                release().names[first] for code in codes[bag(term)] for first in release().billable(code)
            ]
            assert any(side in name.lower() for name in names for side in ("left", "right", "bilateral")), (
                term
            )


def test_the_lexicon_is_large() -> None:
    assert len(list(rows("lexicon.tsv"))) >= 1_500
    assert terms().of("hypertension")
