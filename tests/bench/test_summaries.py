from bench.summaries import Note, gold_of, measured, scores, summarized

TEXT = (
    "DIAGNOSES:,1.  Gout.,2.  Asthma, mild.,MEDICATIONS: , Zyxon 20 mg daily, aspirin.,"
    "ALLERGIES:  ,Penicillin.,PLAN: He will take Lasix 40 mg p.o. daily.  He weighs 90 mg."
)


def test_what_should_be_kept_is_found_by_plain_patterns() -> None:
    gold = gold_of(TEXT, ["mild asthma"])
    assert gold == {
        "problems": [{"mild", "asthma"}],
        "listed": [{"gout"}, {"asthma", "mild"}],
        "drugs": [{"zyxon", "20"}, {"lasix", "40"}],
        "allergies": [{"penicillin"}],
    }


def test_what_is_kept_and_what_is_not_is_counted() -> None:
    note = Note(
        "MEDICATIONS: Aspirin 81 mg.", {"drugs": [frozenset({"aspirin", "81"}), frozenset({"zyxon"})]}
    )
    counts = dict(scores(note, summarized(note.text)))
    assert (counts["drugs"], counts["drugs of"], counts["unsupported"]) == (1, 2, 0)
    assert "50.0 %" in measured("notes", "all", [note])
