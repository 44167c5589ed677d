import gzip

from sporo_clinical.icd10cm.named_codes import named_codes
from sporo_clinical.icd10cm.notes import NOTES, Note, NoteFile, Notes, notes_of, notes_source
from sporo_clinical.icd10cm.release import built, release

LINES = """April 2026\tsource
E00-E89\tchapter
E00-E89\texcludes1\ttransitory disorders of newborn (P70-P74)
E08-E13\tblock
E08\tcategory
E11\tcategory
E11\texcludes1\tgestational diabetes (O24.4-)
E112\tuse_additional\tstage of kidney disease (N18.-)
E1122\texcludes1\tits own note
O00-O9A\tchapter
O20-O29\tblock
O24\tcategory""".splitlines()


def test_a_code_has_its_own_notes_first_then_those_above_it() -> None:
    assert list(NoteFile(LINES).of("E1122")) == [
        ("excludes1", "its own note", "E1122"),
        ("use_additional", "stage of kidney disease (N18.-)", "E112"),
        ("excludes1", "gestational diabetes (O24.4-)", "E11"),
        ("excludes1", "transitory disorders of newborn (P70-P74)", "E00-E89"),
    ]


def test_notes_of_another_chapter_do_not_hold() -> None:
    assert list(NoteFile(LINES).of("O24410")) == []
    assert NoteFile(LINES).categories == ("E08", "E11", "O24")


def test_the_notes_say_what_they_name_and_where_they_stand() -> None:
    assert Note("gestational diabetes (O24.4-)", ("O244",), "E11") in notes_of("E11.9").excludes1
    assert Note("cardiac arrest (I46.-)", ("I46",), "I50") in notes_of("I509").excludes2
    assert any("Z794" in note.codes for note in notes_of("E1165").use_additional)
    assert any("I110" in note.codes for note in notes_of("I5022").code_first)
    assert any("J45" in note.codes for note in notes_of("J441").code_also)


def test_notes_of_a_category_newer_than_they_are_are_none() -> None:
    assert release().is_billable("K6A") or release().billable("K6A")
    assert notes_of("K6A.0") == Notes()


def test_the_notes_say_of_when_they_are() -> None:
    assert notes_source() == "April 2026"
    assert built(NOTES).stat().st_size < 500_000


def test_nearly_all_codes_that_the_notes_name_are_of_the_release() -> None:
    lines = gzip.decompress(built(NOTES).read_bytes()).decode().splitlines()
    categories = NoteFile(lines).categories
    named = {code for line in lines for code in named_codes(line.split("\t")[-1], release(), categories)}
    unknown = {code for code in named if not release().below(code)}
    assert len(unknown) < 0.01 * len(named), sorted(unknown)
