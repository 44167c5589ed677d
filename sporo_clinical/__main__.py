"""`python -m sporo_clinical codes FILE`: the ICD-10-CM codes that a text supports, with their evidence."""

import argparse
import sys
from collections.abc import Sequence

from sporo_clinical.icd10cm.command import add_arguments, run
from sporo_clinical.icd10cm.report import report


def main(arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return run(_parser().parse_args(arguments), report)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sporo_clinical")
    commands = parser.add_subparsers(dest="command", required=True)
    add_arguments(commands.add_parser("codes", help="the ICD-10-CM codes that a text supports"))
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
