"""The arrows of the house: who may import whom, read from the sources themselves."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("sporo_ui", "sporo_clinical", "sporo_documents", "sporo_service")
MAY_DRAW = (
    "app.py",
    "pages/",
    "sporo_ui/shell.py",
    "sporo_ui/access.py",
    "sporo_ui/deps.py",
    "sporo_ui/state.py",
    "sporo_ui/widgets/",
)
UI_HTTP = ("sporo_ui/client.py", "sporo_ui/deps.py")

# From the bottom up: a room imports rooms of its own layer and of those below, and none of them in a circle.
UI_LAYERS = (
    {"errors", "logs", "models", "settings", "pace", "tables", "webhook", "words"},
    {"audio", "client", "code_set", "coded", "connection", "database", "decisions", "entries", "evidence"}
    | {"identity", "kept_files", "kinds", "loop", "marks", "media_types", "occupancy"}
    | {"passages", "preflight", "rows", "schedule", "sections", "summaries", "vault"}
    | {"chart_conflicts", "chart_section", "note_review", "remarks", "source_names", "versions"}
    | {"assembly", "heard", "listening", "ogg", "recordings", "sound_process", "tickets"},
    {"export", "exports", "hints", "lease", "ledger", "outbox", "reads", "review_ledger", "shown_codes"}
    | {"shown_note", "templates", "worklist"},
    {"codes", "desk", "documents", "handover", "instructions", "notes", "poller", "sender"}
    | {"summary_desk", "texts", "visits"},
    {"deps", "state"},
    {"receiver", "recording_receiver"},
    {"widgets"},
    {"shell"},
)
SERVICE_LAYERS = (
    {"addresses", "catalog", "crypto", "errors", "lifeline", "supervisor", "tables"},
    {"arrivals", "attempts", "audio", "bodies", "database", "engines", "examples", "forms"}
    | {"logs", "outgoing", "posting", "presence", "seals", "settings", "web_address", "windows"},
    {"codings", "keys", "schemas", "store", "summaries"},
    {"figures", "gate", "jobs", "metrics", "openapi", "patients", "watch", "webhooks"},
    {"adoption", "service", "work", "workflows"},
    {"health", "routes", "worker"},
    {"app"},
    {"embedded", "server"},
    {"commands", "summarize", "transcribe", "write_many", "write_note"},
    {"__main__"},
)
DOCUMENTS_LAYERS = (
    {"document", "hyphens", "layout", "limits", "memory", "strays"},
    {"fence", "opened", "problems", "sections"},
    {"child", "encoding", "kinds", "markup", "messages", "ocr"},
    {"children", "clock", "probe", "warmth"},
    {"readers", "sandbox"},
    {"drawers", "look", "page_picture", "reading"},
    {"drawing", "reader"},
    {"__main__"},
)
LAYERS = {"sporo_ui": UI_LAYERS, "sporo_service": SERVICE_LAYERS, "sporo_documents": DOCUMENTS_LAYERS}


def _sources() -> list[str]:
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py")]
    for package in PACKAGES:
        files += (ROOT / package).rglob("*.py")
    return sorted(str(file.relative_to(ROOT).as_posix()) for file in files)


SOURCES = _sources()


def _imports(source: str) -> Iterator[str]:
    """Every module that the file names in an import, in dotted form, wherever the import stands."""
    for node in ast.walk(ast.parse((ROOT / source).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _tops(source: str) -> set[str]:
    return {name.partition(".")[0] for name in _imports(source)}


def _room(source: str) -> str:
    """The file or folder directly below the package."""
    return source.split("/")[1].removesuffix(".py")


def _rooms(package: str) -> set[str]:
    return {_room(source) for source in SOURCES if source.startswith(f"{package}/")} - {
        "__init__",
        "migrations",
    }


def _imported_rooms(source: str) -> set[str]:
    """The rooms of the same package that the file imports, but its own."""
    package = source.partition("/")[0]
    named = {name.split(".")[1] for name in _imports(source) if name.startswith(f"{package}.")}
    return (named & _rooms(package)) - {_room(source)}


def test_the_sources_are_found() -> None:
    assert {source.partition("/")[0] for source in SOURCES} >= {"app.py", "pages", *PACKAGES}


@pytest.mark.parametrize("source", [s for s in SOURCES if s.startswith("sporo_ui/")])
def test_the_ui_meets_the_service_only_over_http(source: str) -> None:
    assert "sporo_service" not in _tops(source)


@pytest.mark.parametrize("source", [s for s in SOURCES if s.startswith("sporo_service/")])
def test_the_service_does_not_know_the_ui(source: str) -> None:
    assert not {"sporo_ui", "streamlit"} & _tops(source)


@pytest.mark.parametrize("source", [s for s in SOURCES if s.startswith("sporo_clinical/")])
def test_clinical_knowledge_knows_neither_side_nor_the_web(source: str) -> None:
    assert not {
        "sporo_ui",
        "sporo_service",
        "streamlit",
        "httpx",
        "fastapi",
        "starlette",
        "sqlalchemy",
    } & _tops(source)


@pytest.mark.parametrize("source", [s for s in SOURCES if s.startswith("sporo_documents/")])
def test_documents_are_read_without_either_side_the_web_or_clinical_knowledge(source: str) -> None:
    assert not {
        "sporo_ui",
        "sporo_service",
        "sporo_clinical",
        "streamlit",
        "httpx",
        "fastapi",
        "starlette",
        "sqlalchemy",
    } & _tops(source)


@pytest.mark.parametrize("source", [s for s in SOURCES if s.startswith("pages/")])
def test_a_page_only_draws_and_hands_over(source: str) -> None:
    forbidden = {"httpx", "sqlalchemy", "sqlite3", "socket", "sporo_service", "sporo_clinical"}
    assert not forbidden & _tops(source)
    assert len((ROOT / source).read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("source", [s for s in SOURCES if not s.startswith(MAY_DRAW)])
def test_only_the_front_imports_streamlit(source: str) -> None:
    assert "streamlit" not in _tops(source)


@pytest.mark.parametrize("source", [s for s in SOURCES if s.startswith("sporo_ui/") and s not in UI_HTTP])
def test_only_the_client_and_its_maker_speak_http(source: str) -> None:
    assert "httpx" not in _tops(source)


@pytest.mark.parametrize(
    "source",
    [
        s
        for s in SOURCES
        if s.startswith(("sporo_service/engines/", "sporo_service/store", "sporo_service/jobs"))
    ],
)
def test_engines_store_and_jobs_do_not_know_the_web_framework(source: str) -> None:
    assert not {"fastapi", "starlette"} & _tops(source)


@pytest.mark.parametrize("package", LAYERS)
def test_every_room_has_its_layer(package: str) -> None:
    placed = [room for layer in LAYERS[package] for room in layer]
    assert sorted(placed) == sorted(_rooms(package))


@pytest.mark.parametrize(
    "source", [s for s in SOURCES if s.partition("/")[0] in LAYERS and "/__init__" not in s]
)
def test_arrows_point_down(source: str) -> None:
    layers = LAYERS[source.partition("/")[0]]
    level = {room: height for height, layer in enumerate(layers) for room in layer}
    above = {room for room in _imported_rooms(source) if level[room] > level.get(_room(source), 0)}
    assert above == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_no_rooms_import_each_other_in_a_circle(package: str) -> None:
    arrows: dict[str, set[str]] = {room: set() for room in _rooms(package)}
    for source in SOURCES:
        if source.startswith(f"{package}/") and _room(source) in arrows:
            arrows[_room(source)] |= _imported_rooms(source)
    assert sorted(TopologicalSorter(arrows).static_order()) == sorted(arrows)
