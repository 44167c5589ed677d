"""Templates are at hand: fresh when the service answers, the last known ones when it does not."""

import threading
from pathlib import Path

import httpx
import pytest

from sporo_ui.templates import Ages, Listing, Templates, Work, beside
from tests.sporo_ui.ground import Api, Clock, answer

SOAP = {"_id": "1" * 24, "name": "SOAP", "short_description": "Subjective, objective, assessment, plan."}
AGES = Ages(fresh=300, failed=10)
LETTER = {"_id": "2" * 24, "name": "Consult letter", "short_description": "To a colleague."}


def listed(*templates: dict[str, str]) -> httpx.Response:
    return answer(200, {"data": templates, "count": len(templates) + 1})


def shelf(api: Api, folder: Path, clock: Clock) -> Templates:
    kept = folder / "templates.json"
    return Templates(api.client(), kept, ages=AGES, clock=clock, beside=lambda work: work())


def names(listing: Listing) -> list[str]:
    return [template.name for template in listing.templates]


def test_the_list_is_asked_once_while_it_is_fresh(tmp_path: Path) -> None:
    api, clock = Api([listed(SOAP), listed()]), Clock()
    templates = shelf(api, tmp_path, clock)
    assert names(templates.listing()) == names(templates.listing()) == ["SOAP"]
    asked = len(api.requests)
    clock.pass_(299)
    templates.listing()
    assert len(api.requests) == asked
    clock.pass_(1)
    api.say(listed(LETTER), listed())
    assert names(templates.listing()) == ["Consult letter"]


def test_an_outage_shows_the_last_known_list_and_says_why(tmp_path: Path) -> None:
    api, clock = Api([listed(SOAP), listed()]), Clock()
    templates = shelf(api, tmp_path, clock)
    templates.listing()
    clock.pass_(300)
    api.say(httpx.ConnectError("refused"))
    listing = templates.listing()
    assert names(listing) == ["SOAP"]
    assert listing.problem is not None
    assert listing.problem.sentence == "The service can't be reached."


def test_an_outage_is_not_asked_about_at_every_click_and_ends_by_itself(tmp_path: Path) -> None:
    api, clock = Api([httpx.ConnectError("refused")]), Clock()
    templates = shelf(api, tmp_path, clock)
    assert templates.listing().templates == ()
    templates.listing()
    assert len(api.requests) == 1
    clock.pass_(10)
    api.say(listed(SOAP), listed())
    listing = templates.listing()
    assert (names(listing), listing.problem) == (["SOAP"], None)


def test_a_restart_during_an_outage_still_offers_templates(tmp_path: Path) -> None:
    shelf(Api([listed(SOAP), listed()]), tmp_path, Clock()).listing()
    listing = shelf(Api([httpx.ConnectError("refused")]), tmp_path, Clock()).listing()
    assert names(listing) == ["SOAP"]
    assert listing.get("1" * 24) is not None


@pytest.mark.parametrize("kept", [b"", b"{", b'{"a": 1}', b"\xff"])
def test_a_kept_list_that_was_harmed_is_left_aside(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "templates.json").write_bytes(kept)
    assert shelf(Api([httpx.ConnectError("refused")]), tmp_path, Clock()).listing().templates == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [("", 2), ("soap", 1), ("SUBJECTIVE plan", 1), ("letter plan", 0), ("colleague", 1), ("  ", 2)],
)
def test_words_are_found_in_name_and_description(tmp_path: Path, words: str, found: int) -> None:
    listing = shelf(Api([listed(SOAP, LETTER), listed()]), tmp_path, Clock()).listing()
    assert len(listing.matching(words)) == found
    assert listing.get("nothing") is None


def test_nobody_waits_for_a_service_that_hangs_while_a_list_is_known(tmp_path: Path) -> None:
    api, clock, later = Api([listed(SOAP), listed()]), Clock(), list[Work]()
    shelf(api, tmp_path, clock).listing()
    kept = tmp_path / "templates.json"
    templates = Templates(api.client(), kept, ages=AGES, clock=clock, beside=later.append)
    api.say(listed(LETTER), listed())
    asked = len(api.requests)
    assert names(templates.listing()) == names(templates.listing()) == ["SOAP"]
    assert len(api.requests) == asked
    for work in later:
        work()
    assert names(templates.listing()) == ["Consult letter"]
    assert len(api.requests) == asked + 2


def test_work_beside_does_not_hold_up_who_asks_for_it() -> None:
    may_end, has_ended = threading.Event(), threading.Event()

    def work() -> None:
        may_end.wait(10)
        has_ended.set()

    beside(work)
    assert not has_ended.is_set()
    may_end.set()
    assert has_ended.wait(10)


def test_a_list_that_can_not_be_kept_is_still_shown(tmp_path: Path) -> None:
    templates = shelf(Api([listed(SOAP), listed()]), tmp_path / "no such folder", Clock())
    assert names(templates.listing()) == ["SOAP"]
