from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sporo_service.catalog import Template
from sporo_service.engines.base import EngineError
from sporo_service.engines.speech.ear import Ear, cores, packaged_weights
from sporo_service.engines.speech.whisper import Whisper
from sporo_service.engines.speech.words import text_of

WriteWav = Callable[[str, NDArray[np.float32], int], Path]


def test_the_packaged_weights_are_the_known_ones() -> None:
    assert (packaged_weights() / "model.bin").is_file()


def test_other_weights_are_refused() -> None:
    with pytest.raises(EngineError, match="is damaged"):
        packaged_weights(expected="0" * 64)


def test_a_model_that_is_nowhere_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="SPORO_WHISPER_MODEL"):
        Ear(str(tmp_path)).listen(np.zeros(16_000, dtype=np.float32))


def test_more_hotwords_than_fit_are_left_out_whole(ear: Ear, visit_samples: NDArray[np.float32]) -> None:
    assert "chest pain" in text_of(
        ear.listen_for(visit_samples[: 16_000 * 12], ["hydrochlorothiazide"] * 300)
    )


def test_a_process_has_at_least_one_core() -> None:
    assert cores() >= 1


def test_a_telephone_recording_is_heard(
    ear: Ear, visit_samples: NDArray[np.float32], write_wav: WriteWav, general: Template
) -> None:
    path = write_wav("phone.wav", visit_samples[None, : 16_000 * 12 : 2], 8000)
    assert "chest pain" in Whisper(ear, "fast").transcribe(path, general, lambda _: None).text


def test_48_khz_stereo_in_opposite_phase_is_heard(
    ear: Ear, visit_samples: NDArray[np.float32], write_wav: WriteWav, general: Template
) -> None:
    sound = np.repeat(visit_samples[: 16_000 * 12], 3)
    path = write_wav("opposite.wav", np.stack([sound, -sound]), 48_000)
    assert "chest pain" in Whisper(ear, "fast").transcribe(path, general, lambda _: None).text
