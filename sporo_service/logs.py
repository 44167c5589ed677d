"""Structured logs with ids and durations, and never with a patient's text, a name or a key.

Our own lines say what they name, and we name only ids. A library's message may quote what it worked on: of it
only the fixed part is kept, and its place. Of an error only its kind and its way through the code is kept.
"""

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

import structlog
from structlog.stdlib import BoundLogger, ProcessorFormatter, add_log_level, add_logger_name, filter_by_level
from structlog.typing import EventDict, Processor

from sporo_service.settings import Settings

OURS = "sporo_service"
HOUSE = Path(__file__).parent
BESIDE = ("dbos", "sqlalchemy", "python_multipart")
"""What works with patients' words for us; DBOS would add a handler of its own where it found none."""

KEPT_OUT = "a message that may quote what was worked on"


def logger_of(name: str) -> BoundLogger:
    """The logger of a module, which takes facts by name: `log.info("job ended", job_id=...)`."""
    log: BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[
            filter_by_level,
            structlog.contextvars.merge_contextvars,
            ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=BoundLogger,
    )
    return log


def install(settings: Settings) -> None:
    """Let all that this process logs, and every error that ends a thread, come out as lines of one form."""
    logging.basicConfig(level=logging.WARNING, handlers=[_handler(settings)], force=True)
    install_beside_others(settings)
    logging.captureWarnings(capture=True)
    sys.excepthook = _unforeseen
    threading.excepthook = _unforeseen_in_thread


def install_beside_others(settings: Settings) -> None:
    """The same only for the service and what it works with, in a process that has logs of its own."""
    for name in (OURS, *BESIDE):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [_handler(settings)], False
        logger.setLevel(settings.log_level.upper() if name == OURS else logging.WARNING)


def _handler(settings: Settings) -> logging.Handler:
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(settings))
    return handler


def formatter(settings: Settings) -> logging.Formatter:
    """Writes each record as a line of JSON, or for the eye of somebody at a console."""
    lines: Processor = structlog.processors.JSONRenderer()
    if settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty()):
        lines = structlog.dev.ConsoleRenderer(colors=False, sort_keys=False)
    return ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars, _without_what_libraries_quote],
        pass_foreign_args=True,
        processors=[
            add_log_level,
            add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_an_errors_words,
            ProcessorFormatter.remove_processors_meta,
            lines,
        ],
    )


def _without_what_libraries_quote(_logger: logging.Logger, _level: str, event: EventDict) -> EventDict:
    record, arguments = event["_record"], event.pop("positional_args")
    if record.name.partition(".")[0] == OURS:
        return event
    event["event"] = record.msg.strerror if isinstance(record.msg, OSError) else KEPT_OUT
    if arguments:
        event["event"] = str(record.msg)
    event["place"] = f"{record.filename}:{record.lineno}"
    return event


def _without_an_errors_words(_logger: logging.Logger, _level: str, event: EventDict) -> EventDict:
    event.pop("stack_info", None)
    given = event.pop("exc_info", None)
    if given:
        kind, error, passed = given if isinstance(given, tuple) else sys.exc_info()
        event["error"] = kind.__name__ if kind else "none"
        event.update(_reason(error))
        event["passed"] = _places(passed)
    return event


def _reason(error: BaseException | None) -> dict[str, str]:
    """The module that lacks, or what the system said: nothing of a patient, and what it takes to mend it."""
    if isinstance(error, ImportError) and error.name:
        return {"reason": error.name}
    if isinstance(error, OSError) and error.strerror:
        return {"reason": error.strerror}
    return {}


def _places(passed: TracebackType | None) -> list[str]:
    """The error's way through our code, and where it was raised."""
    frames = traceback.extract_tb(passed)
    ours = [frame for frame in frames if HOUSE in Path(frame.filename).parents]
    told = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in [*ours, *frames[-1:]]]
    return list(dict.fromkeys(told))


def _unforeseen(kind: type[BaseException], error: BaseException, passed: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(OURS).critical("an unforeseen error", exc_info=(kind, error, passed))


def _unforeseen_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value:
        _unforeseen(told.exc_type, told.exc_value, told.exc_traceback)
