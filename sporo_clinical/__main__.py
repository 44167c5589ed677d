"""`python -m sporo_clinical codes FILE`: the ICD-10-CM codes that a text supports, with their evidence."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.release import dotted, release

NOTHING = "Nothing in this text can be coded."


def main(arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        text = options.file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        sys.stderr.write(
            f"{options.file.name} can't be read as text: check its path, and that it is UTF-8.\n"
        )
        return 1
    found = codes_of(text)
    if options.json:
        print(
            json.dumps(
                {"codes": [_shown(one) for one in found], "release": release().label}, ensure_ascii=False
            )
        )
    else:
        print("\n".join(_line(one) for one in found) or NOTHING)
    return 0


def _shown(found: Found) -> dict[str, str | int | float]:
    return {
        "name": release().name(found.code),
        "icd10_code": dotted(found.code),
        "evidence": found.evidence,
        "start": found.start,
        "end": found.end,
        "confidence": found.confidence,
    }


def _line(found: Found) -> str:
    return f'{dotted(found.code):<9}{release().name(found.code)}: "{" ".join(found.evidence.split())}"'


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sporo_clinical")
    commands = parser.add_subparsers(dest="command", required=True)
    codes = commands.add_parser("codes", help="the ICD-10-CM codes that a text supports, with their evidence")
    codes.add_argument("file", type=Path, metavar="FILE", help="a clinical text in UTF-8")
    codes.add_argument("--json", action="store_true", help="print codes and release as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
