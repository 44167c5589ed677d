"""A language model behind any OpenAI-compatible endpoint, which answers in the form that it is asked for."""

import asyncio
import logging
from typing import TypeVar

import httpx2
from openai import APIStatusError, AsyncOpenAI, DefaultAsyncHttpxClient, OpenAIError, omit
from openai.types.shared_params import ResponseFormatJSONSchema
from pydantic import BaseModel, ConfigDict

from sporo_service.settings import Settings

CONNECT_SECONDS = 5.0
TRIES_AGAIN = 1
"""How often a busy or broken endpoint is asked again, all within the time that one answer may take."""
LARGEST_ANSWER = 1_000_000
NO_KEY = "none"
"""Given to the SDK, and sent to nobody, where no key is set: it would look for one in the environment."""

_AMBIENT = ("OpenAI-Organization", "OpenAI-Project")
_FAULTS = (OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, ValueError)

log = logging.getLogger(__name__)


class LlmError(Exception):
    """The language model gave no answer that can be used; the message holds no patient's text and no key."""


class Form(BaseModel):
    """What a model answers; of what it adds nothing is read, and a structured answer may add nothing."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})


Answer = TypeVar("Answer", bound=Form)


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    choices: list[_Choice]


class Llm:
    """A language model at the endpoint that the settings name, and nowhere else: no redirect is followed."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.llm_url
        self._key = settings.llm_key
        self._seconds = settings.llm_seconds
        self.model = settings.llm_model
        # What the SDK would take from the environment is meant for another endpoint.
        self._unsent = dict.fromkeys(_AMBIENT if self._key else ("Authorization", *_AMBIENT), omit)

    def answer(self, task: str, question: str, form: type[Answer]) -> Answer:
        """What the model answers; `LlmError` where it is down, too slow, too long, or not understood."""
        try:
            completion = asyncio.run(self._ask(task, question, form))
            return form.model_validate_json(_json_of(_Completion.model_validate_json(completion)))
        except (LlmError, *_FAULTS) as problem:
            # Only what we say ourselves may be told: other messages quote keys and answers.
            why = _why(problem)
            log.warning("The language model failed: %s", why)
            raise LlmError(why) from None

    async def _ask(self, task: str, question: str, form: type[Form]) -> bytes:
        async with (
            asyncio.timeout(self._seconds),
            self._client() as client,
            client.chat.completions.with_streaming_response.create(
                model=self.model,
                messages=[{"role": "system", "content": task}, {"role": "user", "content": question}],
                response_format=_schema(form),
                temperature=0,
                extra_headers=self._unsent,
            ) as reply,
        ):
            read = bytearray()
            async for piece in reply.iter_bytes():
                read += piece
                if len(read) > LARGEST_ANSWER:
                    raise LlmError("too long an answer")
            return bytes(read)

    def _client(self) -> AsyncOpenAI:
        return AsyncOpenAI(
            base_url=self._url,
            api_key=self._key.get_secret_value() if self._key else NO_KEY,
            timeout=httpx2.Timeout(self._seconds, connect=CONNECT_SECONDS),
            max_retries=TRIES_AGAIN,
            http_client=DefaultAsyncHttpxClient(follow_redirects=False),
        )


def _schema(form: type[Form]) -> ResponseFormatJSONSchema:
    return {
        "type": "json_schema",
        "json_schema": {"name": form.__name__, "schema": form.model_json_schema(), "strict": True},
    }


def _json_of(completion: _Completion) -> str:
    """The JSON of an answer, which may stand in a fence where an endpoint knows no structured answers."""
    if not completion.choices:
        raise LlmError("no answer")
    choice = completion.choices[0]
    if choice.finish_reason == "length":
        raise LlmError("an answer that was cut off")
    content = choice.message.content
    if choice.message.refusal or choice.finish_reason == "content_filter" or not content:
        raise LlmError("a refusal")
    return content[content.find("{") : content.rfind("}") + 1]


def _why(problem: Exception) -> str:
    if isinstance(problem, LlmError):
        return str(problem)
    if isinstance(problem, APIStatusError):
        return f"status {problem.status_code}"
    return type(problem).__name__
