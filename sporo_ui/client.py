"""The Clinical API, one method an endpoint, over one `_send`. The only place that speaks HTTP."""

import itertools
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO, TypeVar
from urllib.parse import quote

import httpx
from pydantic import ValidationError
from pydantic_core import from_json

from sporo_ui.errors import Broken, Busy, SporoError, Unreachable, from_status
from sporo_ui.models import (
    Accepted,
    Answer,
    AudioJob,
    Icd10Job,
    Job,
    Template,
    TemplatePage,
    TextSummary,
    Upload,
    UploadJob,
)
from sporo_ui.pace import FIRST_RETRY_WAIT

A = TypeVar("A", bound=Answer)
J = TypeVar("J", bound=Job)
Document = tuple[str, BinaryIO, str]
"""A file's name, its content and its media type."""
Observer = Callable[[SporoError | None, float | None], None]
"""Told of every answer: what went wrong, if anything, and how many seconds a read took."""

NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""After these it is certain that the service got nothing."""
LARGEST_PAGE = 100


@dataclass(frozen=True)
class Retries:
    """How a GET is tried again; a status read of the poller is not, for each try spends the budget."""

    tries: int = 4
    longest_wait: float = 10.0
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random

    def wait(self, method: str, attempt: int, error: SporoError) -> float | None:
        """Seconds to wait before the next try, or None where there is none to be made."""
        if method != "GET" or attempt >= self.tries:
            return None
        asked = error.retry_after if isinstance(error, Busy) else None
        if asked is not None:
            # Coming back earlier than asked would be refused again: a longer wait is the caller's to make.
            return asked if asked <= self.longest_wait else None
        backoff = min(self.longest_wait, FIRST_RETRY_WAIT * 2.0 ** (attempt - 1))
        return backoff * (1 + self.jitter()) / 2


class SporoClient:
    """A thin client. GET is retried with backoff; POST never, for the API has no idempotency key.

    `sending` names one sending: our own service answers its repetition with the same job, others may not.
    """

    def __init__(
        self,
        http: httpx.Client,
        retries: Retries = Retries(),
        observe: Observer = lambda _error, _seconds: None,
    ) -> None:
        self._http = http
        self._retries = retries
        self._observe = observe

    def upload(
        self,
        documents: Sequence[Document],
        *,
        extra_information: str | None = None,
        webhook_url: str | None = None,
        metadata: Mapping[str, str] | None = None,
        sending: str | None = None,
    ) -> Upload:
        """Documents sent to be summarized. E-mail and both names in `metadata` create a patient."""
        form = dict(metadata or {}) | _given(extra_information=extra_information, webhook_url=webhook_url)
        files = [("files", document) for document in documents]
        return self._send(Upload, "POST", "upload/", data=form, files=files, headers=_named(sending))

    def upload_job(self, upload_id: str) -> UploadJob:
        """The summary of documents as far as it is; spends a status read."""
        job = self._send(UploadJob, "GET", quote(upload_id, safe=""))
        return _about(upload_id, job, job.upload_id)

    def summarize_text(
        self,
        text: str,
        *,
        extra_information: str | None = None,
        webhook_url: str | None = None,
        metadata: Mapping[str, str] | None = None,
        sending: str | None = None,
    ) -> TextSummary:
        """The summary of a plain text, at once."""
        asked = dict(metadata or {}) | _given(extra_information=extra_information, webhook_url=webhook_url)
        said, headers = asked | {"user_input": text}, _named(sending)
        return self._send(TextSummary, "POST", "upload/text/", json=said, headers=headers)

    def send_text_for_codes(
        self, text: str, *, webhook_url: str | None = None, sending: str | None = None
    ) -> Accepted:
        """A coding job that the service took on."""
        asked = {"text": text} | _given(webhook_url=webhook_url)
        return self._send(Accepted, "POST", "icd10/text", json=asked, headers=_named(sending))

    def icd10_job(self, job_id: str) -> Icd10Job:
        """A coding job as far as it is; spends a status read."""
        job = self._send(Icd10Job, "GET", f"icd10/{quote(job_id, safe='')}")
        return _about(job_id, job, job.job_id)

    def templates(self, *, skip: int = 0, limit: int = 20, name: str = "", search: str = "") -> TemplatePage:
        """One page of community templates."""
        asked = {"skip": str(skip), "limit": str(limit)}
        return self._send(
            TemplatePage, "GET", "templates/community", params=asked | _given(name=name, search=search)
        )

    def all_templates(self, *, name: str = "", search: str = "") -> Iterator[Template]:
        """Every matching template, once, whatever the server means by `count` or allows as `limit`."""
        seen: set[str] = set()
        while True:
            page = self.templates(skip=len(seen), limit=LARGEST_PAGE, name=name, search=search)
            fresh = {template.id: template for template in page.data if template.id not in seen}
            yield from fresh.values()
            seen |= fresh.keys()
            counted_all = page.count is not None and len(page.data) < page.count <= len(seen)
            if not fresh or counted_all:
                return

    def send_audio(
        self,
        document: Document,
        *,
        template_id: str,
        webhook_url: str | None = None,
        sending: str | None = None,
    ) -> Accepted:
        """A visit that the service took on; the file is streamed, not loaded."""
        form, headers = {"template_id": template_id} | _given(webhook_url=webhook_url), _named(sending)
        files = {"file": document}
        return self._send(Accepted, "POST", "audio/notes", data=form, files=files, headers=headers)

    def audio_job(self, job_id: str) -> AudioJob:
        """A visit's job as far as it is; spends a status read."""
        job = self._send(AudioJob, "GET", f"audio/notes/{quote(job_id, safe='')}")
        return _about(job_id, job, job.job_id)

    def _send(self, answer: type[A], method: str, path: str, **parts: Any) -> A:  # noqa: ANN401 - httpx's own
        """The answer, read; a GET is tried again while that is worth it, a POST is sent once."""
        for attempt in itertools.count(1):
            try:
                return self._once(answer, method, path, parts)
            except (Unreachable, Busy, Broken) as error:
                wait = self._retries.wait(method, attempt, error)
                if wait is None:
                    raise
                self._retries.sleep(wait)
        raise AssertionError

    def _once(self, answer: type[A], method: str, path: str, parts: Mapping[str, Any]) -> A:
        started = time.monotonic()
        try:
            found = _read(answer, self._http.request(method, path, **parts))
        except httpx.HTTPError as error:
            failure = _failure(error)
            self._observe(failure, None)
            raise failure from error
        except SporoError as error:
            self._observe(error, None)
            raise
        self._observe(None, time.monotonic() - started if method == "GET" else None)
        return found


def _about(asked: str, job: J, told: str | None) -> J:
    """The job, unless it says itself that it is another: that would be another patient's."""
    if told not in {None, asked}:
        raise Broken(detail="the answer is about another job")
    return job


def _failure(error: httpx.HTTPError) -> SporoError:
    if isinstance(error, httpx.DecodingError):
        return Broken(detail=type(error).__name__)
    return Unreachable(arrived=not isinstance(error, NEVER_SENT), detail=type(error).__name__)


def _read(answer: type[A], response: httpx.Response) -> A:
    if not response.is_success:
        raise from_status(response.status_code, _detail(response), _retry_after(response))
    try:
        return answer.model_validate_json(response.content)
    except ValidationError as error:
        # The fields that are wrong are named, their contents are not: they may be a patient's.
        wrong = ", ".join(".".join(map(str, problem["loc"])) for problem in error.errors()) or "not JSON"
        raise Broken(detail=f"{answer.__name__}: {wrong}") from None


def _detail(response: httpx.Response) -> str:
    try:
        said = from_json(response.content)
    except ValueError:
        return ""
    detail = said.get("detail") if isinstance(said, dict) else None
    return detail if isinstance(detail, str) else ""


def _retry_after(response: httpx.Response) -> float | None:
    """The wait that the service asks for; a date is taken against the service's own clock."""
    asked = response.headers.get("Retry-After", "")
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(asked)
        now = parsedate_to_datetime(response.headers.get("Date", ""))
        return float(max(0.0, (until - now).total_seconds()))
    except (TypeError, ValueError):
        return None


def _named(sending: str | None) -> dict[str, str]:
    return {"Idempotency-Key": sending} if sending else {}


def _given(**fields: str | None) -> dict[str, str]:
    """The fields that have something in them."""
    return {name: value for name, value in fields.items() if value}
