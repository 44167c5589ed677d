import pytest

from tests.sporo_service.harness import Api


def _names(api: Api, **query: str | int) -> list[str]:
    answer = api.http.get("templates/community", params=query)
    assert answer.status_code == 200, answer.text
    return [line["name"] for line in answer.json()["data"]]


def test_paging_through_meets_every_template_once(api: Api) -> None:
    every = [template.name for template in api.service.catalog.templates]
    paged = [name for skip in range(0, len(every), 5) for name in _names(api, skip=skip, limit=5)]
    assert paged == every


def test_the_count_is_of_all_that_match_not_of_the_page(api: Api) -> None:
    page = api.http.get("templates/community", params={"limit": 1}).json()
    assert len(page["data"]) == 1
    assert page["count"] == len(api.service.catalog.templates)


def test_each_template_tells_its_specialty_beside_what_is_documented(api: Api) -> None:
    lines = api.http.get("templates/community", params={"name": "cardiology"}).json()["data"]
    assert [(line["name"], line["specialty"]) for line in lines] == [("Cardiology", "Cardiology")]


def test_name_and_keywords_narrow_the_list_whatever_their_case(api: Api) -> None:
    first = api.service.catalog.templates[0]
    assert first.name in _names(api, name=first.name.upper())
    assert first.name in _names(api, search=" ".join(first.short_description.upper().split()[:2]))
    assert _names(api, name="no template is called so") == []


def test_a_limit_over_a_hundred_is_served_as_a_hundred(api: Api) -> None:
    assert len(_names(api, limit=5000)) == min(100, len(api.service.catalog.templates))


@pytest.mark.parametrize("field", ["skip", "limit"])
@pytest.mark.parametrize("value", ["-1", "many"])
def test_a_number_that_is_none_is_refused_with_one_sentence_that_names_it(
    field: str, value: str, api: Api
) -> None:
    answer = api.http.get("templates/community", params={field: value})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(f"`{field}` can't be used: ")
    assert answer.json()["detail"].endswith(".")
