from pathlib import Path

import pytest

from sporo_clinical.facts import KINDS
from sporo_service.catalog import CatalogError, load_catalog, template_id

OWN = """
name = "Travel clinic"
specialty = "Travel medicine"
short_description = "Vaccines and advice before a journey."

[[sections]]
title = "Journey"
holds = ["complaint", "history"]
when_empty = "Not discussed."
"""


def own_folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "travel.toml").write_text(text, "utf-8")
    return tmp_path


def test_at_least_thirty_community_templates_are_on_offer() -> None:
    catalog = load_catalog()
    assert len(catalog.templates) >= 30
    assert {"General", "SOAP", "Progress note", "History and physical"} <= {t.name for t in catalog.templates}


def test_every_community_template_has_one_place_for_every_kind_of_fact() -> None:
    for template in load_catalog().templates:
        held = [kind for section in template.sections for kind in section.holds]
        assert sorted([*held, *template.leaves_out]) == sorted(KINDS), template.name


def test_an_id_is_24_hex_characters_and_stays_the_same_for_ever() -> None:
    soap = load_catalog().named("soap")
    assert soap is not None
    assert soap.id == template_id("SOAP") == "736bc2d4e0945110e88f7808"


def test_ids_are_all_different_and_find_their_template() -> None:
    catalog = load_catalog()
    assert len({t.id for t in catalog.templates}) == len(catalog.templates)
    assert all(catalog.get(t.id) is t for t in catalog.templates)
    assert catalog.get("0" * 24) is None


def test_templates_stand_in_the_order_of_their_names() -> None:
    names = [t.name.casefold() for t in load_catalog().templates]
    assert names == sorted(names)


def test_the_name_filter_ignores_case_and_looks_at_the_name_alone() -> None:
    found, count = load_catalog().search(name="pediatric")
    assert [t.name for t in found] == ["Pediatric sick visit", "Pediatric well visit"]
    assert count == 2


def test_every_search_keyword_must_be_in_the_name_or_the_short_description() -> None:
    found, count = load_catalog().search(search="VIDEO visit")
    assert [t.name for t in found] == ["Telehealth"]
    assert count == 1


def test_a_page_is_cut_from_all_matches_and_the_count_is_of_all() -> None:
    catalog = load_catalog()
    page, count = catalog.search(skip=2, limit=3)
    assert page == list(catalog.templates[2:5])
    assert count == len(catalog.templates)
    assert catalog.search(skip=1000, limit=3) == ([], count)


def test_a_practice_adds_its_own_templates_from_a_folder(tmp_path: Path) -> None:
    catalog = load_catalog(own_folder(tmp_path, OWN))
    own = catalog.named("Travel clinic")
    assert own is not None
    assert own.sections[0].holds == ("complaint", "history")
    assert len(catalog.templates) == len(load_catalog().templates) + 1


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (OWN.replace('"history"', '"vibes"'), "sections.0.holds.1"),
        (OWN.replace('title = "Journey"', 'title = " "'), "sections.0.title"),
        (OWN.replace('when_empty = "Not discussed."', ""), "sections.0.when_empty"),
        (OWN.replace('specialty = "Travel medicine"', "specialty = 3"), "specialty"),
        (OWN.split("[[", maxsplit=1)[0], "sections"),
        ("colour = 1\n" + OWN, "colour"),
        (OWN.replace("Travel clinic", "soap"), "name"),
        ('style = "verse"' + OWN, "style"),
        ('leaves_out = ["vibes"]' + OWN, "leaves_out.0"),
        ('leaves_out = ["history"]' + OWN, "sections"),
        (OWN.replace('"history"', '"complaint"'), "sections"),
    ],
)
def test_an_invalid_template_is_refused_by_file_and_field(tmp_path: Path, text: str, field: str) -> None:
    with pytest.raises(CatalogError) as refused:
        load_catalog(own_folder(tmp_path, text))
    assert str(refused.value).startswith(f"travel.toml: {field}: ")


def test_a_file_that_is_not_toml_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"travel\.toml: this is not a TOML file"):
        load_catalog(own_folder(tmp_path, "name = [unfinished"))


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="does not exist"):
        load_catalog(tmp_path / "nowhere")
