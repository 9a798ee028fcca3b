"""The questions that every analysis asks, in the order in which a page tells their answers.

To add one, write its room and list it here: terminal, page, JSON and Markdown take it from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from detente.analysis.version import Version, Yes
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, Conclusion
from detente.model.results import Analysis, Omitted
from detente.questions.question import Asked, Question
from detente.report.naming import CaseNames
from detente.report.section import Section

FIRST = Question(key="stability", title="What holds", concludes=True)
QUESTIONS: list[Question] = [
    Question(key="known", title="As known on a day", leads=True),
    Question(key="partial", title="What holds, whatever is unknown of the preferences", leads=True),
    Question(key="mixed", title="If each side is its own kind of actor"),
    Question(key="coalitions", title="Who could act together"),
    Question(key="factions", title="If the factions decide"),
    Question(key="misperception", title="Who could be surprised"),
    Question(key="attitudes", title="If attitudes count"),
    Question(key="limited_moves", room="detente.questions.limited", title="Looking several moves ahead"),
    Question(key="evolution", title="How it could get there"),
    Question(key="strength", title="How strongly it holds"),
    Question(key="scenarios", title="Under other circumstances"),
    Question(key="readings", title="How else the evidence can be read"),
]


def answered(asked: Asked) -> Analysis:
    """The analysis with all answers, each question asked knowing those before it; limits say what is left out."""
    found = asked.analysis
    for question in QUESTIONS:
        answer = question.ask(replace(asked, analysis=found))
        if answer is None:
            continue
        if isinstance(answer, Omitted):
            asked.leave_out(answer.sentence)
        found = replace(found, answers={**found.answers, question.key: answer})
    return replace(found, limits=(*found.limits, *asked.left_out))


def sections(analysis: Analysis) -> Iterator[tuple[Question, Section]]:
    """What each question tells, where it tells anything."""
    for question in QUESTIONS:
        section = question.tell(analysis)
        if section is not None:
            yield question, section


def of_state(analysis: Analysis, row: int) -> Iterator[str]:
    """What the questions say of one state."""
    for question in QUESTIONS:
        yield from question.of_state(analysis, row)


def conclusions(version: Version) -> frozenset[Conclusion]:
    """What all questions conclude of one version of a case."""
    return frozenset(said for question in (FIRST, *QUESTIONS) for said in question.conclusions(version))


def equilibria(versions: Iterable[Iterable[Conclusion]]) -> frozenset[Yes]:
    """The states that are an equilibrium in some version, under some concept."""
    return frozenset(said.yes for found in versions for said in found if said.kind == EQUILIBRIUM)


def comparable(versions: Sequence[frozenset[Conclusion]]) -> list[frozenset[Conclusion]]:
    """The same without states that can be reached and hold in no version: nobody asks about those."""
    held = equilibria(versions)
    return [frozenset(c for c in found if c.kind != REACHABLE or c.yes in held) for found in versions]


def in_words(names: CaseNames, some: Iterable[Conclusion]) -> Iterator[str]:
    """Those conclusions that are of a question beside the first, whose key is their kind, in words."""
    for question in QUESTIONS:
        for said in sorted((c for c in some if c.kind == question.key), key=lambda c: (c.yes, c.place)):
            yield question.words(names, said)


def documents(analysis: Analysis) -> Mapping[str, object]:
    """The keys that the questions add to the JSON document, in their order."""
    return {key: value for question in QUESTIONS for key, value in question.document(analysis).items()}
