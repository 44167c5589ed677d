from pathlib import Path

from sporo_clinical.icd10cm.alphabetic_index import index_lines
from sporo_clinical.icd10cm.release import read_release

INDEX = """<ICD10CM.index><letter><title>D</title>
<mainTerm><title>Diabetes, diabetic<nemod>(mellitus) (sugar)</nemod></title><code>E11.9</code>
  <term level="1"><title>with</title>
    <term level="2"><title>neuropathy NEC</title><code>E11.4-</code></term></term>
  <term level="1"><title>bronzed</title><code>E83.110</code></term>
  <term level="1"><title>gestational</title><see>Pregnancy, diabetes</see></term></mainTerm>
</letter></ICD10CM.index>"""
RELEASE = read_release(
    "FY2027\t2026-10-01\t2027-09-30\n"
    "E1140\tbillable\tDiabetes with neuropathy\nE119\tbillable\tDiabetes without complications\n"
)


def test_a_phrase_is_a_main_term_with_the_terms_below_it(tmp_path: Path) -> None:
    index = tmp_path / "icd10cm-index.xml"
    index.write_text(INDEX)
    assert list(index_lines(index, RELEASE)) == [
        "Diabetes\tE119",
        "Diabetes neuropathy\tE114",
        "diabetic\tE119",
        "diabetic neuropathy\tE114",
    ]


def test_codes_of_another_release_are_left_out(tmp_path: Path) -> None:
    index = tmp_path / "icd10cm-index.xml"
    index.write_text(INDEX.replace("E11.9", "E11.0"))
    assert not any("E110" in line for line in index_lines(index, RELEASE))
