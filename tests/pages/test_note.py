from typing import Any

from streamlit.testing.v1 import AppTest

from sporo_ui.entries import LOCAL_PERSON, Entry
from sporo_ui.note_review import Settlement, Verdict
from tests.pages.desk import Desk, drawn, press, shown
from tests.sporo_ui.flags import wherever
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


def said(screen: AppTest) -> Any:  # noqa: ANN401 - what the transcript was told to draw
    keys = [str(part.key) for part in screen.get("bidi_component")]
    return drawn(screen, next(key for key in keys if key.startswith("said_")))


def flagging(desk: Desk, *words: str) -> Desk:
    """The desk with a check that flags these words."""
    desk.ground.notes = desk.ground.notes_checked_by(wherever(*words))
    desk.install()
    return desk


def signs(screen: AppTest) -> Any:  # noqa: ANN401 - the button that signs
    return next(button for button in screen.button if button.label == "Sign")


def sign(screen: AppTest, name: str = "Ada Byron") -> AppTest:
    next(box for box in screen.text_input if box.label == "Signs as").set_value(name).run()
    return press(screen, "Sign")


def saved(desk: Desk, entry: Entry) -> list[str]:
    return [section.text for section in desk.ground.visits.note(LOCAL_PERSON, entry.id).sections]


def test_the_note_stands_by_section_beside_the_transcript_with_its_times_and_doubts(desk: Desk) -> None:
    screen = desk.open("note", entry=desk.finished(**RESULT).id)
    assert [box.label for box in screen.text_area] == ["Subjective", "Plan"]
    assert [box.value for box in screen.text_area] == ["Cough.", "Amoxicillin."]
    text = shown(screen)
    heard = said(screen)
    assert [passage["clock"] for passage in heard["passages"]] == ["0:00", "1:05"]
    pieces = [piece for passage in heard["passages"] for piece in passage["pieces"]]
    assert "".join(piece["text"] for piece in pieces) == SAID
    assert [piece["text"] for piece in pieces if piece["doubt"] == "check the drug"] == ["amoxicillin"]
    assert [(line["text"], line["supports"]) for line in heard["lines"]] == [
        ("Cough.", [0]),
        ("Amoxicillin.", [1]),
    ]
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
    spoken = "<script>x</script> [a](http://b) :red[c] $d$"
    screen = desk.open("note", entry=desk.finished(transcript=spoken, note="n").id)
    assert "".join(piece["text"] for piece in said(screen)["passages"][0]["pieces"]) == spoken
    assert not any("script" in part.value for part in screen.markdown)


def test_a_note_is_signed_and_an_edit_voids_it_plainly(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = sign(desk.open("note", entry=entry.id))
    assert "Signed by Ada Byron" in shown(screen)
    assert "Nobody has signed" not in shown(screen)
    screen.text_area[1].set_value("Amoxicillin 500 mg.").run()
    assert "edited since: the signature no longer holds" in shown(screen)
    assert "Draft" in shown(screen)
    assert [box.value for box in screen.text_input if box.label == "Signs as"] == ["Ada Byron"]


def test_what_is_taken_out_says_draft_until_it_is_signed(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    for key in (f"copy_{entry.id}", f"copy_section_{entry.id}_0", f"download_txt_{entry.id}"):
        assert drawn(screen, key)["text"].startswith("DRAFT")
    sign(screen)
    for key in (f"copy_{entry.id}", f"copy_section_{entry.id}_0", f"download_txt_{entry.id}"):
        text = drawn(screen, key)["text"]
        assert text.startswith("Signed by Ada Byron on 20")
        assert desk.ground.notes.review(LOCAL_PERSON, entry.id).digest in text.splitlines()[0]


def test_a_note_with_open_flags_can_not_be_signed_and_says_why(desk: Desk) -> None:
    entry = flagging(desk, "Amoxicillin", "Cough").finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    assert signs(screen).disabled
    assert "2 flags are open: settle them first." in shown(screen)
    first, second = drawn(screen, f"flags_{entry.id}")["flags"]
    assert (first["words"], second["words"], second["title"]) == ("Cough", "Amoxicillin", "Plan")
    screen.text_area[0].set_value("Fever.").run()
    settlement = Settlement(second["mark"], Verdict.DISMISSED, "As written on the box.")
    desk.ground.notes.settle(LOCAL_PERSON, entry.id, [settlement])
    screen.run()
    assert not signs(screen).disabled
    (flag,) = drawn(screen, f"flags_{entry.id}")["flags"]
    assert (flag["verdict"], flag["reason"]) == ("dismissed", "As written on the box.")


def test_a_note_without_a_name_is_not_signed_and_says_so(desk: Desk) -> None:
    screen = press(desk.open("note", entry=desk.finished(**RESULT).id), "Sign")
    assert "A signature needs a name." in shown(screen)


def test_a_section_that_another_window_changed_is_not_signed_unseen(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    desk.open("note", entry=entry.id).text_area[0].set_value("Other window.").run()
    screen.run()
    assert screen.text_area[0].value == "Cough."
    assert signs(screen).disabled
    assert "This section was changed in another window." in shown(screen)
    press(screen, "Show that text")
    assert screen.text_area[0].value == "Other window."
    assert not signs(screen).disabled


def test_a_click_on_sign_after_another_window_changed_the_note_signs_nothing(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    next(box for box in screen.text_input if box.label == "Signs as").set_value("Ada").run()
    desk.open("note", entry=entry.id).text_area[0].set_value("Other window.").run()
    press(screen, "Sign")
    assert "was not signed" in shown(screen)
    assert desk.ground.notes.review(LOCAL_PERSON, entry.id).signature is None


def test_the_versions_of_an_edited_note_are_compared(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    assert not screen.expander
    screen.text_area[1].set_value("Amoxicillin 500 mg.").run()
    assert screen.expander[0].label == "Versions (2)"
    (section,) = drawn(screen, f"diff_{entry.id}")["sections"]
    assert section == {
        "title": "Plan",
        "pieces": [["kept", "Amoxicillin"], ["added", " 500 mg"], ["kept", "."]],
    }


def test_a_kept_recording_is_played_and_one_that_is_let_go_is_not_offered(desk: Desk) -> None:
    screen = desk.open("note", entry=desk.finished(**RESULT).id)
    assert not said(screen)["playable"]
    assert not screen.get("audio")
    desk.ground.clock.pass_(2000)
    screen = desk.open("note", entry=desk.finished(**RESULT | {"note": "", "sections": []}).id)
    assert said(screen)["playable"]
    assert screen.get("audio")


def test_a_kept_recording_is_sent_with_another_template_beside_the_first(desk: Desk) -> None:
    entry = desk.finished(transcript="", note="Plan: rest.")
    screen = desk.open("note", entry=entry.id)
    assert "uses one more visit of your quota" in shown(screen)
    screen.selectbox(key=f"also_{entry.id}").select_index(1).run()
    press(screen, "Send it again")
    first, second = desk.entries()[1], desk.entries()[0]
    assert (first.id, first.template_name) == (entry.id, "GENERAL TEMPLATE")
    assert (second.template_name, second.label, second.is_kept) == ("Consult letter", first.label, True)


def test_a_recording_that_was_let_go_is_not_offered_for_another_template(desk: Desk) -> None:
    assert "uses one more visit" not in shown(desk.open("note", entry=desk.finished(**RESULT).id))


def test_instructions_for_the_patient_are_made_and_told_to_be_out_of_date_after_an_edit(desk: Desk) -> None:
    entry = desk.finished(**RESULT)
    screen = desk.open("note", entry=entry.id)
    desk.ground.api.say(
        answer(200, {"response": "PLAN\n- Take one amoxicillin pill in the morning and at night."})
    )
    press(screen, "Patient instructions")
    made = desk.entries_of_texts()[0]
    instructions = desk.open("summary", entry=made.id)
    assert "Reading grade" in shown(instructions)
    assert "out of date" not in shown(instructions)
    desk.open("note", entry=entry.id).text_area[0].set_value("Fever.").run()
    assert "These instructions are out of date" in shown(desk.open("summary", entry=made.id))
    assert "The note was edited since they were made." in shown(desk.open("note", entry=entry.id))


def test_markup_emoji_and_a_very_long_text_are_shown_as_they_are(desk: Desk) -> None:
    strange = "<b>x</b> :red[y] \U0001f600 " * 4_000
    screen = desk.open("note", entry=desk.finished(transcript=strange, note=strange).id)
    assert screen.text_area[0].value == strange.strip()
    assert not screen.exception
