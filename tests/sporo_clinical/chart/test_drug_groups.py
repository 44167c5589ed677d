import pytest

from sporo_clinical.chart.drug_groups import generic, groups_named, groups_of


@pytest.mark.parametrize(("name", "plain"), [("Lasix", "furosemide"), ("ASA", "aspirin"), ("Zyxon", "zyxon")])
def test_a_brand_is_known_by_its_generic_name(name: str, plain: str) -> None:
    assert generic(name) == plain


def test_a_drug_is_in_the_group_of_its_generic() -> None:
    assert groups_of("Cipro") == groups_of("ciprofloxacin") == {"quinolone"}
    assert groups_of("zyxon") == frozenset()


def test_a_question_names_a_group_or_all_groups_of_a_family() -> None:
    assert groups_named("statins") == {"statin"}
    assert {"penicillin", "quinolone"} <= groups_named("antibiotics")
    assert groups_named("weather") == frozenset()
