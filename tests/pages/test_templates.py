from sporo_ui.errors import Unreachable
from tests.pages.desk import Desk, shown
from tests.sporo_ui.ground import answer


def test_templates_are_browsed_by_specialty_and_words(desk: Desk) -> None:
    screen = desk.open("templates")
    assert "**SOAP**" in shown(screen)
    assert "A letter back." in shown(screen)
    screen.pills[0].set_value("Specialist").run()
    assert "**SOAP**" not in shown(screen)
    screen.text_input[0].set_value("classic").run()
    assert "No template has these words." in shown(screen)


def test_a_template_is_taken_to_a_visit(desk: Desk) -> None:
    screen = desk.open("templates")
    screen.button(key=f"use_{'b' * 24}").click().run()
    assert screen.title[0].value == "Record a visit"
    assert screen.pills[0].value == "b" * 24


def test_many_templates_come_in_pages(desk: Desk) -> None:
    many = [{"_id": f"{n:024}", "name": f"Template {n:02}"} for n in range(30)]
    desk.catalog.say(answer(200, {"data": many, "count": 30}))
    screen = desk.open("templates")
    assert "Template 11" in shown(screen)
    assert "Template 12" not in shown(screen)
    screen.pagination[0].set_value(3).run()
    assert "Template 29" in shown(screen)


def test_an_outage_keeps_the_known_templates_and_says_so(desk: Desk) -> None:
    desk.open("templates")
    desk.catalog.say(Unreachable(arrived=False))
    desk.install()
    screen = desk.open("templates")
    assert "The service can't be reached." in shown(screen)
    assert "**SOAP**" in shown(screen)


def test_a_service_without_templates_is_an_empty_page_that_says_so(desk: Desk) -> None:
    desk.catalog.say(answer(200, {"data": [], "count": 0}))
    assert "There are no templates to show." in shown(desk.open("templates"))


def test_a_search_from_a_late_page_begins_where_there_is_something_to_see(desk: Desk) -> None:
    names = [f"Visit {n}" for n in range(20)] + [f"Letter {n}" for n in range(20)]
    many = [{"_id": f"{n:024}", "name": name} for n, name in enumerate(names)]
    desk.catalog.say(answer(200, {"data": many, "count": 40}))
    for page in ("templates", "record"):
        screen = desk.open(page)
        screen.pagination[0].set_value(4).run()
        screen.text_input[0].set_value("letter").run()
        assert not screen.exception
        assert "Letter" in shown(screen) + str([pill.options for pill in screen.pills])
