"""A multipart form read as it arrives: its files go straight to their sealed places, or are refused early."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote_to_bytes

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from sporo_service.errors import BadRequest

BOUNDARY_BYTES = 200
"""Far more than the 70 of RFC 2046; the parser raises an error of its own for the longest."""

FIELD_BYTES = 16 * 1024
NAME_BYTES = 200
FIELDS = 100
ENCODED_NAME = re.compile(rb"filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", re.IGNORECASE)
"""How some clients write a file's name that is not plain ASCII."""
FIELDS_REFUSED = "The form's fields are too long, or too many."
OVERHEAD_BYTES = 2_000_000
"""What a form may weigh beside its files: its fields, and what stands between them."""


class Arrivals(Protocol):
    """Where the files of a form go; each method raises `BadRequest` for what is not taken."""

    how_to_send: str
    """The sentence for a request that is no form."""

    max_bytes: int
    """The most that all files may weigh together."""

    def begin(self, field: str, name: str) -> None:
        """A file begins."""
        ...

    def write(self, data: bytes) -> None:
        """More of it."""
        ...

    def end(self) -> None:
        """It is whole."""
        ...

    def keep(self) -> None:
        """The form is whole: finish what was written."""
        ...

    def discard(self) -> None:
        """Leave nothing behind of what was written."""
        ...

    def too_large(self) -> BadRequest:
        """What is said when the files weigh more than `max_bytes`."""
        ...


class Form:
    """Takes a form's bytes as they come; `fields` are its texts by name, and its files go to `arrivals`."""

    def __init__(self, content_type: str, arrivals: Arrivals) -> None:
        self.fields: dict[str, list[str]] = {}
        self._files = hashlib.sha256()
        self._arrivals = arrivals
        self._size = 0
        self._count = 0
        self._part = _Part()
        self._parser = MultipartParser(
            _boundary(content_type, arrivals.how_to_send),
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._part.add_header(data[start:end]),
                "on_header_value": lambda data, start, end: self._part.add_value(data[start:end]),
                "on_header_end": self._end_header,
                "on_headers_finished": self._judge,
                "on_part_data": lambda data, start, end: self._take(data[start:end]),
                "on_part_end": self._end,
                "on_end": self._finish,
            },
        )
        self._finished = False

    def feed(self, data: bytes) -> None:
        """Take the next bytes; `BadRequest` as soon as they can't become a form with accepted files."""
        self._size += len(data)
        if self._size > self._arrivals.max_bytes + OVERHEAD_BYTES:
            raise self._arrivals.too_large()
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise BadRequest("The form could not be read: it is not valid multipart/form-data.") from error

    def keep(self) -> None:
        """Finish the files once all has come; `BadRequest` where the form broke off or lacks its files."""
        if not self._finished:
            raise BadRequest("The upload broke off before its end. Nothing was kept; please send it again.")
        self._arrivals.keep()

    @property
    def content(self) -> str:
        """What stands for all that the files hold: another for other files, or in another order."""
        return self._files.hexdigest()

    def text(self, name: str) -> str | None:
        """A field's text, None where it lacks or is blank; `BadRequest` where it came more than once."""
        values = self.fields.get(name, [])
        if len(values) > 1:
            raise BadRequest(f"Send the field `{name}` only once.")
        return (values[0].strip() or None) if values else None

    def _begin(self) -> None:
        self._part = _Part()

    def _end_header(self) -> None:
        self._part.end_header()

    def _judge(self) -> None:
        self._part.end_headers()
        if self._part.is_file:
            self._arrivals.begin(self._part.name, self._part.filename)
            return
        self._count += 1
        if self._count > FIELDS or len(self._part.name) > NAME_BYTES:
            raise BadRequest(FIELDS_REFUSED)

    def _take(self, data: bytes) -> None:
        if self._part.is_file:
            self._arrivals.write(data)
            self._files.update(data)
            return
        self._part.text += data
        if len(self._part.text) > FIELD_BYTES:
            raise BadRequest(FIELDS_REFUSED)

    def _end(self) -> None:
        if self._part.is_file:
            self._arrivals.end()
            return
        text = self._part.text.decode(errors="replace")
        self.fields.setdefault(self._part.name, []).append(text)

    def _finish(self) -> None:
        self._finished = True


def refuse_early(content_length: str | None, arrivals: Arrivals) -> None:
    """`BadRequest` when the sender itself says that the form is too large."""
    said = int(content_length) if content_length and content_length.isdecimal() else 0
    if said > arrivals.max_bytes + OVERHEAD_BYTES:
        raise arrivals.too_large()


@dataclass
class _Part:
    """One part of the form: its headers, which may come in pieces, and for a field its text."""

    name: str = ""
    filename: str = ""
    is_file: bool = False
    text: bytes = b""
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _header: bytes = b""
    _value: bytes = b""

    def add_header(self, data: bytes) -> None:
        self._header += data

    def add_value(self, data: bytes) -> None:
        self._value += data

    def end_header(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header = self._value = b""

    def end_headers(self) -> None:
        disposition = self._headers.get(b"content-disposition", b"")
        _, options = parse_options_header(disposition)
        self.name = options.get(b"name", b"").decode(errors="replace")
        encoded = ENCODED_NAME.search(disposition)
        sent = unquote_to_bytes(encoded[1]) if encoded else options.get(b"filename", b"")
        self.filename = sent.decode(errors="replace")
        self.is_file = bool(encoded) or b"filename" in options


def _boundary(content_type: str, how_to_send: str) -> bytes:
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary or len(boundary) > BOUNDARY_BYTES:
        raise BadRequest(how_to_send)
    return boundary
