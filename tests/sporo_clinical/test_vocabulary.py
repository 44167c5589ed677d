from collections import Counter

from sporo_clinical.vocabulary import drug_names, everyday, vocabulary


def test_there_are_thousands_of_terms_of_every_kind() -> None:
    kinds = Counter(term.kind for term in vocabulary())
    assert kinds.total() > 4000
    assert kinds["drug"] > 1500
    assert all(kinds[kind] > 300 for kind in ("finding", "test", "procedure", "anatomy"))


def test_every_term_stands_once() -> None:
    twice = [text for text, count in Counter(term.text.lower() for term in vocabulary()).items() if count > 1]
    assert twice == []


def test_every_term_has_a_specialty_and_no_stray_blanks() -> None:
    for term in vocabulary():
        assert term.text == term.text.strip()
        assert term.specialties
        assert all(specialty == specialty.strip().lower() for specialty in term.specialties)


def test_drugs_are_known_by_generic_and_brand_name_in_lower_case() -> None:
    assert {"lisinopril", "zestril", "apixaban", "eliquis", "ozempic"} <= drug_names()
    assert "chest pain" not in drug_names()


def test_everyday_terms_are_terms() -> None:
    assert set(everyday()) <= {term.text for term in vocabulary()}
