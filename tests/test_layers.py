"""The arrows of the house: who may import whom, read from the sources themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("sporo_ui", "sporo_clinical", "sporo_service")
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

# From the bottom up: a module imports its own layer and those below.
UI_LAYERS = (
    {"errors", "models", "schedule", "settings"},
    {"client", "ledger", "recordings"},
    {"poller"},
    {"deps", "state"},
    {"widgets"},
    {"shell"},
)
SERVICE_LAYERS = ({"errors"}, {"gate", "store", "jobs", "schemas"}, {"routes"}, {"app"})


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


def _rank(layers: tuple[set[str], ...], room: str) -> int | None:
    return next((level for level, rooms in enumerate(layers) if room in rooms), None)


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


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(("package", "layers"), [("sporo_ui", UI_LAYERS), ("sporo_service", SERVICE_LAYERS)])
def test_arrows_point_down(source: str, package: str, layers: tuple[set[str], ...]) -> None:
    room = source.removeprefix(f"{package}/").partition("/")[0].removesuffix(".py")
    own = _rank(layers, room) if source.startswith(f"{package}/") else None
    if own is None:
        return
    for name in _imports(source):
        if not name.startswith(f"{package}."):
            continue
        other = _rank(layers, name.split(".")[1])
        assert other is None or other <= own, f"{source} imports {name}, which stands above it"
