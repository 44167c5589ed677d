"""The verbs that pages call: what can't be sent is refused in one sentence, and leaves nothing behind."""

import io
from pathlib import Path

import pytest

from sporo_ui.entries import LOCAL_PERSON, State
from sporo_ui.errors import AlreadySent, NotYours, Unsuitable
from sporo_ui.kept_files import FRAME
from sporo_ui.visits import Visit, Visits
from tests.sporo_ui.ground import CONSENT, OTHER_TEMPLATE, TEMPLATE, Ground, wav

CLIP = Path(__file__).parents[1] / "clips" / "visit.ogg"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x93\x01\x44\xc8" * 1000, "unknown"),
        (b"Patient seen today for a cough.", "text"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(1000), "video"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(8 * FRAME), "too_large"),
    ],
    ids=["0 bytes", "random bytes", "text", "video", "too large"],
)
def test_what_the_service_would_refuse_is_refused_before_anything_is_kept(
    ground: Ground, content: bytes, code: str
) -> None:
    with pytest.raises(Unsuitable) as caught:
        ground.visits.submit_visit(
            LOCAL_PERSON, io.BytesIO(content), Visit("visit.mp3", TEMPLATE, "JS", CONSENT)
        )
    assert caught.value.code == code
    assert ground.kept_files() == []
    assert ground.visits.entries(LOCAL_PERSON) == []


def test_the_media_type_is_told_by_content_not_by_name(ground: Ground) -> None:
    entry = ground.submit(CLIP.read_bytes())
    file, media_type = ground.visits.recording(LOCAL_PERSON, entry.id)
    with file:
        assert file.read() == CLIP.read_bytes()
    assert media_type == "audio/ogg"


def test_a_file_that_was_already_looked_at_is_kept_whole(ground: Ground) -> None:
    file = io.BytesIO(wav(2))
    file.read(1000)
    entry = ground.visits.submit_visit(LOCAL_PERSON, file, Visit("a.wav", TEMPLATE, "JS", CONSENT))
    kept, _media_type = ground.visits.recording(LOCAL_PERSON, entry.id)
    with kept:
        assert kept.read() == wav(2)


def test_every_click_that_gives_work_wakes_the_sender(ground: Ground) -> None:
    woken: list[int] = []
    visits = Visits(ground.ledger, ground.recordings, limit=FRAME, wake_sender=lambda: woken.append(1))
    visit = Visit("a.wav", TEMPLATE, "JS", CONSENT)
    entry = visits.submit_visit(LOCAL_PERSON, io.BytesIO(wav()), visit)
    assert len(woken) == 1
    with pytest.raises(AlreadySent):
        visits.submit_visit(LOCAL_PERSON, io.BytesIO(wav()), visit)
    visits.send_again(LOCAL_PERSON, entry.id)
    assert len(woken) == 2
    assert visits.entry(LOCAL_PERSON, entry.id).state == State.UNSENT


def test_labels_and_names_of_any_script_come_back(ground: Ground) -> None:
    label = "ZÄ, 病室 4 🙂"
    assert ground.submit(label=label).label == label


def test_another_template_takes_recording_label_and_consent_along(ground: Ground) -> None:
    entry = ground.submit(wav(2))
    made = ground.visits.with_template(LOCAL_PERSON, entry.id, OTHER_TEMPLATE)
    assert (made.label, made.filename, made.template_name) == (entry.label, entry.filename, "SOAP")
    assert (
        ground.ledger.consent(LOCAL_PERSON, made.id)
        == ground.ledger.consent(LOCAL_PERSON, entry.id)
        == CONSENT
    )
    kept, _media_type = ground.visits.recording(LOCAL_PERSON, made.id)
    with kept:
        assert kept.read() == wav(2)
    ground.visits.discard(LOCAL_PERSON, entry.id)
    assert ground.entry(made).is_kept


def test_the_same_template_again_is_refused_and_nobody_takes_anothers_recording(ground: Ground) -> None:
    entry = ground.submit()
    with pytest.raises(AlreadySent):
        ground.visits.with_template(LOCAL_PERSON, entry.id, TEMPLATE)
    with pytest.raises(NotYours):
        ground.visits.with_template("bob", entry.id, OTHER_TEMPLATE)
