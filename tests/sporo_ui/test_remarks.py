"""What is said of transcripts that no good note can come of."""

from pathlib import Path

import pytest

from sporo_ui.remarks import remarks

SCRIPTS = sorted((Path(__file__).parents[2] / "bench" / "visits").rglob("*.txt"))
RENOVATION = (
    "So the kitchen will be done by Friday, they said, but the tiles came in the wrong blue. We called "
    "the shop and they want us to send a picture. I told them that the door does not close any more "
    "since they moved the frame. The neighbor can look at it on Sunday when he brings the car "
    "back from the garage."
)
FOOTBALL = (
    "They played well in the first half but then it all went wrong. The keeper let two easy ones in and "
    "nobody ran. I do not know why he took the young one off, he was the best of them. Next week they "
    "go north, and it will rain, and we both know how that goes. Anyway, are you coming over to watch "
    "it or not?"
)
SPANISH = (
    "Me duele la cabeza desde el lunes y no puedo dormir. Tomo una pastilla por la noche con agua, pero sin "
    "efecto. El dolor es peor por la tarde, y los ojos me molestan con la luz del sol desde hace una semana."
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_nothing_is_said_of_a_visit(script: Path) -> None:
    assert list(remarks(script.read_text("utf-8"))) == []


@pytest.mark.parametrize("talk", [RENOVATION, FOOTBALL])
def test_talk_that_is_no_visit_is_told(talk: str) -> None:
    (remark,) = remarks(talk)
    assert "Nothing clinical was heard" in remark


@pytest.mark.parametrize(
    ("said", "words"), [("Hello.", "1 word was"), ("Chest pain since noon.", "4 words were")]
)
def test_a_few_words_are_counted(said: str, words: str) -> None:
    (remark,) = remarks(said)
    assert f"Only {words} heard" in remark


@pytest.mark.parametrize("said", [SPANISH, "患者は咳をしています。" * 20])
def test_another_language_is_said_to_be_unchecked(said: str) -> None:
    (remark,) = remarks(said)
    assert "does not seem to be English" in remark


@pytest.mark.parametrize("silence", ["", " \n"])
def test_silence_is_left_to_its_own_place(silence: str) -> None:
    assert list(remarks(silence)) == []
