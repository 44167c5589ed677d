"""What every route asks: without a known key nothing opens, and nothing is read or kept."""

import httpx
import pytest

from sporo_service.keys import Keys
from sporo_service.store import SILENT_AFTER, Store, utc_now
from tests.sporo_service.harness import Api, eventually

UNKNOWN = "0" * 24
ROUTES = [
    ("POST", "audio/notes"),
    ("POST", "upload/"),
    ("POST", "upload/text/"),
    ("POST", "icd10/text"),
    ("GET", "templates/community"),
    ("GET", f"audio/notes/{UNKNOWN}"),
    ("GET", f"icd10/{UNKNOWN}"),
    ("GET", UNKNOWN),
    ("GET", "nonsense"),
]


@pytest.mark.parametrize(
    "headers", [{}, {"X-API-KEY": "sporo_guess"}, {"X-API-KEY": ""}, {"X-API-KEY": "\xff"}]
)
def test_without_a_known_key_nothing_opens(headers: dict[str, str], api: Api) -> None:
    sent = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    for method, path in ROUTES:
        answer = httpx.request(method, f"{api.http.base_url}{path}", headers=sent)
        assert (answer.status_code, list(answer.json())) == (401, ["detail"]), path


def _submit_for_codes(api: Api) -> httpx.Response:
    return api.http.post("icd10/text", json={"text": "Gout"})


def test_one_living_worker_with_the_engine_is_enough(api: Api) -> None:
    api.service.store.see_worker("good", "No speech.", ["coder"])
    api.service.store.see_worker("broken", "No codes.", ["transcriber"])
    assert _submit_for_codes(api).status_code == 202


def test_a_worker_that_is_gone_does_not_stand_for_one_that_lives_without_the_engine(api: Api) -> None:
    store = api.service.store
    long_ago = Store(store.engine, store.cipher, api.service.settings.files, lambda: utc_now() - SILENT_AFTER)
    long_ago.see_worker("good", None, ["coder"])
    store.see_worker("broken", "No codes.", ["transcriber"])
    refused = _submit_for_codes(api)
    assert (refused.status_code, refused.json()["detail"]) == (
        503,
        "Coding is not available on this service. No codes.",
    )


def test_a_revoked_key_opens_nothing_after_a_moment(api: Api) -> None:
    keys = Keys(api.service.store)
    assert api.http.get("templates/community").status_code == 200
    keys.revoke(keys.owner(api.key) or "")
    eventually(lambda: api.http.get("templates/community").status_code == 401)
    for method, path in ROUTES:
        answer = api.http.request(method, path)
        assert (answer.status_code, answer.json()["detail"]) == (
            401,
            "This key is not known here, or it was revoked.",
        ), path
