import pytest

from sporo_clinical.icd10cm.naming import bag, core, further_bags, main_bags


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Essential (primary) hypertension", ("hypertension",)),
        ("Pneumonia, unspecified organism", ("pneumonia",)),
        ("Pain in unspecified knee", ("knee", "pain")),
        ("Migraine with aura, not intractable, without status migrainosus", ("aura", "migraine")),
        ("Nicotine dependence, cigarettes, uncomplicated", ("cigarette", "dependence", "nicotine")),
        ("Contusion of left elbow, initial encounter", ("contusion", "elbow")),
        ("Splenomegaly, not elsewhere classified", ("splenomegaly",)),
    ],
)
def test_a_name_is_known_by_what_a_text_would_say(name: str, words: tuple[str, ...]) -> None:
    assert list(main_bags(name)) == [words]


def test_order_sides_and_small_words_do_not_matter() -> None:
    assert bag("pain in the left knee") == bag("Right knee pain")


def test_and_means_either() -> None:
    assert set(further_bags("Dizziness and giddiness")) == {("dizziness",), ("giddiness",)}
    assert ("disorder", "kidney") in set(further_bags("Disorder of kidney and ureter"))


def test_acute_and_chronic_is_not_acute() -> None:
    assert ("acute", "failure") not in set(further_bags("Acute and chronic failure"))


def test_one_word_of_a_longer_name_is_not_enough() -> None:
    assert all(len(words) > 1 for words in further_bags("Other alveolar and parieto-alveolar conditions"))


def test_what_is_only_excluded_is_not_part_of_the_core() -> None:
    assert core("Gallstone without obstruction") == "Gallstone"
