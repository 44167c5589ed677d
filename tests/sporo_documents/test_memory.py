from sporo_documents.memory import most_resident, resident

MUCH = 100_000_000


def test_what_is_taken_is_counted_and_what_was_taken_is_remembered() -> None:
    before = resident()
    taken = bytearray(b"\1" * MUCH)
    assert resident() > before + MUCH / 2
    del taken
    assert most_resident() > before + MUCH / 2
