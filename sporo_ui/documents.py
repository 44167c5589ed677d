"""What a person can do with documents: look at them, have them summarized, see where a line comes from."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from sporo_ui.entries import Entry, KeptFile, Kind, Request, Work
from sporo_ui.errors import Gone, Unsuitable
from sporo_ui.identity import Patient, metadata_of
from sporo_ui.kept_files import Kept, KeptFiles
from sporo_ui.ledger import Ledger, fingerprint
from sporo_ui.media_types import HEAD, SHOWN_AS_THEY_ARE, document_type
from sporo_ui.models import Source, UploadJob
from sporo_ui.preflight import MEGABYTE, Inspected, Preflight, size_of
from sporo_ui.summaries import ChartSummary, SourcePage, chart
from sporo_ui.summary_desk import SummaryDesk

LONGEST_NAME, LONGEST_ENDING = 120, 20
_FEWER = "Remove some of them, and send those on their own."


@dataclass(frozen=True)
class DocumentsRequest:
    """What a person says about documents; all but the label goes to the service."""

    label: str
    """Who the patient is, in the person's own words; it stays in this app."""
    extra_information: str = ""
    """A question or a focus."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    patient: Patient | None = None
    """Only where the person switched it on: the service creates a record of whom it does not know."""


class Documents(SummaryDesk):
    """Documents that become one summary."""

    kind = Kind.DOCUMENTS

    def __init__(  # noqa: PLR0913 - what it stands on, each named
        self,
        ledger: Ledger,
        kept: KeptFiles,
        preflight: Preflight,
        *,
        limit: int,
        most: int,
        wake_sender: Callable[[], None],
    ) -> None:
        super().__init__(ledger, kept, limit=limit, wake_sender=wake_sender)
        self._preflight = preflight
        self._most = most

    def inspect(self, file: BinaryIO, name: str) -> Inspected:
        """What a file is and what is wrong with it; never raises for a bad file. Takes a moment."""
        return self._preflight.inspect(file, name)

    def refusal(self, sizes: Sequence[int]) -> Unsuitable | None:
        """Why documents of these sizes can't be sent together, as `submit` raises it; None where they can."""
        if len(sizes) > self._most:
            sentence = f"These are {len(sizes)} documents; the most at once are {self._most}."
            return Unsuitable("too_many_files", sentence, next_step=_FEWER)
        if sum(sizes) > self._limit:
            sentence = f"Together they are larger than {self._limit // MEGABYTE} MB."
            return Unsuitable("too_large", sentence, next_step=_FEWER)
        return None

    def submit(self, person: str, files: Sequence[tuple[str, BinaryIO]], request: DocumentsRequest) -> Entry:
        """The entry, with its documents kept: sent by itself even if the tab is closed now.

        Raises `Unsuitable` before anything is kept, `Unkept` where the disk takes nothing, `AlreadySent` on a
        double submit.
        """
        metadata = _metadata(request)
        self._check(files)
        kept = self._keep(files)
        asked = Request(extra_information=request.extra_information.strip(), metadata=metadata)
        work = Work(
            kind=self.kind,
            content=_digest([document.content for document, _file in kept], asked),
            label=request.label,
            files=tuple(file for _document, file in kept),
            request=asked,
        )
        return self._add(person, work)

    def summary(self, person: str, entry_id: str) -> ChartSummary:
        """The summary with the person's drafts in place; before completion it has no sections."""
        record = self._ledger.record(person, entry_id, self.kind)
        answer = UploadJob.model_validate_json(record.answer or b'{"status": "processing"}')
        return chart(record.entry, record.request, answer, record.drafts)

    def source(self, person: str, entry_id: str, file: str, page: int) -> SourcePage:
        """The place that a line rests on; raises `Gone` where nothing of it can be shown."""
        found = self.summary(person, entry_id).page(file, page)
        content, media_type = self._original(person, entry_id, file)
        if content is None and found is None:
            raise Gone(
                "This place can't be shown: the service does not tell its text.",
                next_step="Open the document itself.",
            )
        return SourcePage(file, page, media_type, content, found.text if found else "")

    def picture(self, person: str, entry_id: str, source: Source) -> bytes:
        """How the page looks that a line rests on, as JPEG, with its words marked.

        Nothing where the page can't be drawn: the document is none with pages to see, or is kept no more.
        """
        place = self._position(person, entry_id, source.file)
        if place is None:
            return b""
        with self.file(person, entry_id, place)[0] as content:
            return self._preflight.picture(content, source.page, source.quote)

    def _original(self, person: str, entry_id: str, name: str) -> tuple[bytes | None, str]:
        place = self._position(person, entry_id, name)
        if place is None:
            return None, "text/plain"
        content, media_type = self.file(person, entry_id, place)
        with content:
            return content.read(), media_type

    def _position(self, person: str, entry_id: str, name: str) -> int | None:
        """Which of the kept files it is, where it is one that can be shown as it is."""
        files = self._ledger.files(person, entry_id)
        return next(
            (
                place
                for place, file in enumerate(files)
                if file.file and file.name == name and file.media_type in SHOWN_AS_THEY_ARE
            ),
            None,
        )

    def _check(self, files: Sequence[tuple[str, BinaryIO]]) -> None:
        if not files:
            raise Unsuitable("no_files", "There are no documents.", next_step="Add at least one.")
        sizes = [size_of(file) for _name, file in files]
        if 0 in sizes:
            name = files[sizes.index(0)][0]
            raise Unsuitable("empty", f"{name} is empty.", next_step="Remove it, or add it again.")
        if refusal := self.refusal(sizes):
            raise refusal

    def _keep(self, files: Sequence[tuple[str, BinaryIO]]) -> list[tuple[Kept, KeptFile]]:
        """All of the files or none of them."""
        kept: list[tuple[Kept, KeptFile]] = []
        names = distinct(name for name, _file in files)
        try:
            for name, (_given, file) in zip(names, files, strict=True):
                media_type = document_type(file.read(HEAD), name)
                file.seek(0)
                document = self._kept.keep(file)
                kept.append((document, KeptFile(document.file, media_type, name)))
        except Exception:
            self._forget(file for _document, file in kept)
            raise
        return kept


def _metadata(request: DocumentsRequest) -> dict[str, str]:
    named = request.patient.as_metadata() if request.patient else {}
    return metadata_of(request.metadata.items()) | named


def _digest(contents: Iterable[str], asked: Request) -> str:
    """The same for the same documents in any order with the same request."""
    metadata = json.dumps(dict(asked.metadata), sort_keys=True)
    return fingerprint(Kind.DOCUMENTS, asked.extra_information, metadata, *sorted(contents))


def distinct(names: Iterable[str]) -> list[str]:
    """The names without their folders, each once: a summary's sources go by them."""
    found: list[str] = []
    for name in names:
        plain = PurePosixPath(_plain(name))
        tries = (f"{plain.stem} ({number}){plain.suffix}" for number in range(2, len(found) + 3))
        found.append(next(one for one in (str(plain), *tries) if one not in found))
    return found


def _plain(name: str) -> str:
    """A name that arrives as it is sent: without folders, control characters, quotes and excess."""
    last = re.split(r"[/\\]", name)[-1].replace('"', "'")
    path = PurePosixPath("".join(letter for letter in last if letter.isprintable()).strip(" .") or "document")
    ending = path.suffix[:LONGEST_ENDING]
    return path.stem[: LONGEST_NAME - len(ending)] + ending
