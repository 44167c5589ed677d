"""`python -m sporo_documents [THREADS]`: the reading process, which is spoken to in JSON.

With the number of threads that recognition may use, it loads what it may need while it waits.
"""

import sys
from functools import partial

from sporo_documents.child import Task, serve
from sporo_documents.drawing import draw
from sporo_documents.reader import look, read

TASKS: dict[str, Task] = {"look": look, "read": read, "draw": draw}

if len(sys.argv) > 1:
    from sporo_documents.warmth import warm_up

    serve(TASKS, partial(warm_up, int(sys.argv[1])))
else:
    serve(TASKS)
