from sporo_documents.child import serve
from sporo_documents.drawing import draw
from sporo_documents.reader import look, read

serve({"look": look, "read": read, "draw": draw})
