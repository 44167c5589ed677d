from pathlib import Path

import pytest

from sporo_clinical.icd10cm.official import CODES, neoplasm_lines, release_lines, the_file

TABULAR = """<ICD10CM.tabular><chapter><section>
<diag><name>E11</name><desc>Type 2 diabetes mellitus</desc>
<inclusionTerm><note>diabetes NOS</note></inclusionTerm>
<diag><name>E11.9</name><desc>Type 2 diabetes mellitus without complications</desc></diag></diag>
<diag><name>I42.0</name><desc>Dilated cardiomyopathy, deleted since</desc></diag>
</section></chapter></ICD10CM.tabular>"""
NEOPLASMS = """<ICD10CM.index><letter><mainTerm><title>Neoplasm</title>
<term level="1"><title>lung<nemod>(lobe)</nemod></title><cell col="2">C34.9-</cell><cell col="3">C78.0-</cell>
<cell col="4">D02.2-</cell><cell col="5">D14.3-</cell><cell col="6">D38.1</cell><cell col="7">D49.1</cell>
</term></mainTerm></letter></ICD10CM.index>"""


@pytest.fixture(name="source")
def official_files(tmp_path: Path) -> Path:
    listed = "E119    Type 2 diabetes mellitus without complications\n"
    (tmp_path / "icd10cm_codes_2027.txt").write_text(listed)
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "icd10cm-tabular.xml").write_text(TABULAR)
    (tmp_path / "tables" / "icd10cm-neoplasm.xml").write_text(NEOPLASMS)
    return tmp_path


def test_codes_headers_and_inclusion_terms_are_taken_from_the_official_files(source: Path) -> None:
    assert list(
        release_lines(source / "icd10cm_codes_2027.txt", source / "tables" / "icd10cm-tabular.xml")
    ) == [
        "E11\theader\tType 2 diabetes mellitus\tdiabetes NOS",
        "E119\tbillable\tType 2 diabetes mellitus without complications",
    ]


def test_each_site_has_its_six_codes(source: Path) -> None:
    assert list(neoplasm_lines(source / "tables" / "icd10cm-neoplasm.xml"))[1:] == [
        "lung(lobe)\tC34.9-\tC78.0-\tD02.2-\tD14.3-\tD38.1\tD49.1"
    ]


def test_a_folder_without_the_list_is_refused_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="0 files like icd10cm_codes"):
        the_file(tmp_path, CODES)
