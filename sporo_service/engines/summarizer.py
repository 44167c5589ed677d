"""The summarizers: local rules in the sources' own words, or a language model where one is set."""

from collections.abc import Sequence

from sporo_documents.document import Document
from sporo_service.engines.base import Summarizer, Summary
from sporo_service.engines.selection import selected, summary_of
from sporo_service.settings import Settings


class LocalSummarizer:
    """Summarizes by rules: deterministic, offline, every line in the words of its sources."""

    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        """The summary; without sections where the documents hold nothing that can be summarized."""
        return summary_of(selected(documents, focus))


def build_summarizer(settings: Settings) -> Summarizer:
    """The summarizer that the settings ask for: a language model with an address, else local rules."""
    if not settings.llm_url:
        return LocalSummarizer()
    from sporo_service.engines.llm import Llm  # noqa: PLC0415 (half a second, only where a model is set)
    from sporo_service.engines.prose import ProseSummarizer  # noqa: PLC0415 (the same)

    return ProseSummarizer(Llm(settings))
