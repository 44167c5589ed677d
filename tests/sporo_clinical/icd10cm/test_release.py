import gzip
import hashlib
from datetime import date

import pytest

from sporo_clinical.icd10cm.release import RELEASE, built, dotted, plain, read_release, release

CODES = 74_879
"""What the official addenda of the release tally."""
SHA256 = "b982ba3f898632f8d2c24fa654a2696b134f2ecb93a12a5802ebe57206f7ed0a"

SMALL = read_release(
    "FY2027\t2026-10-01\t2027-09-30\n"
    "E11\theader\tType 2 diabetes mellitus\tdiabetes NOS\n"
    "E119\tbillable\tType 2 diabetes mellitus without complications\n"
    "I10\tbillable\tEssential (primary) hypertension\thigh blood pressure\n"
)


def test_the_release_has_every_code_of_the_official_list() -> None:
    assert len(release().billable("")) == CODES


def test_the_file_is_the_one_that_was_compiled() -> None:
    assert hashlib.sha256(gzip.decompress(built(RELEASE).read_bytes())).hexdigest() == SHA256
    assert built(RELEASE).stat().st_size < 2_000_000


def test_the_release_says_its_label_and_the_days_on_which_it_is_in_force() -> None:
    assert release().label == SMALL.label == "FY2027"
    assert release().in_force == SMALL.in_force == (date(2026, 10, 1), date(2027, 9, 30))


@pytest.mark.parametrize("code", ["A00.0", "E11.22", "U07.1", "Z99.89", "S52.531A"])
def test_codes_of_the_release_are_billable(code: str) -> None:
    assert release().is_billable(code)


@pytest.mark.parametrize("code", ["E11", "S52.531", "I42.0", "A00.5", "", "nonsense"])
def test_headers_deleted_codes_and_others_are_not_billable(code: str) -> None:
    assert not release().is_billable(code)


def test_a_header_has_the_codes_below_it() -> None:
    assert SMALL.billable("E11.-") == ("E119",)
    assert SMALL.billable("I10") == ("I10",)
    assert SMALL.billable("J") == ()


def test_headers_are_among_the_codes_below_a_beginning() -> None:
    assert SMALL.below("E") == ("E11", "E119")
    assert SMALL.codes == ("E11", "E119", "I10")


def test_a_code_has_its_name_and_its_inclusion_terms() -> None:
    assert SMALL.name("e11.9") == "Type 2 diabetes mellitus without complications"
    assert SMALL.inclusions == {"E11": ("diabetes NOS",), "I10": ("high blood pressure",)}
    with pytest.raises(KeyError):
        SMALL.name("E11.8")


@pytest.mark.parametrize(("code", "written"), [("I10", "I10"), ("E1122", "E11.22"), ("S52531A", "S52.531A")])
def test_codes_are_written_with_their_dot(code: str, written: str) -> None:
    assert dotted(code) == written
    assert plain(written) == code
