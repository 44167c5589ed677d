"""The page for developers works on a machine without a network."""

import re

import httpx

from tests.sporo_service.harness import Api


def test_the_page_loads_nothing_from_elsewhere(api: Api) -> None:
    page = httpx.get(f"{api.http.base_url}docs")
    assert page.status_code == 200
    addresses = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)["']""", page.text)
    assert "openapi.json" in addresses
    assert not [address for address in addresses if re.match("(https?:)?//", address)]
    for address in addresses:
        assert httpx.get(f"{api.http.base_url}{address}").status_code == 200, address


def test_the_document_names_every_endpoint_and_error_and_how_to_open_them(api: Api) -> None:
    document = httpx.get(f"{api.http.base_url}openapi.json").json()
    assert document["servers"] == [{"url": "/api/v1/pcr"}]
    operations = {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert sorted(operations) == [
        "GET /audio/notes/{job_id}",
        "GET /icd10/{job_id}",
        "GET /templates/community",
        "GET /{upload_id}",
        "POST /audio/notes",
        "POST /icd10/text",
        "POST /upload/",
        "POST /upload/text/",
    ]
    for name, operation in operations.items():
        assert operation["security"] == [{"API key": []}], name
        assert {"400", "401"} <= set(operation["responses"]), name
        assert "422" not in operation["responses"], name
    assert document["components"]["securitySchemes"]["API key"]["name"] == "X-API-KEY"


def test_no_machinery_of_the_validation_stands_in_the_document(api: Api) -> None:
    assert "ValidationError" not in httpx.get(f"{api.http.base_url}openapi.json").text
