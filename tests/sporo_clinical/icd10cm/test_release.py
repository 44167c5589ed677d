import gzip
import hashlib

import pytest

from sporo_clinical.icd10cm.release import FILE, dotted, plain, read_release, release

CODES = 74_879
"""What the official addenda of the release tally."""
SHA256 = "f3f710ded90ddc88ef20b9d77a46b3c608351544df2345cc65a7992865189a12"

SMALL = read_release(
    "E11\theader\tType 2 diabetes mellitus\tdiabetes NOS\n"
    "E119\tbillable\tType 2 diabetes mellitus without complications\n"
    "I10\tbillable\tEssential (primary) hypertension\thigh blood pressure\n"
)


def test_the_release_has_every_code_of_the_official_list() -> None:
    assert len(release().billable("")) == CODES


def test_the_file_is_the_one_that_was_compiled() -> None:
    assert hashlib.sha256(gzip.decompress(FILE.read_bytes())).hexdigest() == SHA256
    assert FILE.stat().st_size < 2_000_000


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


def test_a_code_has_its_name_and_its_inclusion_terms() -> None:
    assert SMALL.name("e11.9") == "Type 2 diabetes mellitus without complications"
    assert SMALL.inclusions == {"E11": ("diabetes NOS",), "I10": ("high blood pressure",)}
    with pytest.raises(KeyError):
        SMALL.name("E11.8")


@pytest.mark.parametrize(("code", "written"), [("I10", "I10"), ("E1122", "E11.22"), ("S52531A", "S52.531A")])
def test_codes_are_written_with_their_dot(code: str, written: str) -> None:
    assert dotted(code) == written
    assert plain(written) == code
