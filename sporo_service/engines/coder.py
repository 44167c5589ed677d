"""The local coder: ICD-10-CM codes by rules, each with the words of the text that it rests on."""

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.release import dotted, release
from sporo_service.engines.base import Code, Coded, Coder
from sporo_service.settings import Settings


class LocalCoder:
    """Codes by rules: deterministic, offline, billable codes of the release alone."""

    def code(self, text: str) -> Coded:
        """The codes in the order in which they should be listed; none where nothing can be coded."""
        return Coded(tuple(_code(found) for found in codes_of(text)))


def build_coder(_settings: Settings) -> Coder:
    """The coder that the settings ask for: today there is one, which needs none of them."""
    return LocalCoder()


def _code(found: Found) -> Code:
    return Code(
        name=release().name(found.code),
        icd10_code=dotted(found.code),
        evidence=found.evidence,
        start=found.start,
        end=found.end,
        confidence=found.confidence,
    )
