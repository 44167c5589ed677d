import pytest
from pydantic import ValidationError

from sporo_service.schemas import TemplateLine


def test_an_answer_that_does_not_fit_quotes_nothing_of_it() -> None:
    with pytest.raises(ValidationError) as refused:
        TemplateLine.model_validate({"id": 7, "name": "x", "heard": "Metformin for Ms Doe"})
    assert "heard" in str(refused.value)
    assert "Metformin" not in str(refused.value)
