"""`codes FILE`, `codes --jsonl IN OUT`: the ICD-10-CM codes of texts, by the coder that the settings name."""

import argparse
from typing import Any

from sporo_clinical.icd10cm import command
from sporo_clinical.icd10cm.command import NotCodedError, add_arguments
from sporo_service.codings import told
from sporo_service.engines.base import Coder, EngineError
from sporo_service.engines.coder import build_coder
from sporo_service.settings import Settings

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    """Print the codes, or write those of each line; 2 and a sentence for bad input."""
    return show(options, build_coder(Settings()))


def show(options: argparse.Namespace, coder: Coder) -> int:
    """Print what a coder finds."""

    def code(text: str) -> dict[str, Any]:
        try:
            return told(text, coder.code(text))
        except EngineError as error:
            raise NotCodedError(error.sentence) from error

    return command.run(options, code)
