"""Speaks scripts as small ogg files, each beside its script: `python bench/make_clips.py [SCRIPT ...]`.

Needs espeak-ng, flite, sox and ffmpeg. A script is a text file: `Voices:` in the order in which speakers
first speak, `Terms:` that a listener must not miss, then one line a turn, `Speaker: what is said`.
"""

import argparse
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

FLITE = ("awb", "kal16", "rms", "slt")
"""Voices that flite brings; any other name is one of espeak-ng."""

PAUSE = "0.25"
"""Seconds of silence after each turn."""


@dataclass(frozen=True)
class Script:
    """What is said, by whom, in which voices, and which terms matter."""

    name: str
    voices: tuple[str, ...]
    terms: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """What is said, without who says it."""
        return " ".join(said for _, said in self.turns)

    def voice_of(self, speaker: str) -> str:
        """The voice for a speaker: first to speak, first voice."""
        order = list(dict.fromkeys(who for who, _ in self.turns))
        return self.voices[order.index(speaker) % len(self.voices)]


def read_script(path: Path) -> Script:
    """The script in a text file."""
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    turns = [line.split(": ", 1) for line in body.splitlines() if line.strip()]
    return Script(
        name=path.stem,
        voices=tuple(fields["Voices"].split(", ")),
        terms=tuple(fields["Terms"].split("; ")),
        turns=tuple((speaker, said) for speaker, said in turns),
    )


def speak(voice: str, said: str, wav: Path) -> None:
    """One turn as a wav file."""
    if voice in FLITE:
        subprocess.run(["flite", "-voice", voice, "-t", said, "-o", wav], check=True)
        return
    subprocess.run(["espeak-ng", "-v", voice, "-s", "150", "-w", wav, said], check=True)


def make_clip(script: Script, folder: Path) -> Path:
    """The whole script as one mono 16 kHz ogg/opus file."""
    clip = folder / f"{script.name}.ogg"
    with tempfile.TemporaryDirectory() as scratch:
        pieces = [_turn(script, number, Path(scratch)) for number in range(len(script.turns))]
        whole = Path(scratch) / "whole.wav"
        subprocess.run(["sox", "-D", *pieces, whole], check=True)
        opus = ["-c:a", "libopus", "-b:a", "24k"]
        subprocess.run(["ffmpeg", "-y", "-loglevel", "error", "-i", whole, *opus, clip], check=True)
    return clip


def _turn(script: Script, number: int, scratch: Path) -> Path:
    speaker, said = script.turns[number]
    raw, even = scratch / f"raw{number:03}.wav", scratch / f"turn{number:03}.wav"
    speak(script.voice_of(speaker), said, raw)
    subprocess.run(
        ["sox", "-D", raw, "-r", "16000", "-c", "1", even, "norm", "-3", "pad", "0", PAUSE], check=True
    )
    return even


def main() -> None:
    """Speaks the scripts given by path, by default those of this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scripts", type=Path, nargs="*", help="by default all of bench/visits")
    wanted = parser.parse_args()
    for path in wanted.scripts or sorted((Path(__file__).parent / "visits").rglob("*.txt")):
        print(make_clip(read_script(path), path.parent))


if __name__ == "__main__":
    main()
