from importlib.resources import files

import pytest

from sporo_clinical.check.drug_mentions import (
    confused_with,
    drug_mentions,
    generics_of,
    known_names,
    same_drug,
)
from sporo_clinical.check.strand import heard
from sporo_clinical.vocabulary import drug_names


def test_there_are_thousands_of_drugs() -> None:
    assert len(drug_names()) > 2000
    assert len(known_names()) > 2500


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lasix", "furosemide"),
        ("Tylenol", "paracetamol"),
        ("metoprolol succinate", "Toprol XL"),
        ("HCTZ", "Microzide"),
    ],
)
def test_names_of_one_drug_are_one(one: str, other: str) -> None:
    assert same_drug(generics_of(one), generics_of(other))


def test_two_mixtures_with_one_ingredient_in_common_are_not_the_same() -> None:
    assert not same_drug(generics_of("Percocet"), generics_of("Vicodin"))
    assert same_drug(generics_of("Percocet"), generics_of("oxycodone"))


def test_the_longest_name_counts() -> None:
    (drug,) = drug_mentions(heard("I take insulin glargine at night."))
    assert drug.name == "insulin glargine"


def test_pairs_that_are_easily_confused_are_known_by_brand_and_generic() -> None:
    assert "hydralazine" in confused_with()["hydroxyzine"]
    assert "Celexa" in confused_with()["celecoxib"]


@pytest.mark.parametrize("name", ["brands.tsv", "confused.tsv"])
def test_every_line_of_a_list_has_two_names_and_stands_once(name: str) -> None:
    text = files("sporo_clinical").joinpath("data", "check", name).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(line.count("\t") == 1 and all(line.split("\t")) for line in lines)
    assert len(lines) == len(set(lines))
