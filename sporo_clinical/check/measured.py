"""Numbers of the note that the transcript does not say, or says of something else."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from sporo_clinical.check.account import Account
from sporo_clinical.check.figures import DOSE_UNITS, TIME_UNITS, Figure
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.lexicon import Lexicon, Named, lexicon_of, same, singular
from sporo_clinical.check.likeness import Likeness
from sporo_clinical.check.lists import listed
from sporo_clinical.check.pairs import paired_figures
from sporo_clinical.check.rates import agreed_places
from sporo_clinical.check.wording import Told, unsupported
from sporo_clinical.headings import PartKind

_NOTE_REACH = 8
_SAID_REACH = 14
_CLOSE = 8
_SMALL = Decimal(2)
_LARGE = Decimal(10)
_ALIKE = Decimal(5)
"""Values of one measure are seldom further apart than so many times."""
_CLEARLY = 0.6
_SHORTEST_NOUN = 4
_MOST, _MOST_OF_A_MEASURE = 50, 200
"""So many places are compared: a visit has no more, and a long text takes no longer."""
_NO_VALUE = listed("no_values")
_DATES = listed("months")
_NO_NOUN = listed("no_nouns")


def number_flags(note: Account, said: Account, likeness: Likeness) -> Iterator[Flag]:
    """A flag for each number, neither dose nor time, that was not said or was said of something else."""
    measures, paired = _measures().found(note.strand), paired_figures(note)
    heard, often = _Heard(said), agreed_places(note, said)
    for figure in note.figures:
        if not _is_a_value(note, figure) or figure.first in often:
            continue
        measure = _measure_of(note, measures, figure, _NOTE_REACH, within=True)
        flag = None
        if measure is not None:
            flag = _measured(note, figure, measure, heard)
        elif figure.first not in paired:
            flag = _loose(note, heard, figure, likeness)
        if flag:
            yield flag


class _Heard:
    """The numbers of the transcript, by what they are of."""

    def __init__(self, said: Account) -> None:
        self.said = said
        self.by_measure: dict[str, list[tuple[Figure, Named]]] = {}
        self.by_noun: dict[str, list[Figure]] = {}
        measures = _measures().found(said.strand)
        for figure in said.figures:
            measure = _measure_of(said, measures, figure, _SAID_REACH, within=False)
            if measure and _is_a_value(said, figure):
                told = self.by_measure.setdefault(measure.name, [])
                if len(told) < _MOST_OF_A_MEASURE:
                    told.append((figure, measure))
            if noun := _noun(said, figure):
                self.by_noun.setdefault(noun, []).append(figure)


def _measured(note: Account, figure: Figure, measure: Named, heard: _Heard) -> Flag | None:
    said = heard.said
    told = [pair for pair in heard.by_measure.get(measure.name, ()) if _is_alike(figure, pair[0])]
    if any(other.readings & figure.readings for other, _ in told) or figure.value <= _SMALL:
        return None
    first = measure.first if 0 <= figure.first - measure.after <= 1 else figure.first
    if not _is_said(said, figure):
        place = said.strand.characters(told[0][0].first, told[0][0].after) if told else None
        tells = f"says “{_from_its_measure(said, *told[0])}”" if told else "says no such number"
        return unsupported(note, (first, figure.after), FlagKind.NUMBER, Severity.HIGH, Told(tells, place))
    close = [pair for pair in told if pair[0].first - pair[1].after <= _CLOSE]
    if not close:
        return None
    place = said.strand.characters(close[0][0].first, close[0][0].after)
    tells = f"says “{_from_its_measure(said, *close[0])}”"
    return unsupported(note, (first, figure.after), FlagKind.NUMBER, Severity.HIGH, Told(tells, place))


def _is_alike(figure: Figure, other: Figure) -> bool:
    return figure.value <= other.value * _ALIKE and other.value <= figure.value * _ALIKE


def _loose(note: Account, heard: _Heard, figure: Figure, likeness: Likeness) -> Flag | None:
    """A number of no measure that we know: whether it is said at all, and of the same thing."""
    said, noun = heard.said, _noun(note, figure)
    if not _is_said(said, figure):
        if figure.value <= _SMALL:
            return None
        severity = Severity.MEDIUM if figure.value >= _LARGE or figure.value % 1 or noun else Severity.LOW
        return unsupported(
            note, (figure.first, figure.after), FlagKind.NUMBER, severity, Told("says no such number")
        )
    if not noun:
        return None
    told = heard.by_noun.get(noun, [])[:_MOST]
    own = [other for other in told if other.readings & figure.readings]
    rest = [other for other in told if not other.readings & figure.readings]
    if not rest:
        return None
    place = (figure.first, figure.after)
    best = max(rest, key=lambda other: likeness.of(place, (other.first, other.after)))
    lead = likeness.of(place, (best.first, best.after)) - likeness.best(
        place, ((o.first, o.after) for o in own)
    )
    if own and lead < _CLEARLY:
        return None
    tells = f"says “{said.strand.quote(best.first, min(best.after + 1, len(said.strand.words)))}”"
    at = said.strand.characters(best.first, best.after)
    return unsupported(
        note, (figure.first, figure.after + 1), FlagKind.NUMBER, Severity.MEDIUM, Told(tells, at)
    )


def _noun(account: Account, figure: Figure) -> str:
    """The word behind a number that says what is counted; empty where none does."""
    words = account.strand.words
    if figure.after >= len(words) or account.strand.gap(figure.after).strip() not in {"", "-"}:
        return ""
    word = words[figure.after]
    return "" if word in _NO_NOUN or not word.isalpha() or len(word) < _SHORTEST_NOUN else singular(word)


def _is_said(said: Account, figure: Figure) -> bool:
    return any(value in said.values for value in figure.readings)


def _from_its_measure(said: Account, figure: Figure, measure: Named) -> str:
    return said.strand.quote(measure.first, figure.after)


def _measure_of(
    account: Account, measures: Sequence[Named], figure: Figure, reach: int, *, within: bool
) -> Named | None:
    """The measure named last before a number, in reach."""
    statement = account.strand.statement_at(figure.first)
    place = bisect_left(measures, figure.first, key=lambda measure: measure.first) - 1
    if place < 0:
        return None
    measure = measures[place]
    if figure.first - measure.after > reach or (within and measure.first < statement.first):
        return None
    return measure


def _is_a_value(account: Account, figure: Figure) -> bool:
    """Whether a number is no dose, no time, no date and no part of a name."""
    words = account.strand.words
    following = words[figure.after] if figure.after < len(words) else ""
    before = words[figure.first - 1] if figure.first else ""
    kind = account.strand.statement_at(figure.first).kind
    if (
        following in DOSE_UNITS
        and DOSE_UNITS[following] != "%"
        and kind not in {PartKind.RESULTS, PartKind.VITALS}
    ):
        return False
    timed = following in TIME_UNITS and account.strand.gap(figure.after).strip() in {"", "-"}
    glued = account.strand.gap(figure.after) == "" if figure.after < len(words) else False
    if (glued and following in {"d", "w", "h"}) or words[figure.first].endswith(("/7", "/52", "/12")):
        return False
    if timed or following in _DATES or before in _DATES or before in _NO_VALUE:
        return False
    return (
        not (_is_part_of_a_name(account, figure) or _is_a_date(account, figure))
        and kind is not PartKind.PATIENT
    )


def _is_part_of_a_name(account: Account, figure: Figure) -> bool:
    start, end = account.strand.characters(figure.first, figure.after)
    text = account.strand.text
    if text[start - 1 : start] == "#" or text[end : end + 1] in {"'", "\N{RIGHT SINGLE QUOTATION MARK}", '"'}:
        return True
    glued = start > 1 and text[start - 1] in "-\N{EN DASH}" and text[start - 2].isalpha()
    return glued or (text[end : end + 1] in {"-", "\N{EN DASH}"} and text[end + 1 : end + 2].isupper())


def _is_a_date(account: Account, figure: Figure) -> bool:
    parts = account.strand.words[figure.first].split("/")
    return len(parts) > 2 or (len(parts) == 2 and len(parts[1]) == 4)  # noqa: PLR2004 - day, month, year


@cache
def _measures() -> Lexicon:
    return lexicon_of(same("measures.tsv"))
