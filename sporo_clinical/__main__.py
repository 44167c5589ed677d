"""What can be asked of clinical texts from the command line.

`python -m sporo_clinical codes FILE`: the ICD-10-CM codes that a text supports, with their evidence.
`python -m sporo_clinical check TRANSCRIPT NOTE`: what a note says without support, and what it leaves out.
"""

import argparse
import sys
from collections.abc import Sequence

from sporo_clinical.check import command as check
from sporo_clinical.icd10cm import command as codes


def main(arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    options = _parser().parse_args(arguments)
    if options.command == "check":
        return check.run(options)
    # What the codes need takes a quarter of a second to load, which the check needs not.
    from sporo_clinical.icd10cm.report import report  # noqa: PLC0415

    return codes.run(options, report)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sporo_clinical")
    commands = parser.add_subparsers(dest="command", required=True)
    codes.add_arguments(commands.add_parser("codes", help="the ICD-10-CM codes that a text supports"))
    check.add_arguments(
        commands.add_parser("check", help="what a note says without support in its transcript, or leaves out")
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
