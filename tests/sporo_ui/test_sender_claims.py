"""A visit that leaves is claimed: whoever dies or changes their mind, it is sent once or not at all."""

import threading
from dataclasses import replace

import httpx

from sporo_ui.entries import LOCAL_PERSON, State
from sporo_ui.outbox import Outbox, Parcel
from tests.sporo_ui.ground import ACCEPTED, CLAIM, DAY, JOB, Ground, answer, send, wav


def test_an_end_of_the_app_in_the_middle_sends_it_at_the_next_start(ground: Ground) -> None:
    ground.stopping.set()
    entry = send(ground, answer(202, ACCEPTED), content=wav(3))
    assert (entry.state, entry.problem) == (State.UNSENT, "")
    ground.stopping.clear()
    ground.sender().turn()
    assert ground.entry(entry).state == State.QUEUED


def test_a_sender_that_died_before_all_had_left_leaves_it_to_the_next(ground: Ground) -> None:
    entry = ground.submit()
    assert ground.outbox.claim(CLAIM)
    ground.clock.pass_(CLAIM - 1)
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    assert ground.entry(entry).state == State.SENDING
    ground.clock.pass_(1)
    ground.sender().turn()
    assert ground.entry(entry).state == State.QUEUED


def test_a_sender_that_died_after_all_had_left_leaves_it_to_a_person(ground: Ground) -> None:
    entry = ground.submit()
    parcel = ground.outbox.claim(CLAIM)
    assert parcel is not None
    ground.outbox.leaving(parcel, CLAIM, is_last=True)
    ground.clock.pass_(CLAIM)
    ground.sender().turn()
    assert ground.entry(entry).state == State.UNCONFIRMED
    assert ground.api.requests == []


def test_a_service_that_knows_repetitions_gets_a_lost_sending_again_under_the_same_name(
    ground: Ground,
) -> None:
    ground.outbox = Outbox(
        ground.engine, ground.vault, patience=DAY, knows_repetitions=True, clock=ground.clock
    )
    entry = send(ground, httpx.ReadTimeout("no answer"))
    assert entry.state == State.UNSENT
    ground.clock.pass_(60)
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    assert ground.entry(entry).state == State.QUEUED
    first, again = (request.headers["Idempotency-Key"] for request in ground.api.requests)
    assert first == again


def test_what_a_person_sends_again_has_a_new_name(ground: Ground) -> None:
    entry = send(ground, httpx.ReadTimeout("no answer"))
    ground.visits.send_again(LOCAL_PERSON, entry.id)
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    first, again = (request.headers["Idempotency-Key"] for request in ground.api.requests)
    assert first != again


def test_a_claim_whose_holder_is_known_to_be_dead_is_free_at_once(ground: Ground) -> None:
    entry = ground.submit()
    assert ground.outbox.claim(CLAIM)
    ground.outbox.release()
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    assert ground.entry(entry).state == State.QUEUED


def test_an_answer_that_comes_after_the_claim_was_given_up_still_counts(ground: Ground) -> None:
    entry = ground.submit()
    parcel = ground.outbox.claim(CLAIM)
    assert parcel is not None
    ground.outbox.leaving(parcel, CLAIM, is_last=True)
    ground.clock.pass_(CLAIM)
    ground.outbox.expire()
    ground.outbox.accepted(parcel, JOB)
    assert ground.entry(entry).state == State.QUEUED


def test_a_sending_that_was_given_up_can_not_change_the_next_one(ground: Ground) -> None:
    entry = ground.submit()
    old = ground.outbox.claim(CLAIM)
    assert old is not None
    ground.clock.pass_(CLAIM)
    ground.outbox.expire()
    assert ground.outbox.claim(CLAIM)
    ground.outbox.accepted(old, "of the old one")
    assert ground.entry(entry).state == State.SENDING


def test_two_senders_at_once_send_every_visit_once(ground: Ground) -> None:
    for number in range(12):
        ground.submit(wav(mark=bytes([number])))
    ground.api.say(answer(202, ACCEPTED))
    at_once = threading.Barrier(3)

    def run() -> None:
        at_once.wait()
        sender = ground.sender()
        while sender.turn() == 0:
            pass

    senders = [threading.Thread(target=run) for _ in range(3)]
    for thread in senders:
        thread.start()
    for thread in senders:
        thread.join()
    assert len({request.content[:4000] for request in ground.api.requests}) == len(ground.api.requests) == 12


def test_a_discarded_visit_is_not_sent(ground: Ground) -> None:
    entry = ground.submit()
    ground.visits.discard(LOCAL_PERSON, entry.id)
    ground.sender().turn()
    assert ground.api.requests == []


def test_a_visit_discarded_while_it_leaves_does_not_come_back(ground: Ground) -> None:
    entry = ground.submit()

    def discard(_request: httpx.Request) -> httpx.Response:
        ground.visits.discard(LOCAL_PERSON, entry.id)
        return answer(202, ACCEPTED)

    ground.api.say(discard)
    ground.sender().turn()
    assert ground.visits.entries(LOCAL_PERSON) == []


def test_what_was_given_up_while_it_left_is_called_back_before_its_end(ground: Ground) -> None:
    """Another sender may already be at it: two whole copies would be two jobs."""
    ground.submit(wav(3))
    parcel = ground.outbox.claim(CLAIM)
    assert parcel is not None
    assert ground.outbox.leaving(parcel, CLAIM, is_last=False)
    ground.clock.pass_(CLAIM)
    ground.outbox.expire()
    assert not ground.outbox.leaving(parcel, CLAIM, is_last=False)


def test_a_visit_discarded_before_all_has_left_never_arrives(ground: Ground) -> None:
    entry = ground.submit(wav(3))
    ground.api.say(answer(202, ACCEPTED))
    sender = ground.sender()
    real, pieces = ground.outbox.leaving, list[int]()

    class Discarding(Outbox):
        def leaving(self, parcel: Parcel, seconds: float, *, is_last: bool) -> bool:
            pieces.append(1)
            if len(pieces) == 2:
                ground.visits.discard(LOCAL_PERSON, entry.id)
            return real(parcel, seconds, is_last=is_last)

    outbox = Discarding(ground.engine, ground.vault, patience=DAY, clock=ground.clock)
    replace(sender, outbox=outbox).turn()
    assert len(pieces) == 2
    assert ground.api.requests == []
    assert ground.visits.entries(LOCAL_PERSON) == []
