"""From a clinical text to its ICD-10-CM codes."""

from dbos import DBOS

from sporo_service.codings import told
from sporo_service.engines.base import Coder
from sporo_service.jobs import ICD10, Jobs
from sporo_service.work.steps import begin, failing, step

NOT_CODED = "The text could not be coded because of a fault in the service. Please send it again."


class Codes:
    """The step of a coding job."""

    def __init__(self, jobs: Jobs, coder: Coder) -> None:
        self._jobs = jobs
        self._store = jobs.store
        self._coder = coder

    def code(self, job_id: str) -> None:
        """Complete the job with the codes of its text."""
        job = self._store.job(job_id)
        if job is None or not job.open:
            return
        with failing(self._jobs, job_id, "coding_failed", NOT_CODED):
            text = job.request["text"]
            answer = told(text, self._coder.code(text))
            self._jobs.complete(job_id, {"icd10_codes": answer.pop("codes"), **answer})

    def register(self, attempts: int) -> None:
        """Make the workflow known to DBOS, before it is launched."""

        @DBOS.workflow(name=ICD10)
        def icd10(job_id: str) -> None:
            begin(self._jobs, job_id, attempts)
            step("code", self.code, job_id)
