from pathlib import Path

from sporo_service.engines.base import Code
from sporo_service.engines.coder import build_coder
from sporo_service.settings import Settings


def test_the_service_has_a_coder_that_needs_no_setting(tmp_path: Path) -> None:
    coder = build_coder(Settings(data_dir=tmp_path))
    assert coder.code("Known hypertension.").codes == (
        Code("Essential (primary) hypertension", "I10", "hypertension", 6, 18, 0.95),
    )


def test_text_without_clinical_content_has_no_codes(tmp_path: Path) -> None:
    assert build_coder(Settings(data_dir=tmp_path)).code("\x00<b>The train is late</b>").codes == ()
