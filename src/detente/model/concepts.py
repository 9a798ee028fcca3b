"""The stability concepts, each with its definition and source.

Notation: ``s`` a state, ``i`` a decision maker (DM); ``R_i(s)`` the states ``i`` can move to, ``R_i+(s)`` those of them
that ``i`` strictly prefers to ``s`` (unilateral improvements, UI); ``R_{N-i}(s)`` and ``R+_{N-i}(s)`` the states that
the other DMs can reach together by legal sequences of moves, or of improvements: no DM moves twice in a row, any may
move several times (Fang, Hipel & Kilgour 1993, ch. 3). An equally preferred state is a sanction.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from detente.errors import AnalysisError
from detente.frozen import frozen

READING = (
    "Joint moves of the opponents are read as legal sequences (Fang, Hipel & Kilgour 1993): any opponent may move "
    "several times, none twice in a row. GMCR+ lets each opponent move at most once and can get other equilibria."
)


class Concept(StrEnum):
    """Names as they stand in JSON and on the command line."""

    NASH = "nash"
    GMR = "gmr"
    SMR = "smr"
    SEQ = "seq"
    SSEQ = "sseq"
    SIM = "sim"


@frozen
class Definition:
    """What a concept is called, when a state is stable under it, who defined it, and what actor it describes.

    answers_pay : the others answer only by improvements of their own
    no_way_out : an answer deters only if no move of i leads from it to a state that i prefers to s
    """

    short: str
    name: str
    stable_iff: str
    source: str
    actor: str
    answers_pay: bool = False
    no_way_out: bool = False


def concept_named(name: str) -> Concept:
    """The concept of a name, in any case of letters.

    Raises
    ------
    AnalysisError
        If there is none; it lists those there are.
    """
    try:
        return Concept(str(name).lower())
    except ValueError:
        known = ", ".join(concept.value for concept in Concept)
        raise AnalysisError(f"'{name}' is not a stability concept; known are {known}.") from None


def concepts_named(names: Iterable[str]) -> tuple[Concept, ...]:
    """The concepts of some names, each once; a single name counts as a list of one."""
    listed = [names] if isinstance(names, str) else names
    return tuple(dict.fromkeys(concept_named(name) for name in listed))


CONCEPTS: dict[Concept, Definition] = {
    Concept.NASH: Definition(
        "Nash",
        "Nash stability",
        "s is stable for i iff i has no unilateral improvement from s.",
        "Nash 1950, 1951",
        "looks one move ahead and fears nobody's answer",
    ),
    Concept.GMR: Definition(
        "GMR",
        "general metarationality",
        "s is stable for i iff after every improvement of i to s1 the others can reach, by any legal sequence of "
        "moves, some s2 that i does not prefer to s.",
        "Howard 1971",
        "fears any answer, even one that hurts those who give it",
    ),
    Concept.SMR: Definition(
        "SMR",
        "symmetric metarationality",
        "s is stable for i iff after every improvement of i to s1 the others can reach some s2 that i does not prefer "
        "to s, and from which no move of i leads to a state that i prefers to s.",
        "Howard 1971",
        "fears any answer from which it would have no way out",
        no_way_out=True,
    ),
    Concept.SEQ: Definition(
        "SEQ",
        "sequential stability",
        "s is stable for i iff after every improvement of i to s1 the others can reach, by a legal sequence of their "
        "own improvements, some s2 that i does not prefer to s.",
        "Fraser & Hipel 1979, 1984",
        "fears only answers that pay those who give them",
        answers_pay=True,
    ),
    Concept.SSEQ: Definition(
        "SSEQ",
        "symmetric sequential stability",
        "s is stable for i iff after every improvement of i to s1 the others can reach, by a legal sequence of their "
        "own improvements, some s2 that i does not prefer to s, and from which no move of i leads to a state that i "
        "prefers to s.",
        "Rego & Vieira 2017",
        "fears only answers that pay those who give them and leave it no way out",
        answers_pay=True,
        no_way_out=True,
    ),
    Concept.SIM: Definition(
        "SIM",
        "simultaneous stability",
        "s is stable for i iff for every improvement of i there is, for every other DM, a choice of staying or of one "
        "of its own improvements from s, such that all these changes made to s at once give a feasible state that i "
        "does not prefer to s.",
        "Fraser & Hipel 1984",
        "fears that others improve at the same moment",
        answers_pay=True,
    ),
}
