"""The summarizers: local rules in the sources' own words, or a language model where one is set."""

from collections.abc import Sequence
from typing import Protocol

import httpx
from pydantic import SecretStr

from sporo_documents.document import Document
from sporo_service.engines.base import Summarizer, Summary
from sporo_service.engines.llm import TIMEOUT, Llm
from sporo_service.engines.prose import ProseSummarizer
from sporo_service.engines.selection import selected, summary_of


class SummarySettings(Protocol):
    """What summaries need of the service's settings."""

    @property
    def llm_url(self) -> str:
        """An endpoint of a language model; empty for none."""

    @property
    def llm_key(self) -> SecretStr | None:
        """Its key."""

    @property
    def llm_model(self) -> str:
        """Which of its models."""


class LocalSummarizer:
    """Summarizes by rules: deterministic, offline, every line in the words of its sources."""

    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        """The summary; without sections where the documents hold nothing that can be summarized."""
        return summary_of(selected(documents, focus))


def build_summarizer(settings: SummarySettings) -> Summarizer:
    """The summarizer that the settings ask for: a language model with an address, else local rules."""
    if not settings.llm_url:
        return LocalSummarizer()
    key = settings.llm_key
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    base = settings.llm_url.rstrip("/") + "/"
    return ProseSummarizer(
        Llm(httpx.Client(base_url=base, headers=headers, timeout=TIMEOUT), settings.llm_model)
    )
