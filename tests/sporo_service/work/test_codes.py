import pytest

from sporo_clinical.icd10cm.report import FOREIGN, NOTHING
from sporo_service.engines.base import Coded, Coder, ConsideredCode, EngineError
from sporo_service.jobs import ICD10, new_job_id
from sporo_service.service import Service
from sporo_service.store import Job
from sporo_service.work.codes import Codes
from tests.sporo_service.fast_worker import DISEASE, FastCoder

TEXT = f"A history of {DISEASE}."


def _coded(service: Service, coder: Coder, text: str = TEXT) -> Job:
    job_id = new_job_id()
    service.jobs.accept(job_id, ICD10, "0" * 24, {"text": text, "webhook_url": None})
    work = Codes(service.jobs, coder)
    for _ in range(2):
        work.code(job_id)
    return service.store.known_job(job_id)


def test_a_text_becomes_its_codes_with_their_places(service: Service) -> None:
    job = _coded(service, FastCoder())
    (code,) = job.result["icd10_codes"]
    assert (job.status, code["icd10_code"]) == ("completed", "I10")
    assert TEXT[code["start"] : code["end"]] == code["evidence"]


def test_what_is_told_beside_the_codes_is_kept_with_them(service: Service) -> None:
    class Telling:
        def code(self, text: str) -> Coded:
            start = text.index("gout")
            denied = ConsideredCode("Gout, unspecified", "M10.9", "gout", start, start + 4, "denied")
            return Coded(FastCoder().code(text).codes, (denied,), "a model", 2, ("The model was slow.",))

    result = _coded(service, Telling(), f"{TEXT} No gout. Former smoker.").result
    assert (result["coder"], result["removed"], result["warnings"]) == ("a model", 2, ["The model was slow."])
    assert [one["reason"] for one in result["considered"]] == ["denied"]
    assert [(one["icd10_code"], one["instead"]) for one in result["findings"]] == [("I10", ["Z87.891"])]
    assert result["release"] == {"label": "FY2027", "from": "2026-10-01", "to": "2027-09-30"}


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("Thank you for coming.", [NOTHING]),
        ("Paciente con dolor en el pecho desde hace dos días, sin fiebre.", [FOREIGN, NOTHING]),
    ],
)
def test_a_text_without_anything_to_code_completes_with_no_codes_and_says_so(
    service: Service, text: str, warnings: list[str]
) -> None:
    job = _coded(service, FastCoder(), text)
    assert (job.status, job.result["icd10_codes"], job.result["warnings"]) == ("completed", [], warnings)


def test_a_fault_of_the_coder_ends_the_job_without_the_patients_words(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    job = _coded(service, FastCoder("crash"))
    assert (job.status, job.error_code) == ("failed", "coding_failed")
    assert job.request["text"] == TEXT
    assert DISEASE not in caplog.text + str(job.error_message)


def test_the_coders_own_reason_reaches_the_clinician(service: Service) -> None:
    class Refusing:
        def code(self, text: str) -> Coded:
            raise EngineError("rag_service_error", f"The coding endpoint took only {len(text)} signs.")

    job = _coded(service, Refusing())
    assert (job.error_code, job.error_message) == (
        "rag_service_error",
        f"The coding endpoint took only {len(TEXT)} signs.",
    )
