"""A multipart form read as it arrives: the file goes straight to its sealed place, or is refused early."""

from dataclasses import dataclass, field

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from sporo_service.audio import HEAD_BYTES, audio_type
from sporo_service.crypto import SealedFile
from sporo_service.errors import BadRequest

FIELD_BYTES = 16 * 1024
FIELDS = 20
FIELDS_REFUSED = "The form's fields are too long, or too many."
OVERHEAD_BYTES = 64 * 1024
"""What a form may weigh beside its file."""


class AudioForm:
    """Takes a form's bytes as they come; `fields` are its texts, and the audio is written to `target`."""

    def __init__(self, content_type: str, target: SealedFile, max_bytes: int) -> None:
        self.fields: dict[str, str] = {}
        self._audio = _Audio(target, max_bytes)
        self._max_bytes = max_bytes
        self._size = 0
        self._part = _Part()
        self._parser = MultipartParser(
            _boundary(content_type),
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
        """Take the next bytes; `BadRequest` as soon as they can't become a form with an accepted file."""
        self._size += len(data)
        if self._size > self._max_bytes + OVERHEAD_BYTES:
            raise _too_large(self._max_bytes)
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise BadRequest("The form could not be read: it is not valid multipart/form-data.") from error

    def keep(self) -> None:
        """Finish the audio once all has come; `BadRequest` where the form broke off or holds no file."""
        if not self._finished:
            raise BadRequest("The upload broke off before its end. Nothing was kept; please send it again.")
        self._audio.keep()

    def _begin(self) -> None:
        self._part = _Part()

    def _end_header(self) -> None:
        self._part.end_header()

    def _judge(self) -> None:
        self._part.end_headers()
        if self._part.is_file and self._part.name != "file":
            raise BadRequest("The audio must be sent in the form field `file`.")
        if self._part.is_file and self._audio.begun:
            raise BadRequest("Send one audio file at a time.")
        if len(self.fields) >= FIELDS:
            raise BadRequest(FIELDS_REFUSED)
        self._audio.begun |= self._part.is_file

    def _take(self, data: bytes) -> None:
        if self._part.is_file:
            self._audio.write(data)
            return
        self._part.text += data
        if len(self._part.text) > FIELD_BYTES:
            raise BadRequest(FIELDS_REFUSED)

    def _end(self) -> None:
        if not self._part.is_file:
            self.fields[self._part.name] = self._part.text.decode(errors="replace").strip()

    def _finish(self) -> None:
        self._finished = True


def refuse_early(content_length: str | None, max_bytes: int) -> None:
    """`BadRequest` when the sender itself says that the form is too large."""
    if content_length and content_length.isdigit() and int(content_length) > max_bytes + OVERHEAD_BYTES:
        raise _too_large(max_bytes)


@dataclass
class _Audio:
    """The file of the form: judged by its first bytes, counted to the last."""

    target: SealedFile
    max_bytes: int
    begun: bool = False
    _head: bytes = b""
    _judged: bool = False
    _size: int = 0

    def write(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self.max_bytes:
            raise _too_large(self.max_bytes)
        if self._judged:
            self.target.write(data)
            return
        self._head += data
        if len(self._head) >= HEAD_BYTES:
            self._judge()

    def keep(self) -> None:
        if not self.begun:
            raise BadRequest("The request holds no audio file: send one in the form field `file`.")
        if not self._judged:
            self._judge()
        self.target.keep()

    def _judge(self) -> None:
        audio_type(self._head)
        self._judged = True
        self.target.write(self._head)
        self._head = b""


@dataclass
class _Part:
    """One part of the form: its headers, which may come in pieces, and for a field its text."""

    name: str = ""
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
        _, options = parse_options_header(self._headers.get(b"content-disposition"))
        self.name = options.get(b"name", b"").decode(errors="replace")
        self.is_file = b"filename" in options


def _boundary(content_type: str) -> bytes:
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise BadRequest("Send the audio as multipart/form-data, with the fields `file` and `template_id`.")
    return boundary


def _too_large(max_bytes: int) -> BadRequest:
    return BadRequest(
        f"The audio file is larger than {max_bytes // 1_000_000} MB, the most that is accepted. "
        "Nothing was kept; please send it in parts."
    )
