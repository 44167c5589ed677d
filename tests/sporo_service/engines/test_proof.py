"""Each engine shows that it works before a job needs it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from sporo_service.engines import BUILD
from sporo_service.engines.base import EngineError
from sporo_service.engines.proof import NOT_LOADED, prove
from sporo_service.settings import Settings
from tests.sporo_service.engines.model import model, stays_silent
from tests.sporo_service.fast_worker import (
    FastCoder,
    FastReader,
    FastSummarizer,
    FastTranscriber,
    FastWriter,
)

SENTENCE = "There is no model."


def _builders(broken: Mapping[str, Exception]) -> Mapping[str, Callable[[Settings], object]]:
    working = {
        "transcriber": FastTranscriber("", 0.0, 1),
        "writer": FastWriter(""),
        "reader": FastReader("", 0.0),
        "summarizer": FastSummarizer(),
        "coder": FastCoder(),
    }

    def had(name: str) -> object:
        if name in broken:
            raise broken[name]
        return working[name]

    return {name: partial(lambda asked, _settings: had(asked), name) for name in working}


def test_engines_that_work_are_all_there(tmp_path: Path) -> None:
    assert prove(Settings(data_dir=tmp_path), _builders({})).missing == {}


def test_what_one_lacks_is_said_and_the_others_stay(tmp_path: Path) -> None:
    broken = {"coder": EngineError("no_model", SENTENCE), "reader": ImportError("a library")}
    proven = prove(Settings(data_dir=tmp_path), _builders(broken))
    assert proven.missing == {"coder": SENTENCE, "reader": NOT_LOADED["reader"]}
    with pytest.raises(EngineError, match=SENTENCE):
        proven.engines.coder.code("Asthma.")


def test_a_language_model_that_is_down_keeps_no_engine_from_its_work(tmp_path: Path) -> None:
    with model(stays_silent) as running:
        settings = running.settings(data_dir=tmp_path, coder="model_only")
        build = {**_builders({}), "summarizer": BUILD["summarizer"], "coder": BUILD["coder"]}
        assert prove(settings, build).missing == {}
    assert running.calls == []
