from pathlib import Path

from sporo_clinical.icd10cm.tabular_notes import edition, note_lines

TABULAR = """<ICD10CM.tabular><version>2026</version><chapter><name>4</name>
<desc>Endocrine diseases (E00-E89)</desc><excludes1><note>disorders of newborn (P70-P74)</note></excludes1>
<section id="E08-E13"><desc>Diabetes mellitus (E08-E13)</desc>
<diag><name>E11</name><desc>Type 2 diabetes mellitus</desc>
<useAdditionalCode><note>code to identify control using:</note>
<note>insulin (Z79.4)</note></useAdditionalCode>
<diag><name>E11.9</name><desc>Without complications</desc>
<codeAlso><note>, if applicable, weight</note></codeAlso></diag></diag></section></chapter>
<chapter><name>6</name><desc>Nervous diseases (G00-G99)</desc><section id="G00-G09"><diag><name>G01</name>
<excludes1><note>meningitis (in):</note><note>Lyme disease (A69.21)</note><note>typhoid fever (A01.01)</note>
<note>myelitis (G05)</note></excludes1></diag></section></chapter></ICD10CM.tabular>"""


def _tabular(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_text(TABULAR)
    return file


def test_each_note_has_its_place_and_its_kind(tmp_path: Path) -> None:
    lines = list(note_lines(_tabular(tmp_path, "tabular.xml"), "April 2026"))
    assert lines[:8] == [
        "April 2026\tsource",
        "E00-E89\tchapter",
        "E00-E89\texcludes1\tdisorders of newborn (P70-P74)",
        "E08-E13\tblock",
        "E11\tcategory",
        "E11\tuse_additional\tcode to identify control using: insulin (Z79.4)",
        "E119\tcode_also\tif applicable, weight",
        "G00-G99\tchapter",
    ]


def test_what_a_line_of_excludes_leads_to_ends_where_the_alphabet_begins_again(tmp_path: Path) -> None:
    lines = list(note_lines(_tabular(tmp_path, "tabular.xml"), "April 2026"))
    assert lines[-3:] == [
        "G01\texcludes1\tmeningitis (in): Lyme disease (A69.21)",
        "G01\texcludes1\tmeningitis (in): typhoid fever (A01.01)",
        "G01\texcludes1\tmyelitis (G05)",
    ]


def test_the_edition_is_the_month_in_the_file_name_or_the_year_that_the_list_says(tmp_path: Path) -> None:
    assert edition(_tabular(tmp_path, "icd10cm-tabular-April-1-2026.xml")) == "April 2026"
    assert edition(_tabular(tmp_path, "icd10cm-tabular.xml")) == "2026"
