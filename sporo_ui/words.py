"""Times, lengths, sizes and text in the words that pages show."""

import re
from datetime import datetime, tzinfo

MINUTE, HOUR = 60, 3600
KILOBYTE = 1000
"""As the limits count, so that no file seems to be within one that refuses it."""

_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
"""ASCII punctuation: all that Markdown gives a meaning to, and all that a backslash takes it from."""
_ADDRESS = re.compile(r"(\\@|\\:(?=\\/\\/)|(?<=www)\\\.)", re.IGNORECASE)
"""Where an address becomes a link even so; an empty mark takes it apart and shows nothing."""


def when(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """How long ago within an hour, else the time of day, with its day where that is not today."""
    seconds = (now - moment).total_seconds()
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return f"{seconds // MINUTE:.0f} min ago"
    here, today = moment.astimezone(zone), now.astimezone(zone)
    days = (today.date() - here.date()).days
    if days == 0:
        return f"{here:%H:%M}"
    if days == 1:
        return f"yesterday {here:%H:%M}"
    year = f" {here.year}" if here.year != today.year else ""
    return f"{here.day} {here:%b}{year}, {here:%H:%M}"


def lasting(seconds: float) -> str:
    """A length of time, as exact as it is useful: "40 s", "3 min", "1 h 5 min"."""
    if seconds < MINUTE:
        return f"{max(1, round(seconds))} s"
    if seconds < HOUR:
        return f"{round(seconds / MINUTE)} min"
    hours, rest = divmod(round(seconds / MINUTE), 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def clock(seconds: float) -> str:
    """A place in a recording: "0:05", "12:40", "1:02:05"."""
    minutes, second = divmod(int(seconds), MINUTE)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def size(count: int) -> str:
    """A number of bytes: "12 KB", "3.4 MB"."""
    if count < KILOBYTE * KILOBYTE:
        return f"{max(min(count, 1), round(count / KILOBYTE))} KB"
    return f"{count / KILOBYTE / KILOBYTE:.1f} MB"


def opening(text: str, longest: int = 48) -> str:
    """The first words of a text, to know it by; no word is cut where there is a space."""
    words = " ".join(text[: longest * 4].split())
    if len(words) <= longest:
        return words
    return f"{words[:longest].rsplit(' ', 1)[0]}…"


def shortened(name: str, longest: int = 80) -> str:
    """A file name of at most so many characters; its beginning and its end, with the ending, stay."""
    if len(name) <= longest:
        return name
    return f"{name[: longest - 21]}…{name[-20:]}"


def literal(text: str) -> str:
    """The text as Markdown that shows exactly it: no bold, link, formula, colour or HTML comes of it."""
    escaped = _MARKUP.sub(r"\\\1", text)
    return _ADDRESS.sub(r":small[]\1", escaped).replace("\n", "  \n")


def file_stem(text: str) -> str:
    """The text as a file name that every system takes; never empty."""
    return re.sub(r"[^\w]+", "-", text).strip("-").lower()[:60] or "note"
