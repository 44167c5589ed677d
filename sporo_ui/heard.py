"""What was measured of a recording, and what a person should know of it before it is sent."""

from dataclasses import dataclass

from sporo_ui.words import lasting


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


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a recording, and what to do about it."""

    sentence: str
    next_step: str
    stops: bool = False
    """It gives no note: sending it would only spend the quota."""


def findings(heard: Heard) -> list[Finding]:
    """What is wrong with the recording, the worst first; nothing where it is fit for a note."""
    if not heard.seconds:
        return [Finding("There is no sound in this file that can be played.", _OTHER, stops=True)]
    if heard.peak < _FAINTEST or heard.silence > _ALL_SILENT:
        return [Finding("Hardly anything can be heard in this recording.", _LISTEN, stops=True)]
    wrong = [
        (_is_cut_off(heard), _cut_off(heard)),
        (heard.pauses < _FEW_PAUSES, Finding("This sounds like music or noise, not like speech.", _LISTEN)),
        (heard.peak < _FAINT, Finding("The voices are very faint.", _CLOSER)),
        (heard.clipped > _MUCH_CLIPPED, Finding("The sound is cut off at its loudest places.", _AWAY)),
        (heard.rate < _TELEPHONE, Finding("The sound is poorer than on a telephone.", _BETTER)),
    ]
    return [finding for is_so, finding in wrong if is_so]


_FAINTEST, _FAINT = 10 ** (-46 / 20), 10 ** (-34 / 20)
_ALL_SILENT = 0.98
_FEW_PAUSES = 0.15
"""Measured: speech has 0.33 to 0.48, alone or in talk, also over a telephone; tones and noise have none."""
_MUCH_CLIPPED = 0.01
_TELEPHONE = 8000
_MISSING_SECONDS, _MISSING_SHARE = 2.0, 0.05

_OTHER = "Choose another file, or record the visit again."
_LISTEN = "Listen to it, and choose another file if it is the wrong one."
_CLOSER = "It can be sent. Next time, put the microphone closer."
_AWAY = "It can be sent. Next time, put the microphone further away."
_BETTER = "It can be sent, but more may be misheard. Next time, record with a better quality."


def _is_cut_off(heard: Heard) -> bool:
    missing = heard.declared_seconds - heard.seconds
    return missing > max(_MISSING_SECONDS, _MISSING_SHARE * heard.declared_seconds)


def _cut_off(heard: Heard) -> Finding:
    there, whole = lasting(heard.seconds), lasting(heard.declared_seconds)
    return Finding(
        f"The file ends after {there}, but says that it lasts {whole}.",
        "Copy it once more from where it was recorded; or send what is there.",
    )
