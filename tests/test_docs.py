"""The documents tell of everything that can be set and run, and name nothing that is not there."""

import re
from pathlib import Path

import pytest

from sporo_documents import problems
from sporo_service.__main__ import COMMANDS
from sporo_service.settings import Settings as ServiceSettings
from sporo_ui.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
RUN = (ROOT / "docs" / "run.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
KNOWN = {f"SPORO_{name.upper()}" for name in [*Settings.model_fields, *ServiceSettings.model_fields]}
OF_THE_TESTS = {"SPORO_CHROMIUM", "SPORO_TEST_DATABASE"}
OF_THE_CODE_SET = {"SPORO_ICD10_DIR"}
"""Read by both sides where the code set is opened, and so a setting of neither."""


@pytest.mark.parametrize("setting", sorted(KNOWN))
def test_every_setting_stands_in_the_guide_to_running(setting: str) -> None:
    assert f"`{setting}`" in RUN


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_no_document_names_a_setting_that_is_not_there(document: Path) -> None:
    named = set(re.findall(r"SPORO_[A-Z0-9_]+[A-Z0-9]", document.read_text(encoding="utf-8")))
    assert named <= KNOWN | OF_THE_TESTS | OF_THE_CODE_SET


def _error_codes() -> set[str]:
    """The codes that the service ends jobs with, read from where they are written."""
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "sporo_service").rglob("*.py")]
    ends = re.compile(r"""(?:EngineError\(|fail\(job_id, |failing\(self._jobs, job_id, )\s*"(\w+)\"""")
    named = {code for source in sources for code in ends.findall(source)}
    of_files = (code for name, code in vars(problems).items() if re.fullmatch("[A-Z][A-Z_]+", name))
    return named | set(of_files)


@pytest.mark.parametrize("code", sorted(_error_codes() - {"not_loaded"}))  # said by a worker, not of a job
def test_every_error_code_stands_in_the_guide_to_the_api(code: str) -> None:
    assert f"`{code}`" in API


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert re.search(rf"sporo_service {command}\b|`{command}`", README)


def test_every_make_target_stands_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    unnamed = [target for target in targets if f"`make {target}`" not in README]
    assert unnamed == ["browser", "database"]  # parts of `make test`
