"""Medication lines: "I take metformin, five hundred milligrams a day" is "Metformin 500 mg a day"."""

from sporo_clinical.doses import UNITS
from sporo_clinical.drugs import drugs
from sporo_clinical.passages import Passage
from sporo_clinical.support import is_negative, unsupported
from sporo_clinical.text import Words, words_of

_ONLY_SAYS_TAKEN = frozenset(
    words_of(
        "i i'm i've am take taking on also still currently and then a an the my your you you're of is are "
        "it's it that's been dose um uh yes yeah well so okay just now"
    )
) | {word for said in UNITS.values() for word in words_of(said)}
_NOT_CURRENT = frozenset(
    words_of(
        "stop stopped stopping quit ran run out missed forgot used was were had tried did before ever "
        "allergic instead should would could might if or only restart start started increase decrease"
    )
)


def medication_lines(passage: Passage, names: frozenset[str]) -> list[str]:
    """One line a drug where the passage says nothing but what is taken now; none where it says more.

    A line can't carry "ran out of it a month ago" nor a drug that only the question names, so such a passage
    stays a sentence.
    """
    asked = passage.asked.tokens if passage.asked and passage.needs_question else ()
    words = passage.words + tuple(token.word for token in asked)
    if is_negative(words) or _NOT_CURRENT & set(words) or drugs(asked, names):
        return []
    found = [drug for sentence in passage.said for drug in drugs(sentence.tokens, names)]
    if not found or not all(drug.clear for drug in found):
        return []
    lines = [drug.line for drug in found]
    said = " ".join(sentence.text for sentence in passage.said)
    return lines if _tells_all(lines, said) else []


def _tells_all(lines: list[str], said: str) -> bool:
    left_out: Words = unsupported(said, " ".join(lines))
    return set(left_out) <= _ONLY_SAYS_TAKEN
