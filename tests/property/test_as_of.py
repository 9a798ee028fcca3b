"""The case as known on a day says what the case says that somebody writes who knows no more.

A random case cites one claim for each of its elements; some claims have a day. The oracle is another text: the case
without every element whose claims came later, written as an analyst would on that day.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import detente as dt
from detente.analysis.as_of import as_of, known_from
from detente.analysis.version import version_of
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, Conclusion
from detente.questions.registry import conclusions

OPTIONS = ("a.p", "a.q", "b.r", "b.s")
DAYS = ("2024-01-01", "2024-01-02", "2024-01-03")
STAMPS = [f"0:{k:02d}" for k in range(24)]
PAGE = "---\ntitle: N\nvideoId: abcdefghijk\n---\n\n" + " ".join(f"Word {k} [00:00:{k:02d}]." for k in range(24)) + "\n"
CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SEQ)

literals = st.builds(lambda sign, name: f"{sign}{name}", st.sampled_from(["", "not "]), st.sampled_from(OPTIONS))
formulas = st.builds(lambda a, link, b: f"({a}) {link} ({b})", literals, st.sampled_from(["and", "or"]), literals)


@st.composite
def parts(draw: st.DrawFn) -> dict[str, list[tuple[str, int]]]:
    """Section -> its elements, each with the day (0: always, else an index into DAYS plus 1) of its claim."""
    days = st.integers(0, 3)

    def some(most: int) -> list[tuple[str, int]]:
        return draw(st.lists(st.tuples(formulas, days), max_size=most))

    found = {"a": some(3), "b": some(3), "feasible": some(1), "merge": some(1), "forbid": some(1)}
    found["options"] = [(name, draw(days)) for name in OPTIONS]
    found["irreversible"] = [(name, 0) for name in draw(st.sets(st.sampled_from(OPTIONS), max_size=2))]
    return found


def text_of(found: dict[str, list[tuple[str, int]]], known: int | None) -> str:
    """The case; with ``known`` only what was known on that day (an index into DAYS plus 1), and without evidence."""
    count = iter(range(24))
    stamps: dict[int, list[str]] = {1: [], 2: [], 3: []}

    def kept(section: str) -> list[tuple[str, str]]:
        told: list[tuple[str, str]] = []
        for words, day in found[section]:
            stamp = f"n@{STAMPS[next(count)]}"
            if day:
                stamps[day].append(stamp)
            if known is None:
                told.append(
                    (
                        words,
                        f', because: ["{stamp}"], otherwise: not a.p' if section in "ab" else f', because: ["{stamp}"]',
                    )
                )
            elif day <= known:
                told.append((words, ""))
        return told

    options = kept("options")
    lines = ["detente: 1", "title: T", "decision_makers:"]
    rest = dict(options)
    for dm in "ab":
        own = [name for name in OPTIONS if name.startswith(dm)]
        titles = ", ".join(f"{name[2:]}: {{title: {name}{rest.get(name, '')}}}" for name in own)
        prefers = ", ".join(f"{{that: {words}{more}}}" for words, more in kept(dm))
        lines += [f"  {dm}:", f"    options: {{{titles}}}", f"    prefers: [{prefers}]"]
    rules = [f"  - {{that: {words}{more}}}" for words, more in kept("feasible")]
    rules += [f"  - not {name}" for name in OPTIONS if name not in rest]
    lines += ["feasible:", *rules] if rules else []
    if merges := [f"  - {{that: {words}{more}}}" for words, more in kept("merge")]:
        lines += ["merge:", *merges]
    arcs = [f"    - {{dm: a, from: {words}, to: a.p{more}}}" for words, more in kept("forbid")]
    once = [f"    - {{option: {words}{more}}}" for words, more in kept("irreversible")]
    lines += ["moves:", "  forbid:", *arcs] if arcs else ["moves:"] if once else []
    lines += ["  irreversible:", *once] if once else []
    if known is None and any(stamps.values()):
        lines.append("timeline:")
        lines += [
            f"  - {{date: {DAYS[day - 1]}, kind: note, cites: {[*cited]}}}" for day, cited in stamps.items() if cited
        ]
    return "\n".join([*lines, ""])


def loaded(folder: Path, text: str) -> dt.Case:
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return dt.load(folder)


def said(case: dt.Case) -> frozenset[Conclusion] | None:
    try:
        found = conclusions(version_of(case, CONCEPTS))
    except dt.CaseFileError:
        return None
    return frozenset(said for said in found if said.kind == EQUILIBRIUM)


@settings(max_examples=examples(40), deadline=None)
@given(parts(), st.integers(1, 3))
def test_what_was_known_is_what_could_have_been_written(found: dict[str, list[tuple[str, int]]], day: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notes").mkdir()
        (folder / "notes" / "n.md").write_text(PAGE, encoding="utf-8")
        whole = loaded(folder, text_of(found, None))
        then = as_of(whole, DAYS[day - 1]) if day <= 3 else whole
        assert said(then) == said(loaded(folder, text_of(found, day)))
        assert set(then.claims) == {c for c, since in known_from(whole).items() if since <= DAYS[day - 1]}
        cited = {claim for a in then.assumptions for claim in a.claims}
        assert cited <= set(then.claims)


@settings(max_examples=examples(20), deadline=None)
@given(parts())
def test_once_everything_is_known_nothing_is_left_out(found: dict[str, list[tuple[str, int]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notes").mkdir()
        (folder / "notes" / "n.md").write_text(PAGE, encoding="utf-8")
        whole = loaded(folder, text_of(found, None))
        if not whole.timeline:
            return
        then = as_of(whole, max(contact.date for contact in whole.timeline))
        assert then.known is not None
        assert (then.known.left_out, then.known.unknown, then.known.contacts) == ((), (), 0)
        assert then.decision_makers == whole.decision_makers
        assert (then.feasible, then.merges, then.forbidden) == (whole.feasible, whole.merges, whole.forbidden)
        assert (then.claims, then.assumptions, then.timeline) == (whole.claims, whole.assumptions, whole.timeline)
