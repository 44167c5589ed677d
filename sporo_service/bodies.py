"""A JSON object read as it arrives, and refused with one sentence where it can't be taken as it stands."""

import json
import math
import re
from collections.abc import AsyncIterable, Mapping
from typing import Any, NoReturn

from python_multipart.multipart import parse_options_header

from sporo_service.errors import BadRequest

VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2060-\u206f\ufeff]")
"""A sign that can be seen: a text without one, as of spaces that have no width, is blank."""

DEPTH = 20
PROPERTIES = 100
CHARSETS = {None, b"utf-8", b"utf8"}
NOT_JSON = "The request could not be read: it is not valid JSON."
NOT_UNICODE = "The request could not be read: it is not valid UTF-8 text."


async def read_object(stream: AsyncIterable[bytes], content_type: str, max_bytes: int) -> dict[str, Any]:
    """The object; `BadRequest` for another type, for what is too long, and for what can't be told apart."""
    kind, options = parse_options_header(content_type)
    charset = options.get(b"charset")
    if kind != b"application/json" or (charset and charset.lower()) not in CHARSETS:
        raise BadRequest("Send the request as JSON in UTF-8, with `Content-Type: application/json`.")
    body = bytearray()
    async for data in stream:
        body += data
        if len(body) > max_bytes:
            raise BadRequest(
                f"The text is longer than {max_bytes / 1_000_000:g} MB, the most that is accepted at once. "
                "Nothing was kept; please send it in parts, or as a file."
            )
    return parsed_object(bytes(body))


def parsed_object(body: bytes) -> dict[str, Any]:
    """The object that the bytes say."""
    try:
        found = json.loads(
            body.decode(), object_pairs_hook=_without_doubles, parse_constant=_refuse, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise BadRequest(NOT_UNICODE) from error
    except (ValueError, RecursionError) as error:
        raise BadRequest(NOT_JSON) from error
    if not isinstance(found, dict):
        raise BadRequest("The request must be a JSON object.")
    if len(found) > PROPERTIES:
        raise BadRequest(f"The request has more than {PROPERTIES} properties, the most that is accepted.")
    if not _is_flatter_than(DEPTH, found):
        raise BadRequest(f"The request is nested deeper than {DEPTH} levels, the most that is accepted.")
    _refuse_broken_text(found)
    return found


def text_in(body: Mapping[str, Any], name: str) -> str | None:
    """The text of a property, None where it lacks or is null; `BadRequest` where it is anything else."""
    value = body.get(name)
    if value is None or isinstance(value, str):
        return value
    raise BadRequest(f"`{name}` must be a text.")


def needed_text(body: Mapping[str, Any], name: str) -> str:
    """The text of a property that has something to read in it; else `BadRequest`."""
    text = text_in(body, name) or ""
    if not VISIBLE.search(text):
        raise BadRequest(f"The text is blank: send what is to be read in `{name}`.")
    return text


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadRequest("The request names the same property twice, so it can't be told which one is meant.")
    return found


def _refuse(_constant: str) -> NoReturn:
    raise BadRequest(NOT_JSON)


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise BadRequest("The request holds a number that is too large.")
    return number


def _is_flatter_than(levels: int, value: object) -> bool:
    if isinstance(value, dict):
        return levels > 0 and all(_is_flatter_than(levels - 1, part) for part in value.values())
    if isinstance(value, list):
        return levels > 0 and all(_is_flatter_than(levels - 1, part) for part in value)
    return True


def _refuse_broken_text(found: Mapping[str, Any]) -> None:
    # Half of a surrogate pair can be written in JSON, but it is no character and nothing can keep it.
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadRequest(NOT_UNICODE) from error
