"""The real case: complete, cited, graded, clean, and worth looking at; and its page says only what the engine finds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from detente import workbench
from detente.errors import Severity
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.preference import Prioritised
from detente.model.results import Analysis

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "cases" / "ukraine-2024"
PAGE = CASE / "notes" / "role-of-trump.md"
DOC = ROOT / "docs" / "explanation" / "ukraine-2024.md"
VIDEO = "rP2kEF3Mj-o"
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq", "sim")

# Typed by hand from the page this case goes back to, in its order; 09:47 stands there twice.
STAMPS = re.findall(
    r"\d\d:\d\d",
    """01:09 01:56 02:33 03:01 03:05 03:11 03:41 03:59 05:41 05:51 06:41 06:47 06:50 06:58 07:26 07:42 08:06 08:18
    08:50 12:12 12:17 12:51 09:29 09:47 10:30 11:03 11:25 14:05 14:00 13:50 12:43 09:47""",
)

# The table of what the case must hold: the path of each element, and the moments it must cite.
ROWS = {
    "russia": "05:51",
    "russia.factions.chemezov": "02:33",
    "russia.factions.patrushev": "02:33",
    "russia.factions.acting_president": "05:41",
    "timeline[0]": "02:33 03:01",
    "timeline[1]": "03:05 03:11 03:41",
    "timeline[2]": "03:59",
    "timeline[3]": "05:41 05:51",
    "timeline[4]": "06:41 06:47 06:50 06:58 07:26 07:42",
    "timeline[5]": "08:06",
    "timeline[6]": "08:18",
    "feasible[0]": "03:59",
    "moves.forbid[0]": "03:59",
    "terms.crimea": "06:47",
    "terms.donetsk_luhansk": "06:50",
    "terms.kursk_exchange": "06:58",
    "terms.corridor": "07:26 07:42",
    "positions.russia.crimea.russian_side": "06:47",
    "positions.russia.donetsk_luhansk.russian_side": "06:50",
    "positions.russia.kursk_exchange.exchange": "06:58",
    "positions.russia.corridor.transit_guarantee": "07:42",
    "positions.russia.changes[0]": "07:26 07:42",
    "positions.us": "08:06 08:18",
    "mediator.motives[0]": "08:50 03:41",
    "mediator.motives[1]": "13:50",
    "mediator.motives[2]": "12:12",
    "mediator.motives[3]": "12:17 12:43",
    "mediator.motives[4]": "12:51",
    "ratification.us": "09:29",
    "ratification.us.ratifiers.congress": "09:47",
    "ratification.us.ratifiers.key_posts": "10:30",
    "ratification.us.ratifiers.bureaucracy": "11:03 11:25",
    "levers.press-russia": "14:05",
    "levers.press-ukraine": "14:05",
    "scenarios.before-the-election": "01:09 01:56",
    "scenarios.after-the-election": "01:09 01:56",
}

SETTLED = "russia.truce and ukraine.accept"
TRUCE = "russia.truce and ukraine.truce"
CALM = "not (us.press_russia or us.press_ukraine)"

# The statements of the case, in its order. The lists of Russia and Ukraine differ in the third place only.
RUSSIA = (
    "not (us.press_russia and not russia.truce)",
    "russia.truce implies ukraine.truce",
    SETTLED,
    TRUCE,
    "not us.press_russia",
)
UKRAINE = (
    "not (us.press_ukraine and not ukraine.truce)",
    "ukraine.truce implies russia.truce",
    "not ukraine.accept",
    TRUCE,
    "not us.press_ukraine",
)
US = (TRUCE, SETTLED, f"({TRUCE}) or us.press_russia or us.press_ukraine", CALM)


def felt_by_whoever_is_pressed(own: tuple[str, ...]) -> list[str]:
    """The other reading of pressure: it hurts until both hold fire, whoever fires; the terms then come second."""
    pressed = own[4].removeprefix("not ")
    hold = "russia.truce" if pressed == "us.press_russia" else "ukraine.truce"
    return [f"not ({pressed} and not ({TRUCE}))", own[2], TRUCE, f"{pressed} implies {hold}", own[1], own[4]]


def picked(own: tuple[str, ...], order: str) -> list[str]:
    """The statements at these places, first is 1, in this order."""
    return [own[int(place) - 1] for place in order]


# What each row of the page's table changes: the preferences of these decision makers.
WISHES: dict[str, dict[str, list[str]]] = {
    "none (the case as it stands)": {},
    "pressure is felt until both hold fire, whoever fires; the terms come second (Russia and Ukraine)": {
        "russia": felt_by_whoever_is_pressed(RUSSIA),
        "ukraine": felt_by_whoever_is_pressed(UKRAINE),
    },
    "not to hold fire alone comes after the terms and the truce (Russia and Ukraine)": {
        "russia": picked(RUSSIA, "13425"),
        "ukraine": picked(UKRAINE, "13425"),
    },
    "not to hold fire alone comes first (Russia and Ukraine)": {
        "russia": picked(RUSSIA, "21345"),
        "ukraine": picked(UKRAINE, "21345"),
    },
    "Russia puts its contours before not holding fire alone": {"russia": picked(RUSSIA, "13245")},
    "Ukraine puts not accepting before not holding fire alone": {"ukraine": picked(UKRAINE, "13245")},
    "Ukraine puts not accepting before not fighting on under pressure": {"ukraine": picked(UKRAINE, "23145")},
    "Ukraine puts not accepting first": {"ukraine": picked(UKRAINE, "31245")},
    "pressure does not move Russia to hold fire": {"russia": picked(RUSSIA, "2345")},
    "pressure does not move Ukraine to hold fire": {"ukraine": picked(UKRAINE, "2345")},
    "Russia wants a truce only with the terms": {
        "russia": [*RUSSIA[:3], "russia.truce implies ukraine.accept", RUSSIA[4]],
    },
    "Russia's wish for a truce is dropped": {"russia": picked(RUSSIA, "1235")},
    "Russia never wanted its contours": {"russia": picked(RUSSIA, "1245")},
    "Ukraine rejects a truce": {"ukraine": [*UKRAINE[:3], f"not ({TRUCE})", UKRAINE[4]]},
    "the reported view of the circle prevails": {"us": [TRUCE, f"not ({SETTLED})", *US[2:]]},
    "the United States stays out": {"us": picked(US, "124")},
    "pressure costs the United States nothing": {"us": picked(US, "123")},
    "before the election (no wish of the United States is known)": {"us": []},
}
# And rows that change what can be, or which moves there are.
RULES: dict[str, dict[str, object]] = {
    "nobody can be pressed before he takes office": {
        "feasible": ["ukraine.accept implies ukraine.truce", CALM],
    },
    "an acceptance cannot be taken back": {
        "moves": {
            "irreversible": ["ukraine.accept"],
            "forbid": [{"dm": "ukraine", "from": f"not ukraine.accept and not ({TRUCE})", "to": "ukraine.accept"}],
        }
    },
    "acceptance may come before the truce": {"moves": {}},
}
VARIANTS = (*WISHES, *RULES)


def changed_case(change: str, folder: Path) -> Path:
    """A copy of the case with one row's change made in it; the tables of readings speak of the case as it is."""
    shutil.copytree(CASE, folder)
    file = folder / "case.yaml"
    yaml = YAML()
    document = yaml.load(file.read_text(encoding="utf-8"))
    for dm, statements in WISHES.get(change, {}).items():
        document["decision_makers"][dm]["prefers"] = statements
    document.update(RULES.get(change, {}))
    del document["readings"]
    with file.open("w", encoding="utf-8") as stream:
        yaml.dump(document, stream)
    return folder


@pytest.fixture(scope="module")
def case() -> Case:
    return workbench.load(CASE)


@pytest.fixture(scope="module")
def analysis(case: Case) -> Analysis:
    return workbench.analyze(case)


@pytest.fixture(scope="module")
def doc() -> str:
    return DOC.read_text(encoding="utf-8")


def equilibria(analysis: Analysis) -> dict[str, list[int]]:
    return {concept: [row + 1 for row in analysis.equilibria(concept)] for concept in CONCEPTS}


def table(doc: str, head: str) -> dict[str, list[str]]:
    """The rows of the table whose header begins with ``head``: first cell to the other cells."""
    lines = iter(doc.splitlines())
    next(line for line in lines if line.startswith(head))
    next(lines)
    rows: dict[str, list[str]] = {}
    for line in lines:
        if not line.startswith("|"):
            break
        first, *others = [cell.strip() for cell in line.strip("|").split("|")]
        assert first not in rows
        rows[first] = others
    return rows


def numbers(cell: str) -> list[int]:
    return [] if cell == "none" else [int(word) for word in cell.split(",")]


def stamps_of(case: Case, path: str) -> set[str]:
    named = {assumption.path: assumption.claims for assumption in case.assumptions}
    return {case.claims[name].stamp.removeprefix("00:") for name in named[path]}


def improvements(analysis: Analysis, row: int) -> Iterator[tuple[str, int]]:
    """Who can improve from a state, and to where, by the definition: own options only, strictly better."""
    masks = [int(mask) for mask in analysis.space.masks]
    accept = 1 << analysis.space.options.index("ukraine.accept")
    both = sum(1 << analysis.space.options.index(name) for name in ("russia.truce", "ukraine.truce"))
    for dm, ranks in zip(analysis.case.decision_makers, analysis.ranks, strict=True):
        own = sum(1 << analysis.space.options.index(option.name) for option in dm.options)
        for to, mask in enumerate(masks):
            changed = mask ^ masks[row]
            too_early = mask & changed & accept and masks[row] & both != both
            if changed and not changed & ~own and not too_early and ranks[to] > ranks[row]:
                yield dm.key, to


def test_check_finds_neither_error_nor_warning() -> None:
    case, problems = workbench.check(CASE)
    assert case is not None
    assert [str(p) for p in problems if p.severity is not Severity.NOTICE] == []


def test_the_page_keeps_every_stamp() -> None:
    text = PAGE.read_text(encoding="utf-8")
    anchors = re.findall(r'<a class="yt-timestamp" data-t="00:(\d\d:\d\d)">\[00:\1\]</a>', text)
    assert sorted(anchors) == sorted(STAMPS)
    assert f"videoId: {VIDEO}\n" in text
    assert "From: [[bonus_professor]] <br/>" in text


def test_every_cited_sentence_is_attributed(case: Case) -> None:
    page = next(page for page in case.pages if page.stem == "role-of-trump")
    assert len(page.cited) == len(STAMPS)
    for sentence in page.cited:
        assert re.search(r"\bchannel\b|\bsaid\b|\breported|by this account|is described", sentence.text), sentence.text


def test_every_moment_is_a_claim_that_something_rests_on(case: Case) -> None:
    claimed = {claim.stamp.removeprefix("00:") for claim in case.claims.values()}
    assert claimed == set(STAMPS)
    used = {name for assumption in case.assumptions for name in assumption.claims}
    assert used == set(case.claims)


def test_every_claim_is_graded_and_links_to_its_second(case: Case) -> None:
    text = (CASE / "case.yaml").read_text(encoding="utf-8")
    for name, claim in case.claims.items():
        entry = re.search(rf"^  {re.escape(name)}: .*$", text, re.MULTILINE)
        assert entry is not None, f"{name} is cited without a name and a grade"
        assert "credibility: 6" in entry[0]
        assert "listened: no" in entry[0]
        assert (claim.grade, claim.listened, claim.likelihood) == ("F6", False, None)
        minutes, seconds = map(int, claim.stamp.removeprefix("00:").split(":"))
        assert claim.url == f"https://youtu.be/{VIDEO}?t={minutes * 60 + seconds}"
    assert case.claims["corridor-eased"].url == "https://youtu.be/rP2kEF3Mj-o?t=446"


@pytest.mark.parametrize("path", ROWS)
def test_each_row_of_the_table_is_in_its_section_with_its_stamps(case: Case, path: str) -> None:
    assert stamps_of(case, path) >= set(ROWS[path].split())


def test_the_timeline_says_when_how_and_whether_authorised(case: Case) -> None:
    assert [(c.date, c.kind) for c in case.timeline] == [
        ("2024-11-06", "message"),
        ("2024-11-06", "reply"),
        ("2024-11-06", "proposal"),
        ("2024-11-07", "conversation"),
        ("2024-11-07", "offer"),
        ("2024-11-07", "response"),
        ("2024-11-08", "leak"),
    ]
    assert all(c.channel and c.authorised for c in case.timeline)
    first, offer, leak = case.timeline[0], case.timeline[4], case.timeline[6]
    assert first.sender == ("russia.chemezov", "russia.patrushev")
    assert dict(offer.terms) == {
        "crimea": "russian_side",
        "donetsk_luhansk": "russian_side",
        "kursk_exchange": "exchange",
        "corridor": "transit_guarantee",
    }
    # The page calls only the congratulations informal and only the leak (likely) authorised, and names no leaker.
    assert [c.channel for c in case.timeline if not c.channel.startswith("not reported")] == ["informal"]
    assert first.channel == "informal"
    assert [c.authorised for c in case.timeline if c.authorised != "not reported"] == [leak.authorised]
    assert leak.authorised == "likely, as the channel tells it"
    assert leak.sender == ("an unnamed source",)


def test_the_recording_has_no_title_that_is_only_the_title_of_the_page(case: Case) -> None:
    assert case.sources[VIDEO].title == ""


def test_no_number_that_nobody_judged() -> None:
    text = (CASE / "case.yaml").read_text(encoding="utf-8")
    code = "\n".join(line.split("#")[0] for line in text.splitlines())
    assert not re.search(r"\b(cost|likelihood|no_deal|weights|accepts):", code)
    assert "  ukraine:\n    crimea" not in code


def test_what_ukraine_wants_is_an_assumption_and_cites_nothing(case: Case) -> None:
    ukraine = case.decision_makers[case.dm_index("ukraine")]
    assert "assumption" in ukraine.note
    assert isinstance(ukraine.preference, Prioritised)
    assert len(ukraine.preference.statements) == 5
    assert all(not statement.grounds.claims for statement in ukraine.preference.statements)


def test_the_model_is_worth_looking_at(analysis: Analysis) -> None:
    assert [dm.key for dm in analysis.case.decision_makers] == ["russia", "ukraine", "us"]
    assert analysis.space.count == 24
    assert analysis.status_quo == 0
    assert analysis.space.yes(5) == ("russia.truce", "ukraine.truce", "ukraine.accept")
    found = equilibria(analysis)
    assert len(found["gmr"]) >= 2
    assert 6 in found["gmr"]
    assert 6 in found["smr"]
    assert 6 not in found["nash"] + found["seq"] + found["sseq"] + found["sim"]


def test_the_page_lists_the_states(analysis: Analysis, doc: str) -> None:
    rows = table(doc, "| state |")
    assert [int(number) for number in rows] == list(range(1, analysis.space.count + 1))
    assert ["".join(cells[:5]) for cells in rows.values()] == [analysis.space.pattern(row) for row in range(24)]
    assert f"Of 32 combinations, {analysis.space.count} are feasible" in " ".join(doc.split())


def test_the_page_states_the_equilibria(analysis: Analysis, doc: str) -> None:
    rows = table(doc, "| concept |")
    assert {concept.lower(): numbers(cells[0]) for concept, cells in rows.items()} == equilibria(analysis)
    gmr = equilibria(analysis)["gmr"]
    settlements = [state for state in gmr if analysis.space.pattern(state - 1).startswith("YYY")]
    assert (len(gmr), len(settlements)) == (10, 4)
    assert "GMR and SMR hold ten states, four of them settlements" in " ".join(doc.split())


def test_the_page_argues_from_moves_that_exist(analysis: Analysis, doc: str) -> None:
    assert sorted(improvements(analysis, 0)) == [("us", 6), ("us", 12), ("us", 18)]
    assert not any(analysis.table.stable[concept][2, 0] for concept in CONCEPTS)
    for path in ("1, 7, 8, 10, 4", "1, 13, 15, 16, 4"):
        assert path in " ".join(doc.split())
        rows = [state - 1 for state in numbers(path)]
        assert all(b in {to for _, to in improvements(analysis, a)} for a, b in pairwise(rows))


def test_the_page_tells_what_the_settlement_rests_on(analysis: Analysis) -> None:
    ukraine = analysis.ranks[1]
    assert sorted(improvements(analysis, 5)) == [("ukraine", 1), ("ukraine", 3)]
    assert ("us", 13) in set(improvements(analysis, 1))
    assert ukraine[13] < ukraine[5]
    feared = analysis.explanation(1, 5, Concept.SMR)
    empty = analysis.explanation(1, 5, Concept.SEQ)
    assert feared is not None
    assert empty is not None
    steps = {
        found.to: found.sanction and [(step.dm, step.to) for step in found.sanction.steps]
        for found in feared.improvements
    }
    assert steps == {1: [(2, 13), (0, 12)], 3: [(2, 15), (0, 14)]}
    assert {improvement.to for improvement in empty.improvements if improvement.sanction is None} == {3}
    for row in (12, 14):
        assert ukraine[row] < ukraine[5]
        assert not [to for dm, to in improvements(analysis, row) if dm == "ukraine" and ukraine[to] > ukraine[5]]
    # Russia alone would be feared under GMR, but not under SMR: Ukraine would fire again, too.
    assert ukraine[2] < ukraine[5] < ukraine[0]
    assert not list(improvements(analysis, 3))
    reached = {0}
    while more := {to for row in reached for _, to in improvements(analysis, row)} - reached:
        reached |= more
    assert not [row for row in reached if "ukraine.accept" in analysis.space.yes(row)]


def test_the_page_tells_who_leaves_the_rest_under_seq(analysis: Analysis) -> None:
    stable = analysis.table.stable["seq"]
    leaves = {10: [2], 16: [2], 22: [2], 12: [1], 18: [1], 24: [1], 8: [1], 15: [0]}
    assert {state: [dm for dm in range(3) if not stable[dm, state - 1]] for state in leaves} == leaves
    assert sorted(leaves) == sorted(set(equilibria(analysis)["gmr"]) - {4, 6})


@pytest.mark.parametrize(("key", "name"), [("russia", "Russia"), ("ukraine", "Ukraine"), ("us", "United States")])
def test_the_page_argues_each_statement_with_its_stamps(case: Case, doc: str, key: str, name: str) -> None:
    section = re.split(r"\n(?:\*\*|## )", doc.split("## What each wants")[1].split(f"\n**{name}")[1])[0]
    items = re.split(r"\n\d\. ", section)[1:]
    preference = case.decision_makers[case.dm_index(key)].preference
    assert isinstance(preference, Prioritised)
    assert len(items) == len(preference.statements)
    for item, statement in zip(items, preference.statements, strict=True):
        cited = {case.claims[claim].stamp.removeprefix("00:") for claim in statement.grounds.claims}
        assert cited <= set(re.findall(r"\[(\d\d:\d\d)\]", item))


def test_the_rows_start_from_the_statements_of_the_case(case: Case) -> None:
    for dm, statements in zip(case.decision_makers, (RUSSIA, UKRAINE, US), strict=True):
        assert isinstance(dm.preference, Prioritised)
        assert tuple(statement.text for statement in dm.preference.statements) == statements


@pytest.mark.parametrize("change", VARIANTS)
def test_the_page_says_what_each_change_would_do(change: str, doc: str, tmp_path: Path) -> None:
    found = equilibria(workbench.analyze(workbench.load(changed_case(change, tmp_path / "case"))))
    stated = table(doc, "| change |")
    assert set(stated) == set(VARIANTS)
    assert [numbers(cell) for cell in stated[change]] == [found[concept] for concept in CONCEPTS]


def test_the_page_says_which_changes_leave_no_settlement(analysis: Analysis, doc: str) -> None:
    settled = {row + 1 for row in range(24) if {"russia.truce", "ukraine.accept"} <= set(analysis.space.yes(row))}
    assert settled == {6, 12, 18, 24}
    none_left = {
        change
        for change, cells in table(doc, "| change |").items()
        if not settled & {state for cell in cells for state in numbers(cell)}
    }
    assert none_left == {
        "not to hold fire alone comes after the terms and the truce (Russia and Ukraine)",
        "Ukraine puts not accepting before not holding fire alone",
        "Ukraine puts not accepting before not fighting on under pressure",
        "Ukraine puts not accepting first",
        "pressure does not move Ukraine to hold fire",
        "nobody can be pressed before he takes office",
    }


def test_russia_and_ukraine_are_treated_alike(case: Case) -> None:
    russia, ukraine = (case.decision_makers[case.dm_index(key)].preference for key in ("russia", "ukraine"))
    assert isinstance(russia, Prioritised)
    assert isinstance(ukraine, Prioritised)
    swapped = {"russia": "ukraine", "Russia": "Ukraine", "ukraine": "russia", "Ukraine": "Russia"}
    for place, (one, other) in enumerate(zip(russia.statements, ukraine.statements, strict=True)):
        mirror = re.sub("|".join(swapped), lambda found: swapped[found[0]], one.text)
        assert (place == 2) != (mirror in (other.text, " and ".join(reversed(other.text.split(" and ")))))
    for place in (0, 1, 4):
        one, other = russia.statements[place], ukraine.statements[place]
        assert not one.grounds.claims
        assert not other.grounds.claims
        assert (one.grounds.otherwise is None) == (other.grounds.otherwise is None)
        assert one.grounds.otherwise == other.grounds.otherwise
        assert one.title.replace("Russia", "Ukraine") == other.title


def test_everything_an_analysis_reads_has_plain_words(case: Case) -> None:
    assert all(option.title and option.not_title for option in case.options)
    for dm in case.decision_makers:
        assert isinstance(dm.preference, Prioritised)
        assert all(statement.title for statement in dm.preference.statements)
    assert all(rule.title for rule in (*case.feasible, *case.forbidden))


def test_the_page_cites_every_moment_and_every_link_is_right(doc: str) -> None:
    links = re.findall(r"\[(\d\d:\d\d)\]\(https://youtu\.be/([\w-]+)\?t=(\d+)\)", doc)
    assert {stamp for stamp, _, _ in links} == set(STAMPS)
    for stamp, video, seconds in links:
        minutes, rest = map(int, stamp.split(":"))
        assert (video, int(seconds)) == (VIDEO, minutes * 60 + rest)
    for target in re.findall(r"\]\((\.\./[^)]+)\)", doc):
        assert (DOC.parent / target).is_file(), target


def test_the_page_says_how_the_states_that_hold_could_come_about(analysis: Analysis) -> None:
    """The truce and five more by improvements, each beginning with pressure; the settlements only together."""
    found = analysis.answers.get("evolution")
    assert found is not None
    us = [dm.key for dm in analysis.case.decision_makers].index("us")
    first = {d.state + 1: d.routes[0] for d in found.destinations}
    alone = {state: route for state, route in first.items() if route.reach.value == "improvements"}
    together = {state: route for state, route in first.items() if route.reach.value == "coalition"}
    assert set(alone) == {4, 8, 10, 15, 16, 22}
    assert all(route.legs[0].by == (us,) for route in alone.values())
    assert {state: len(route.movers) for state, route in together.items()} == {6: 3, 12: 3, 18: 2, 24: 2}
    for route in together.values():
        before = analysis.space.yes(route.legs[-1].origin)
        assert "us.press_ukraine" in before
        assert "ukraine.truce" not in before


def test_the_page_argues_the_readings_with_the_ratings_of_the_case(case: Case, doc: str) -> None:
    part = doc.partition("## What the evidence leaves open")[2].partition("\n## ")[0]
    for question in case.readings:
        keys = [reading.key for reading in question.readings]
        shown = part.partition(f"| evidence | {' | '.join(keys)} |\n")[2].partition("\n\n")[0].splitlines()[1:]
        rows = {
            claim: ratings for claim, *ratings in ([c.strip() for c in row.strip("| ").split("|")] for row in shown)
        }
        assert rows == {rated.claim: [rated.ratings[key] for key in keys] for rated in question.evidence}
        assert question.title in part.replace("\n", " ")
        assert f"`{question.about}`" in part
        for rated in question.evidence:
            assert f"[{case.claims[rated.claim].stamp[3:]}](" in part, rated.claim
            assert rated.note, rated.claim


def test_the_page_says_which_moment_tells_the_readings_apart(analysis: Analysis) -> None:
    contours, truce = analysis.answers["readings"]
    for table, claim, against in ((contours, "circle-view", "wants"), (truce, "truce-first", "with_terms")):
        assert [row.claim for row in table.rows if row.telling.value == "against-some"] == [claim]
        counts = {tally.reading.key: (tally.inconsistent, tally.very_inconsistent) for tally in table.tallies}
        assert counts == {key: (int(key == against), 0) for key in counts}
        assert table.sources == 1
    assert (contours.question.taken, truce.question.taken) == ("wants", "stage")
    for name in ("epochal-achievement", "peace-prize", "time-to-end"):
        assert next(row for row in contours.rows if row.claim == name).telling.value == "same"


def test_the_readings_are_about_statements_that_cite_the_evidence(case: Case) -> None:
    cited = {a.path: set(a.claims) for a in case.assumptions}
    for question in case.readings:
        assert cited[question.about] & {rated.claim for rated in question.evidence}
