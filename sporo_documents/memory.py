"""How much memory this process uses, as far as the system tells."""

import re
import sys
from pathlib import Path

if sys.platform == "win32":

    def resident() -> int:
        """0: the system tells Python nothing."""
        return 0

    def most_resident() -> int:
        """0 as well."""
        return 0

else:
    import resource

    _STATUS = Path("/proc/self/status")

    def resident() -> int:
        """Bytes in memory now; on macOS the most there ever were."""
        return _told("VmRSS")

    def most_resident() -> int:
        """The most bytes that there ever were in memory."""
        return _told("VmHWM")

    def _told(figure: str) -> int:
        if not _STATUS.exists():
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        # Linux has this too, but there it counts what the parent used before.
        told = _STATUS.read_text(encoding="utf-8", errors="replace")
        (kilobytes,) = re.findall(rf"{figure}:\s*(\d+)", told)
        return int(kilobytes) * 1024


def available() -> int | None:
    """Bytes that the machine has left for its processes; None where the system does not tell."""
    told = Path("/proc/meminfo")
    if not told.exists():
        return None
    (kilobytes,) = re.findall(r"MemAvailable:\s*(\d+)", told.read_text(encoding="utf-8"))
    return int(kilobytes) * 1024
