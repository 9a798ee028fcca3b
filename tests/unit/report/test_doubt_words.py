import io
from dataclasses import replace
from fractions import Fraction

import pytest
from rich.console import Console

from detente.model.doubt import Flip
from detente.report.doubt_listening import listening_list, listening_sentence
from detente.report.doubt_sections import doubt_sections, sources_section, unevidenced_section, worlds_section
from detente.report.doubt_summary import doubt_summary
from detente.report.doubt_terminal import print_doubt, print_listening
from detente.report.doubt_words import DoubtNames, percent

from .builders import EVIL, VIDEO
from .doubts import doubted_case, doubtful, doubtless, hostile_doubt, large_doubt, sampled

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
def test_the_first_screen_has_24_lines_of_80_columns(name):
    text = shown(EVERY[name]())
    first = text.split("\n\n")[0].splitlines() if name != "hostile" else []
    assert len(first) <= 24
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_first_screen_says_what_not_to_believe():
    text = " ".join(shown(doubtful()).split("\n\n")[0].split())
    for said in (
        "2 of 4 conclusions (that a state is stable under a concept, or within reach) hinge on claims in doubt; "
        "1 of them falls if a single claim fails. 2 hold whichever of them fail. 1 more would hold only if some fail.",
        "graded F: reliability cannot be judged. If it is worthless, 2 of 4 conclusions are left (on state 2).",
        "Do not rely on:",
        "State 2 (South: Pump at night), stable under Nash: falls if any one of well-low (00:01:09) or well-deep",
        "What does not hinge on any claim in doubt:",
        "well-low (00:01:09) and well-deep (00:02:00), not listened to: if any of them fails, 1 conclusion falls",
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
        "Falls if one of well-low (00:01:09) or well-deep (00:02:00) and road-old (00:00:30) fail together: "
        "then “Water at night” (south.prefers[0]) and “An open road” (south.prefers[1]) fall."
    ) in text
    assert "1 conclusion would hold only if some claims fail" in text


def test_an_assumption_can_be_in_doubt_itself():
    first, *rest = doubtful().conclusions
    doubt = doubtful(conclusions=(replace(first, flips=(Flip(("south.prefers[0]",), ("south.prefers[0]",)),)), *rest))
    assert "Falls if south.prefers[0] fails" in flat(doubt)


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
    assert found[0].hinges == "alone carries 1 conclusion on state 2; with others 1 more on state 4"
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
    assert {e.hinges for e in found} == {"carries no conclusion"}


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
