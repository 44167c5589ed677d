"""How much of what clinicians' notes name is in ours too: drugs, doses, allergies and problems."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from sporo_clinical.cues import standard_cues
from sporo_clinical.doses import amounts
from sporo_clinical.drugs import drugs
from sporo_clinical.text import ngrams, sentences, tokens, words_of
from sporo_clinical.vocabulary import drug_names

_ASSESSMENT = re.compile(r"^\W*(?:ASSESSMENT|IMPRESSION|Imp(?:ression)?\b|Assessment)", re.MULTILINE)
_LONGEST = 6


def recall(notes: Iterable[tuple[str, str, str]]) -> Mapping[str, tuple[int, int, int]]:
    """Of each kind: how many the reference notes name, how many of those were said, how many ours have.

    Each of `notes` is ours, the reference, and the transcript.
    """
    named, said, kept = Counter[str](), Counter[str](), Counter[str]()
    for ours, reference, transcript in notes:
        for kind, (of_reference, of_text) in _KINDS.items():
            wanted = of_reference(reference)
            heard = wanted & of_text(transcript)
            named[kind] += len(wanted)
            said[kind] += len(heard)
            kept[kind] += len(heard & of_text(ours))
    return {kind: (named[kind], said[kind], kept[kind]) for kind in _KINDS}


def _drugs(text: str) -> set[str]:
    return {drug.name for drug in drugs(tokens(text), drug_names())}


def _doses(text: str) -> set[str]:
    return {amount.written for amount in amounts(tokens(text))}


def _allergies(text: str) -> set[str]:
    found = (_drugs(part.text) for part in sentences(text) if "allerg" in part.text.lower())
    return {name for names in found for name in names}


def _findings(text: str) -> set[str]:
    known = standard_cues().findings
    return {" ".join(run) for _, run in ngrams(words_of(text), _LONGEST) if run in known}


def _problems(reference: str) -> set[str]:
    """The findings from the assessment on."""
    begin = _ASSESSMENT.search(reference)
    return _findings(reference[begin.start() :]) if begin else set()


_Read = Callable[[str], set[str]]
_KINDS: Mapping[str, tuple[_Read, _Read]] = {
    "drugs": (_drugs, _drugs),
    "doses": (_doses, _doses),
    "allergies": (_allergies, _drugs),
    "problems": (_problems, _findings),
    "findings": (_findings, _findings),
}
"""What is looked for in a reference note, and how in a transcript and in our note."""
