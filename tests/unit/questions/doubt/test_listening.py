"""The moments to listen to again, those on which most hinges first."""

from doubts import doubtful, doubtless
from told import unmarked

from detente.questions.doubt.listening import listening_list, listening_sentence


def test_the_listening_list_is_ordered_by_what_matters_and_ends_with_what_was_heard():
    found = unmarked(listening_list(doubtful()))
    assert [e.claim.name for e in found] == ["well-low", "well-deep", "village@00:05:00", "road-old"]
    assert [(e.alone, e.jointly) for e in found] == [(1, 1), (1, 1), (1, 0), (0, 1)]
    assert (
        found[0].hinges
        == "if it fails alone, 1 conclusion falls (on state 2); if others fail with it, 1 more falls (on state 4)"
    )
    assert listening_sentence(doubtful(), found).startswith("3 of 4 cited moments are still to be listened to")
    assert listening_sentence(doubtless(), ()) == "The case cites no claims, so there is nothing to listen to."


def test_what_is_not_in_doubt_is_at_the_end_of_the_work_list():
    doubt = doubtful(in_doubt=doubtful().in_doubt[1:], conclusions=(), linchpins=())
    found = listening_list(doubt)
    assert [(e.claim.name, e.role) for e in found if not e.claim.listened] == [
        ("village@00:05:00", "in doubt"),
        ("well-deep", "in doubt"),
        ("well-low", "not in doubt"),
    ]
    assert {e.hinges for e in found} == {"no conclusion hinges on it"}
