"""What was measured of a recording, and what a person should know of it before it is sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """What was measured; all zero where nothing could be played."""

    seconds: float = 0.0
    declared_seconds: float = 0.0
    """What the files say of themselves; nothing where they don't."""
    rate: int = 0
    """Samples a second of the poorest part."""
    peak: float = 0.0
    """The strongest sample, between 0 and 1."""
    silence: float = 1.0
    """The share of the time in which hardly anything is heard."""
    clipped: float = 0.0
    """The share of the samples at the very top."""
    pauses: float = 0.0
    """The share of frames with less than half of the loudness around them: a voice has many, music few."""
