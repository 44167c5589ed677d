"""Which visit for an injury it is, where another sentence than the injury's says so (I.C.19.a).

"Wrist fracture. Healing well, cast off today." is routine care after the treatment: D in place of A.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.release import release

_DEVICE = r"(?:casts?|splints?|sutures?|stitches|staples|pins?|k-wires?)"
_AFTERCARE = re.compile(
    rf"\b(?:(?:is |are )?healing (?:well|nicely|appropriately|normally|as expected|on schedule|without)"
    rf"|routine healing|(?:good|bony|interval) (?:healing|callus|union)"
    rf"|callus (?:is )?(?:seen|present|noted|formation)"
    rf"|{_DEVICE} (?:(?:was|were|is|are|came|taken|has been|have been) )?(?:off|out|removed|discontinued)\b"
    rf"|(?:removed|removing|removal of) (?:the |his |her )?{_DEVICE}"
    rf"|{_DEVICE} (?:removal|check|change)"
    rf"|(?:here|seen|presents|returns|in) (?:today )?for (?:an? |his |her |the )?"
    rf"(?:\w+[- ])?(?:recheck|re-check|follow[- ]?up|post-?op\w*|{_DEVICE} (?:removal|check|change))"
    rf"|(?:follow[- ]?up|post-?op(?:erative)?|recheck) (?:visit|appointment|exam|check)"
    rf"|(?:weeks?|months?) (?:post-?op|out from|after (?:surgery|fixation|repair)|s/p|status post)"
    rf"|s/p (?:ORIF|repair|fixation|casting|pinning)[^.;]{{0,12}} (?:weeks?|months?) ago)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|return|plan(?:ned)?|schedul\w+|until|once|when|if|should|to have|needs?|arrange\w*|not|no)\b"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
"""Before care that is only planned, or healing that is denied."""
_IN_SOME_TIME = re.compile(
    r"[^.;]{0,12}\bin (?:\d+|one|two|three|four|six|a few) (?:day|week|month)", re.IGNORECASE
)
_BEFORE, _BEHIND = 110, 170
"""Characters around an injury in which its care is told."""
_INJURIES = ("S", "T0", "T1", "T2", "T30", "T31", "T32", "M80", "M84")
_LENGTH = 7


def at_later_visits(text: str, found: Sequence[Found]) -> list[Found]:
    """The codes, injuries as of a later visit where the text around them tells of such care."""
    return [replace(one, code=f"{one.code[:-1]}D") if _is_later(text, one) else one for one in found]


def _is_later(text: str, one: Found) -> bool:
    if not one.code.startswith(_INJURIES) or len(one.code) != _LENGTH or not one.code.endswith("A"):
        return False
    if f"{one.code[:-1]}D" not in release().names:
        return False
    around = text[max(0, one.sentence - _BEFORE) : one.end + _BEHIND]
    return any(
        not _TO_COME.search(around[: said.start()]) and not _IN_SOME_TIME.match(around[said.end() :])
        for said in _AFTERCARE.finditer(around)
    )
