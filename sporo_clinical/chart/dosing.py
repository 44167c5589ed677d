"""How much, which way and how often: the words after a drug's name that belong to it."""

import re

from sporo_clinical.chart.wording import alternatives

_UNIT = rf"(?:{alternatives('units')}|%)"
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)"
_COUNT = r"(?:one|two|three|four|five|six|half(?: an?)?|1/2|a half|an?)"
_PER = rf"(?:\s?/\s?(?:\d+\s?)?(?:{_UNIT}|kg|hr|hour|h|day|min|tablet)\b(?:/(?:hr|h|day|min)\b)?)?"
_AMOUNT = (
    rf"(?:{_NUMBER}(?:\s?(?:-|to|/|or)\s?{_NUMBER})?[\s-]?{_UNIT}(?!\w)(?!/d){_PER}|{_NUMBER}\s?%|"
    rf"{_COUNT}\s{_UNIT}(?!\w))"
)
AMOUNT = re.compile(rf"(?<![\w.]){_AMOUNT}", re.IGNORECASE)
"""A dose: 20 mg, 10/40 mg, 100 mg/5 mL, two puffs; not a level, such as 104 mg/dL."""
_TOLD = "|".join(alternatives(name) for name in ("routes", "times", "forms"))
_GAP = r"(?:[\s,(|]|(?<=\| )-(?= \|)){1,9}"
"""Between a drug and its dosing, also from cell to cell of a row."""
_DETAIL = re.compile(
    rf"{_GAP}(?:(?P<told>{_AMOUNT}|(?:{_TOLD})(?![\w-]))|(?:{alternatives('links')})(?=\s))\)?",
    re.IGNORECASE,
)
_CHANGED = re.compile(rf"\bfrom\s+(?:{_AMOUNT})[\w\s.]{{0,20}}?\bto\s+(?=(?:{_AMOUNT}))", re.IGNORECASE)
_MOST_DETAILS = 16
_SHORT = (
    ("milligrams", "mg"),
    ("milligram", "mg"),
    ("micrograms", "mcg"),
    ("microgram", "mcg"),
    ("grams", "g"),
)
_TIMES_A_DAY = (
    ("0.5", r"every other day|every 2 days|q\.?o\.?d"),
    ("2", r"twice|b\.?i\.?d|(?:two|2) times|(?:every|q) ?(?:12|twelve) ?h\w*"),
    ("3", r"t\.?i\.?d|(?:three|3) times|(?:every|q) ?(?:8|eight) ?h\w*"),
    ("4", r"q\.?i\.?d|(?:four|4) times|(?:every|q) ?(?:6|six) ?h\w*"),
    ("weekly", r"(?:once |every |per |a )?week(?:ly)?"),
    (
        "1",
        r"daily|once|q\.?d|(?:every|each) (?:day|morning|evening|night)|nightly|at bedtime|q\.?h\.?s",
    ),
)
_TIMES = tuple(
    (times, re.compile(rf"(?<![\w.])(?:{said})(?!\w)", re.IGNORECASE)) for times, said in _TIMES_A_DAY
)


def dose(text: str) -> str:
    """The first dose with how often it is taken, in one form: `10mg 2`; empty where no amount is said."""
    amount = first_amount(text)
    return f"{amount} {times_of(text)}".strip() if amount else ""


def times_of(text: str) -> str:
    """How often a day, in one form: "BID" and "every 12 hours" are `2`; empty where it is not said."""
    return next((times for times, said in _TIMES if said.search(text)), "")


def dosing_end(text: str, start: int, end: int) -> int:
    """Where what is said of a drug's dose, route and times ends, from the end of its name at `start`."""
    told = start
    for _ in range(_MOST_DETAILS):
        found = _DETAIL.match(text, start, end)
        if not found:
            break
        start = found.end()
        if found["told"]:
            told = start
    return told


def first_amount(text: str) -> str:
    """The first dose in the text in one form: `20mg`; of "from 10 mg to 20 mg" the second; empty for none."""
    changed = _CHANGED.search(text)
    found = AMOUNT.search(text, changed.end() if changed else 0)
    if not found:
        return ""
    plain = "".join(found.group().lower().split()).replace("-", "").replace(",", "")
    for long, short in _SHORT:
        plain = plain.replace(long, short)
    return plain
