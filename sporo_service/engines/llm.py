"""A small client for language models behind OpenAI's `chat/completions`."""

import time
from collections.abc import Callable

import httpx
from pydantic import BaseModel, ValidationError

TIMEOUT = httpx.Timeout(connect=5.0, read=60.0, write=30.0, pool=5.0)
LONGEST_ANSWER_SECONDS = 120.0
"""How long an answer may take in all, however steadily it drips."""
LARGEST_ANSWER = 1_000_000


class LlmError(Exception):
    """The language model gave no answer that can be used; the message holds no patient's text."""


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Answer(BaseModel):
    choices: list[_Choice]


class Llm:
    """A language model; the client brings the address, the key and the time limits."""

    def __init__(self, http: httpx.Client, model: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._http = http
        self._clock = clock
        self.model = model

    def answer(self, system: str, user: str) -> str:
        """What the model writes; `LlmError` where it is down, too slow, too long, or not understood."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        body = {"model": self.model, "messages": messages, "temperature": 0}
        try:
            with self._http.stream("POST", "chat/completions", json=body) as reply:
                reply.raise_for_status()
                choices = _Answer.model_validate_json(self._read(reply)).choices
        except (httpx.HTTPError, ValidationError) as problem:
            raise LlmError(type(problem).__name__) from None
        if not choices:
            raise LlmError("no choices")
        return choices[0].message.content

    def _read(self, reply: httpx.Response) -> bytes:
        end, read = self._clock() + LONGEST_ANSWER_SECONDS, bytearray()
        for piece in reply.iter_bytes():
            read += piece
            if len(read) > LARGEST_ANSWER or self._clock() > end:
                raise LlmError("too long an answer")
        return bytes(read)
