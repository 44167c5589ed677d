"""Parts of a recording become one file that plays from end to end."""

import pytest

from sporo_ui.ogg import NoSoundError, join
from tests.sporo_ui.browser_sound import heard_in, tone

A_PACKET = 0.1
"""Seconds that codecs add or leave out at the ends of a file."""


@pytest.mark.parametrize(
    "parts",
    [
        [tone(3)],
        [tone(2), tone(1)],
        [tone(2, container="ogg"), tone(1)],
        [tone(3, container="mp4", codec="aac")],
        [tone(2, container="mp4", codec="aac"), tone(1)],
        [tone(3, container="wav", codec="pcm_s16le")],
    ],
    ids=["WebM", "taken up again", "Ogg, then WebM", "Safari's MP4", "MP4, then WebM", "WAV"],
)
def test_whatever_a_browser_records_becomes_one_ogg_file_of_the_same_sound(parts: list[bytes]) -> None:
    content, seconds = join(parts)
    assert content[:4] == b"OggS"
    assert seconds == pytest.approx(3, abs=A_PACKET)
    heard, pitch = heard_in(content)
    assert heard == pytest.approx(3, abs=A_PACKET)
    assert pitch == pytest.approx(440, abs=2)


def test_a_part_that_a_crash_cut_off_plays_up_to_there() -> None:
    whole = tone(4)
    content, seconds = join([whole[: len(whole) // 2], tone(2)])
    assert seconds == pytest.approx(4, abs=0.3)
    assert heard_in(content)[1] == pytest.approx(440, abs=2)


def test_a_hole_in_the_middle_costs_only_what_was_in_it() -> None:
    whole = tone(6)
    _, seconds = join([whole[: len(whole) // 3] + whole[len(whole) // 2 :]])
    assert 3 < seconds < 6


def test_what_cannot_be_played_is_left_out() -> None:
    assert join([b"not sound at all", tone(2)])[1] == pytest.approx(2, abs=A_PACKET)


@pytest.mark.parametrize("parts", [[], [b""], [b"not sound at all"], [tone(1)[:100]]])
def test_nothing_that_can_be_played_is_said(parts: list[bytes]) -> None:
    with pytest.raises(NoSoundError):
        join(parts)
