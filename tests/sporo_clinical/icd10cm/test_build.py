import gzip
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sporo_clinical.icd10cm.build import INDEX, NEOPLASMS, main, validity
from sporo_clinical.icd10cm.notes import NOTES
from sporo_clinical.icd10cm.release import DATA, RELEASE, read_release
from sporo_clinical.icd10cm.terms import TERMS

FILES = (RELEASE, NOTES, NEOPLASMS, TERMS)
LARGEST = 10_000_000
TABULAR = """<ICD10CM.tabular><chapter><desc>Circulatory (I00-I99)</desc><section id="I10-I1A">
<diag><name>I10</name><desc>Essential (primary) hypertension</desc>
<excludes1><note>hypertensive kidney disease (I12.-)</note></excludes1></diag>
</section></chapter></ICD10CM.tabular>"""
NEOPLASM_TABLE = (
    """<ICD10CM.index><letter><mainTerm><title>Neoplasm</title></mainTerm></letter></ICD10CM.index>"""
)
ALPHABETIC_INDEX = """<ICD10CM.index><letter><mainTerm><title>Zzyzx fever</title><code>I10</code></mainTerm>
</letter></ICD10CM.index>"""


@pytest.fixture(name="source")
def official_files_with_the_codes_of_the_product(tmp_path: Path) -> Path:
    source = tmp_path / "official"
    source.mkdir()
    shipped = read_release(gzip.decompress((DATA / RELEASE).read_bytes()).decode())
    codes = (f"{code} {name}" for code, name in shipped.names.items() if code not in shipped.headers)
    (source / "icd10cm_codes_2028.txt").write_text("\n".join(codes))
    (source / "icd10cm-tabular-April-1-2027.xml").write_text(TABULAR)
    (source / "icd10cm-neoplasm-2028.xml").write_text(NEOPLASM_TABLE)
    return source


def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def _bytes(folder: Path) -> Mapping[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_official_files_become_the_files_of_a_release_the_same_each_time(
    source: Path, tmp_path: Path
) -> None:
    built = tmp_path / "built"
    main(["--source", str(source), "--into", str(built)])
    once = _bytes(built)
    main(["--source", str(source), "--into", str(built)])
    assert _bytes(built) == once
    assert set(once) == set(FILES)
    assert gzip.decompress(once[RELEASE]).startswith(b"FY2028\t2027-10-01\t2028-09-30\nA000\tbillable\t")
    assert gzip.decompress(once[NOTES]).startswith(b"April 2027\tsource\nI00-I99\tchapter\n")


def test_phrases_of_an_official_index_become_terms_until_a_release_comes_without(
    source: Path, tmp_path: Path
) -> None:
    built = tmp_path / "built"
    index = source / "icd10cm-index-2028.xml"
    index.write_text(ALPHABETIC_INDEX)
    main(["--source", str(source), "--into", str(built)])
    assert (built / INDEX).read_text() == "Zzyzx fever\tI10\n"
    assert b"\nzzyzx\tfever|I10|index\n" in gzip.decompress((built / TERMS).read_bytes())
    index.unlink()
    main(["--source", str(source), "--into", str(built)])
    assert not (built / INDEX).exists()
    assert b"zzyzx" not in gzip.decompress((built / TERMS).read_bytes())


def test_a_stale_code_in_our_lists_stops_the_build_before_anything_is_written(
    source: Path, tmp_path: Path
) -> None:
    (source / "icd10cm_codes_2028.txt").write_text("I10 Essential (primary) hypertension\n")
    with pytest.raises(SystemExit, match=r"codes that the release does not have: .*lexicon.tsv.*: E11\.9"):
        main(["--source", str(source), "--into", str(tmp_path / "built")])
    assert not (tmp_path / "built").exists()


def test_the_terms_shipped_are_those_of_the_lists_in_the_repository(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(DATA / name, tmp_path / name)
    main(["--into", str(tmp_path)])
    assert _unpacked(tmp_path / TERMS) == _unpacked(DATA / TERMS)


def test_all_that_is_shipped_is_small() -> None:
    assert sum(len(content) for content in _bytes(DATA).values()) < LARGEST


def test_validity_is_that_of_the_fiscal_year_in_the_name_of_the_code_list() -> None:
    assert validity("icd10cm_codes_2027.txt") == ("FY2027", date(2026, 10, 1), date(2027, 9, 30))


def test_validity_is_what_is_asked_for() -> None:
    asked = ("April 2027", date(2027, 4, 1), date(2027, 9, 30))
    assert validity("icd10cm_codes_2027.txt", *asked) == asked


@pytest.mark.parametrize(
    ("name", "first", "sentence"),
    [
        ("icd10cm_codes_new.txt", None, "names no year: say --label, --from and --to"),
        ("icd10cm_codes_2027.txt", date(2028, 1, 1), "would end on 2027-09-30, before it begins"),
    ],
)
def test_a_release_without_a_time_in_force_is_refused(name: str, first: date | None, sentence: str) -> None:
    with pytest.raises(SystemExit, match=sentence):
        validity(name, first=first)
