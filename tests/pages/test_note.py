from sporo_ui.entries import LOCAL_PERSON, Entry
from tests.pages.desk import Desk, plain, shown
from tests.sporo_ui.ground import answer

SAID = "Cough for a week. Start amoxicillin."
RESULT = {
    "transcript": SAID,
    "note": "as sections",
    "sections": [{"title": "Subjective", "text": "Cough."}, {"title": "Plan", "text": "Amoxicillin."}],
    "segments": [
        {"start": 0, "end": 2, "text": "Cough for a week."},
        {"start": 65, "end": 67, "text": "Start amoxicillin."},
    ],
    "uncertain": [{"start": 24, "end": 35, "text": "amoxicillin", "kind": "drug", "probability": 0.3}],
    "warnings": ["The recording was cut."],
    "writer": "local rules",
}


def saved(desk: Desk, entry: Entry) -> list[str]:
    return [section.text for section in desk.ground.visits.note(LOCAL_PERSON, entry.id).sections]


def test_the_note_stands_by_section_beside_the_transcript_with_its_times_and_doubts(desk: Desk) -> None:
    screen = desk.open("note", entry=desk.finished(**RESULT).id)
    assert [box.label for box in screen.text_area] == ["Subjective", "Plan"]
    assert [box.value for box in screen.text_area] == ["Cough.", "Amoxicillin."]
    text = shown(screen)
    assert "1:05" in text
    assert "amoxicillin :small[:orange[(check the drug)]]" in text
    assert "1 place may be misheard." in text
    assert "The recording was cut." in text
    assert "written by local rules" in text
    assert "Nobody has signed this note." in text


def test_an_edit_is_saved_at_once_and_can_be_undone(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    screen.text_area[1].set_value("Amoxicillin 500 mg.").run()
    assert saved(desk, entry) == ["Cough.", "Amoxicillin 500 mg."]
    assert "Edited, saved" in shown(screen)
    assert [box.value for box in desk.open("note", entry=entry.id).text_area] == [
        "Cough.",
        "Amoxicillin 500 mg.",
    ]
    next(button for button in screen.button if button.label == "Undo").click().run()
    assert saved(desk, entry) == ["Cough.", "Amoxicillin."]
    assert screen.text_area[1].value == "Amoxicillin."


def test_an_answer_that_comes_late_does_not_replace_an_edit(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    screen.text_area[0].set_value("Mine.").run()
    desk.ground.api.say(
        answer(200, RESULT | {"status": "completed", "sections": [{"title": "Other", "text": "Late"}]})
    )
    desk.ground.clock.pass_(60)
    desk.ground.poller().turn()
    assert screen.run().text_area[0].value == "Mine."
    assert saved(desk, entry)[0] == "Mine."


def test_a_note_under_way_shows_how_it_stands(desk: Desk) -> None:
    screen = desk.open("note", entry=desk.ground.accepted().id)
    assert "waiting for its turn" in shown(screen)
    assert not screen.text_area


def test_silence_and_an_empty_note_are_said_plainly(desk: Desk) -> None:
    screen = desk.open("note", entry=desk.finished(transcript="", note="").id)
    assert "Nobody was heard in this recording" in shown(screen)
    assert "The service wrote no note" in shown(screen)
    assert "Send again" in [button.label for button in screen.button]


def test_an_address_that_belongs_to_nobody_here_shows_a_way_back(desk: Desk) -> None:
    for address in ({"entry": "x"}, {}):
        screen = desk.open("note", **address)
        assert "This entry does not exist, or it is not yours." in shown(screen)


def test_done_takes_a_note_off_the_list_and_back(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    next(button for button in screen.button if button.label == "Done with this note").click().run()
    assert screen.title[0].value == "Worklist"
    assert desk.ground.entry(entry).is_settled
    screen = desk.open("note", entry=entry.id)
    next(button for button in screen.button if button.label == "Put back on my list").click().run()
    assert not desk.ground.entry(entry).is_settled


def test_the_transcript_is_never_read_as_markup(desk: Desk) -> None:
    said = "<script>x</script> [a](http://b) :red[c] $d$"
    screen = desk.open("note", entry=desk.finished(transcript=said, note="n").id)
    assert any(plain(part.value) == said for part in screen.markdown)
    assert not any(said in part.value for part in screen.markdown)
