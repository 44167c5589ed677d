from sporo_clinical.icd10cm.release import read_release, release
from sporo_clinical.icd10cm.stale import stale


def test_every_code_of_our_lists_is_of_the_release() -> None:
    assert list(stale(release())) == []


def test_codes_that_a_release_lacks_are_named_with_their_list() -> None:
    found = list(
        stale(
            read_release("FY2027\t2026-10-01\t2027-09-30\nI10\tbillable\tEssential (primary) hypertension\n")
        )
    )
    assert "lexicon.tsv: E11.9" in found
    assert "past.tsv: Z86.73" in found
    assert "family.tsv: Z80.3" in found
    assert "integral.tsv: J12" in found
    assert "lexicon.tsv: I10" not in found
