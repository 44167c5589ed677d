"""The coders: local rules, each code with the words that it rests on, or a language model that they judge."""

from sporo_clinical.icd10cm.coding import code_text
from sporo_service.engines.base import Coded, Coder
from sporo_service.engines.coded import coded
from sporo_service.settings import Settings


class LocalCoder:
    """Codes by rules: deterministic, offline, billable codes of the release alone."""

    def code(self, text: str) -> Coded:
        """The codes in the order in which they should be listed; none where nothing can be coded."""
        return coded(code_text(text))


def build_coder(settings: Settings) -> Coder:
    """The coder that the settings ask for: a language model judged by the rules, or the rules alone."""
    if settings.coder == "local":
        return LocalCoder()
    from sporo_service.engines.llm import Llm  # noqa: PLC0415 (half a second, only where a model is set)
    from sporo_service.engines.model_coder import ModelCoder  # noqa: PLC0415 (the same)

    return ModelCoder(Llm(settings), LocalCoder(), alone=settings.coder == "model_only")
