import io
from dataclasses import replace
from fractions import Fraction

import pytest
from builders import EVIL, VIDEO
from detente.report.doubt_listening import listening_list, listening_sentence
from detente.report.doubt_sections import doubt_sections, sources_section, unevidenced_section, worlds_section
from detente.report.doubt_summary import doubt_summary
from detente.report.doubt_terminal import print_doubt, print_listening
from detente.report.doubt_words import DoubtNames, percent
from detente.report.printer import Printer
from doubts import doubted_case, doubtful, doubtless, hostile_doubt, large_doubt, sampled
from rich.console import Console

from detente.model.doubt import Flip, Linchpin, World
from detente.report.section import Grid

EVERY = {
    "doubtful": doubtful,
    "sampled": sampled,
    "doubtless": doubtless,
    "hostile": hostile_doubt,
    "large": large_doubt,
}


def shown(doubt, width: int = 80, printer=print_doubt) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    printer(doubt, console)
    return console.file.getvalue()


def flat(doubt, **how) -> str:
    return " ".join(shown(doubt, **how).split())


@pytest.mark.parametrize("name", EVERY)
def test_the_first_screen_has_32_lines_of_80_columns(name):
    text = shown(EVERY[name]())
    first = text.split("\n\n")[0].splitlines() if name != "hostile" else []
    assert len(first) <= 32
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_first_screen_says_what_not_to_believe():
    text = " ".join(shown(doubtful()).split("\n\n")[0].split())
    for said in (
        "2 of 4 conclusions (that a state is stable under a concept, or within reach) hinge on claims in doubt; "
        "1 of them falls if a single claim fails. 2 hold whichever of them fail. 1 more would hold only if some fail.",
        "graded F: reliability cannot be judged. If it is worthless, 2 of 4 conclusions are left (on state 2).",
        "Do not rely on:",
        "State 2 (South: Pump at night), stable under Nash: falls if either well-low (00:01:09) or well-deep",
        "What does not hinge on any claim in doubt:",
        "Nobody has listened to these; listen to them first (--listen has all): - well-low (00:01:09) and well-deep "
        "(00:02:00): if any of them fails, 1 of 4 conclusions falls",
    ):
        assert said in text


def test_what_nothing_is_left_of_stands_before_what_falls_in_part():
    assert [line[:7] for line in doubt_summary(doubtful()).fragile] == ["State 4", "State 2"]


def test_a_case_with_one_source_says_so_first():
    doubt = doubtful(sources=doubtful().sources[:1])
    assert (
        doubt_summary(doubt).paragraphs[0].startswith(f"Every claim used is from one source, {VIDEO} (village_voice)")
    )
    assert sources_section(doubt) is None


def test_without_claims_the_answer_is_the_analysts_word():
    text = flat(doubtless())
    assert "The case cites no claims, so none of its 4 conclusions hinges on one." in text
    assert "“not south.pump” (north.prefers[0]) 2 1" in text
    assert "Do not rely on" not in text
    doubt = doubtful(in_doubt=(), case=doubted_case())
    assert "The case doubts none of its claims" in flat(doubt)


def test_a_share_of_worlds_is_a_count_and_never_a_probability():
    assert "holds in 4 of 16 worlds (a count, not a probability)" in flat(doubtful())
    text = flat(sampled())
    assert "holds in about 25 % of the worlds (a count, not a probability; give or take 0.4 %)" in text
    assert "30 claims" not in text or "drawn by chance" in text
    assert "holds in every world looked at" in text
    for forbidden in ("likely", "probably", "will ", "chance that"):
        assert forbidden not in text


def test_how_the_worlds_were_counted_is_said():
    assert "All 16 worlds were looked at" in flat(doubtful())
    text = flat(sampled())
    assert "1,073,741,824 worlds, too many to look at each" in text
    assert "all with up to 3 failed claims, and 100,000 drawn by chance" in text
    assert "complete up to three claims" in text


def test_claims_in_doubt_on_which_nothing_rests_are_told():
    idle = tuple(replace(entry, bears=entry.claim != "road-old") for entry in doubtful().in_doubt)
    assert "1 claim in doubt can change nothing" in flat(doubtful(in_doubt=idle))


def test_flips_name_the_moments_and_what_falls():
    text = flat(doubtful())
    assert (
        "Falls if road-old (00:00:30) fails together with either well-low (00:01:09) or well-deep (00:02:00): "
        "then “Water at night” (south.prefers[0]) and “An open road” (south.prefers[1]) fall."
    ) in text
    assert "1 conclusion would hold only if some claims fail" in text


def test_an_assumption_can_be_in_doubt_itself():
    first, *rest = doubtful().conclusions
    doubt = doubtful(conclusions=(replace(first, flips=(Flip(("south.prefers[0]",), ("south.prefers[0]",)),)), *rest))
    assert "Falls if “Water at night” (south.prefers[0]) fails." in flat(doubt)


def test_the_table_of_worlds_has_only_worlds_that_differ():
    (grid,) = worlds_section(doubtful()).grids
    assert grid.rows == (
        ("nothing (as modelled)", "2", "4", "-", "-"),
        (f"all of {VIDEO}", "none", "2", "2", "-"),
        ("one of well-low or well-deep", "none", "2, 4", "1", "-"),
        ("village@00:05:00", "2", "4, 1 that does not exist as modelled", "-", "1"),
    )
    assert worlds_section(doubtless()) is None
    assert len(worlds_section(large_doubt()).grids[0].rows) <= 12


def test_few_rows_are_shown_of_many():
    section = unevidenced_section(large_doubt())
    assert len(section.grids[0].rows) == 12
    assert section.notes == ("8 more: see the JSON.",)
    assert all(len(s.grids[0].rows) <= 12 for s in doubt_sections(large_doubt()) if s.grids)
    assert len(shown(large_doubt()).splitlines()) < 280


def test_the_listening_list_is_ordered_by_what_matters_and_ends_with_what_was_heard():
    found = listening_list(doubtful())
    assert [e.name for e in found] == ["well-low", "well-deep", "village@00:05:00", "road-old"]
    assert [(e.alone, e.jointly) for e in found] == [(1, 1), (1, 1), (1, 0), (0, 1)]
    assert (
        found[0].hinges
        == "if it fails alone, 1 conclusion falls (on state 2); if others fail with it, 1 more falls (on state 4)"
    )
    assert found[3].heard == "listened to by Ana"
    assert listening_sentence(doubtful(), found).startswith("3 of 4 cited moments are still to be listened to")
    assert listening_sentence(doubtless(), ()) == "The case cites no claims, so there is nothing to listen to."


def test_what_is_not_in_doubt_is_at_the_end_of_the_work_list():
    doubt = doubtful(in_doubt=doubtful().in_doubt[1:], conclusions=(), linchpins=())
    found = listening_list(doubt)
    assert [(e.name, e.role) for e in found if not e.claim.listened] == [
        ("village@00:05:00", "in doubt"),
        ("well-deep", "in doubt"),
        ("well-low", "not in doubt"),
    ]
    assert {e.hinges for e in found} == {"no conclusion hinges on it"}


def test_the_listening_list_in_a_terminal():
    text = flat(doubtful(), printer=print_listening)
    assert (
        "1. well-low 00:01:09 F6 not listened to “The well is said to run low.” https://youtu.be/abcDEF12-_x?t=69"
        in text
    )


def test_text_of_a_case_stays_text():
    text = shown(hostile_doubt(), 400)
    assert "[bold]rich[/bold]" in text
    assert "javascript:" not in text or "](javascript" not in text
    assert EVIL in shown(hostile_doubt(), 400, printer=print_listening)


@pytest.mark.parametrize(
    ("share", "said"),
    [(Fraction(0), "0.0 %"), (Fraction(1, 10**6), "less than 0.1 %"), (Fraction(1, 4), "25 %"),
     (Fraction(999_999, 10**6), "more than 99.9 %"), (Fraction(1), "100.0 %"), (Fraction(1, 64), "1.6 %")],
)  # fmt: skip
def test_small_and_large_shares_are_not_rounded_away(share, said):
    assert percent(share) == said


def test_an_ascii_terminal_gets_ascii_bars():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    print_doubt(doubtful(), Console(file=stream, width=80, color_system=None))
    stream.flush()
    text = stream.buffer.getvalue().decode("ascii")
    assert "#" * 24 in text
    assert "??" not in text.replace("?" * 80, "").split("The claims that carry most")[1].split("A table of worlds")[0]


def test_names_of_assumptions():
    names = DoubtNames(doubtful())
    assert names.assumption("south.prefers[0]") == "“Water at night” (south.prefers[0])"
    assert names.assumption("north.prefers[0]") == "“not south.pump” (north.prefers[0])"
    assert names.assumption("nowhere[7]") == "nowhere[7]"


def test_what_was_trusted_is_said_where_the_source_is_worthless():
    doubt = doubtful(sources=doubtful().sources[:1], trusted=("road-old",), spared=("road-old",))
    assert "If it is worthless but for what you trusted (road-old (00:00:30)), " in doubt_summary(doubt).paragraphs[0]
    assert "Trusted because you said so: 1 claim that this rule puts in doubt (road-old (00:00:30))." in flat(doubt)


def test_a_case_whose_doubted_claims_are_all_trusted_is_not_said_to_doubt_none():
    names = tuple(entry.claim for entry in doubtful().in_doubt)
    lead = doubt_summary(doubtful(in_doubt=(), linchpins=(), spared=names)).paragraphs[0]
    assert lead.startswith("The case puts 4 claims in doubt, and you trusted every one, so none of its 4 conclusions")
    assert "They hinge on the claims that you trust and on what the analyst assumes." in lead


def test_what_holds_without_the_only_source_is_no_finding():
    left = doubt_summary(doubtful(sources=doubtful().sources[:1])).paragraphs[0]
    assert left.endswith("What then holds rests on the analyst's assumptions alone: it is no finding.")
    gone = tuple(replace(s, without_source={VIDEO: False}) for s in doubtful().conclusions)
    nothing = doubt_summary(doubtful(sources=doubtful().sources[:1], conclusions=gone)).paragraphs[0]
    assert "no finding" not in nothing
    assert "no finding" not in flat(doubtful())  # here a second source is left


def test_what_was_listened_to_comes_last_on_the_first_screen():
    doubt = doubtful()
    first = Linchpin("road-old", 2, 1, 0)
    claims = [pin.claims for pin, _ in doubt_summary(replace(doubt, linchpins=(first, *doubt.linchpins))).claims]
    assert claims == [("well-low", "well-deep"), ("village@00:05:00",), ("road-old",)]
    text = flat(replace(doubt, linchpins=(first, *doubt.linchpins)))
    assert "Listen to these first (--listen has all):" in text
    assert "road-old (00:00:30), “" in text
    assert ", listened to: if it fails, 2 of 4 conclusions fall and 1 other holds" in text
    assert doubt_summary(replace(doubt, linchpins=(first,))).first == "On these hinges most"


def test_what_carries_as_much_as_the_last_one_told_is_named():
    pins = tuple(Linchpin(name, 5 - k, 0, k) for k, name in enumerate(("well-low", "well-deep", "road-old")))
    assert doubt_summary(doubtful(linchpins=pins)).tied == ""
    alike = (*pins[:2], Linchpin("village@00:05:00", 3, 0, 0), Linchpin("north.prefers[0]", 3, 0, 9))
    assert doubt_summary(doubtful(linchpins=alike)).tied == "As much hinges on “not south.pump” (north.prefers[0])"


def test_claims_that_change_nothing_are_counted_one_by_one():
    two = World(failed=("road-old", "village@00:05:00"), any_of=True, fallen=(), holding=(0, 1, 2, 3))
    (told,) = worlds_section(doubtful(worlds=(*doubtful().worlds[:2], two))).notes
    assert told == "If one of 2 other claims fails alone, nothing changes."


def test_a_table_breaks_between_words_and_not_within_a_name():
    row = ("a-name-of-twenty-four-x", "some words that can be told in two lines", "more words that can be told in two")
    console = Console(file=io.StringIO(), width=80, color_system=None)
    Printer(console).grid(Grid(head=("what fails", "stable under every concept", "some"), rows=(row,), caption=""))
    text = console.file.getvalue()
    assert "a-name-of-twenty-four-x" in text
    assert not {"som", "wor", "tol", "lin"} & set(text.split())
    assert all(len(line) <= 80 for line in text.splitlines())
    narrow = Console(file=io.StringIO(), width=30, color_system=None)
    Printer(narrow).grid(Grid(head=("what fails", "stable under every concept", "some"), rows=(row,), caption=""))
    assert all(len(line) <= 30 for line in narrow.file.getvalue().splitlines())
