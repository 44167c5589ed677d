"""`python -m sporo_documents`: the reading process, which is spoken to in JSON."""

from sporo_documents.child import serve
from sporo_documents.drawing import draw
from sporo_documents.reader import look, read

serve({"look": look, "read": read, "draw": draw})
