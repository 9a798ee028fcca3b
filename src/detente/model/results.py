"""What the analysis finds, as data. Reports see only this; nothing here computes.

Rows are 0-based and ascending by smallest mask; people see ``row + 1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from detente.errors import AnalysisError, Problem
from detente.frozen import frozen
from detente.model.case import Case
from detente.model.concepts import READING, Concept
from detente.model.graph import BoolArray, IntArray, MaskArray

Coalition = tuple[int, ...]  # decision makers who act together, ascending


@frozen(kw_only=True, eq=False)
class StateSpace:
    """The feasible states. ``masks`` has one (the smallest) mask per state; ``members`` all of them.

    options : names in full, in bit order
    masks : uint64, shape (n_states,), ascending
    members : uint64, shape (n_masks,), ascending
    state_of : int64, shape (n_masks,)   the row of each member
    Memory: 16 bytes per state, and 16 per member.
    """

    options: tuple[str, ...]
    masks: MaskArray
    members: MaskArray
    state_of: IntArray

    @property
    def count(self) -> int:
        """Number of states."""
        return int(self.masks.size)

    @property
    def merged(self) -> bool:
        """Whether some state stands for several masks."""
        return self.members.size != self.masks.size

    def yes(self, row: int) -> tuple[str, ...]:
        """The options taken in a state (in its smallest mask), in file order."""
        return self.taken(self.masks[row])

    def taken(self, mask: int | np.uint64) -> tuple[str, ...]:
        """The options taken in a mask, in file order."""
        bits = int(mask)
        return tuple(name for k, name in enumerate(self.options) if bits >> k & 1)

    def letters(self, mask: int | np.uint64) -> str:
        """Y or N for each option: whether it is taken in a mask."""
        bits = int(mask)
        return "".join("Y" if bits >> k & 1 else "N" for k in range(len(self.options)))

    def told_as(self, base: StateSpace) -> MaskArray:
        """The mask by which each state is told beside another version of the case: uint64, shape (n_states,).

        Of the members of a state of that version, the smallest that exists here says which state is the same one; it is
        told by the mask of that version, by the smallest where it is several. Others are told by their own smallest. So
        a merged state is the same state where a rule more or less makes another of its members the smallest.
        """
        if not (self.merged or base.merged) or self.options != base.options:
            return self.masks
        here = np.isin(self.members, base.members)
        theirs = base.state_of[np.searchsorted(base.members, self.members[here])]
        same, first = np.unique(theirs, return_index=True)  # members ascend: the first of each is its smallest here
        names = self.masks.copy()
        names[self.state_of[here][first][::-1]] = base.masks[same][::-1]  # the last one written is the smallest
        return names

    def pattern(self, row: int) -> str:
        """``Y``/``N`` per option in file order, ``-`` where the merged masks of the state differ."""
        if not self.merged:
            return self.letters(self.masks[row])
        masks = self.members[self.state_of == row]
        bits = (masks[:, None] >> np.arange(len(self.options), dtype=np.uint64)) & np.uint64(1)
        return "".join("Y" if column.all() else "-" if column.any() else "N" for column in bits.T)


@frozen(kw_only=True, eq=False)
class StabilityTable:
    """Verdicts for every state, decision maker and concept asked for.

    stable : concept -> bool, shape (n_dms, n_states)
    """

    stable: dict[str, BoolArray]

    def equilibria(self, concept: str) -> IntArray:
        """Rows that are stable for every decision maker, ascending, 0-based. AnalysisError if it was not asked for."""
        if concept not in self.stable:
            raise AnalysisError(f"'{concept}' was not analysed; the table has {', '.join(self.stable)}.")
        return np.flatnonzero(self.stable[concept].all(axis=0))

    def strongest(self) -> IntArray:
        """The equilibria under any concept, those under most concepts first, then ascending."""
        votes = np.sum([stable.all(axis=0) for stable in self.stable.values()], axis=0)
        rows = np.flatnonzero(votes)
        return rows[np.lexsort((rows, -votes[rows]))]


@frozen(kw_only=True)
class Premise:
    """Why a decision maker ranks two states as it does: the statement that decides it, and the claims behind it.

    path addresses the statement in the case file, text is its formula, title the same in plain words, where the case
    gives any; holds_in is the state in which it is true. For a ranking or weights path addresses these and holds_in is
    None. unknown: nobody can say how it ranks them; path is where the case says that.
    """

    path: str
    text: str
    title: str = ""
    claims: tuple[str, ...] = ()
    holds_in: int | None = None
    unknown: bool = False


@frozen(kw_only=True)
class Comparison:
    """Decision maker ``dm`` finds ``left`` better than (``>``), as good as (``=``) or worse than (``<``) ``right``.

    Where nobody can say so (``known`` is False) it is only taken to be so.
    Where strength of preference is asked for, much better is ``>>`` and much worse ``<<``. Where a relation takes the
    place of the ranking (attitudes, agreement among factions), not better is ``!>``.
    """

    dm: int
    left: int
    relation: str
    right: int
    premise: Premise | None = None

    @property
    def known(self) -> bool:
        """Whether the case says so, or it follows from what it says."""
        return self.premise is None or not self.premise.unknown


@frozen
class Step:
    """One move of one decision maker."""

    dm: int
    origin: int
    to: int


@frozen(kw_only=True)
class Sanction:
    """How the others answer, ending in state ``to``.

    Under SIM all ``steps`` start at the state itself and happen at once; otherwise they follow one another from the
    improvement.
    """

    steps: tuple[Step, ...]
    to: int
    at_once: bool = False


@frozen(kw_only=True)
class Improvement:
    """One unilateral improvement and its fate.

    sanction : the answer that deters it, or None if there is none
    reached : where no sanction exists, how many states the others can bring about after it; None if not counted, in
        conflicts of more than 4,096 states
    worst : where no sanction exists, the reached state that is worst for the mover: under GMR, SEQ and SIM still better
        than staying, under SMR and SSEQ one with a way out; None if nobody can answer at all, or where a relation takes
        the place of the ranking
    escapes : (s2, s3) pairs; for SMR and SSEQ, answers that would hurt, each with the move out of it
    path : for a coalition, a shortest legal sequence of its members' moves to the improvement
    """

    to: int
    sanction: Sanction | None = None
    reached: int | None = 0
    worst: int | None = None
    escapes: tuple[tuple[int, int], ...] = ()
    path: tuple[Step, ...] = ()


@frozen(kw_only=True)
class Explanation:
    """The witness of one verdict. ``comparisons`` are exactly the preferences it uses; nothing else is a premise.

    complete is False in conflicts of more than 4,096 states where there is too much to list: of more than 64
    improvements the first 64 are told (those that nothing deters first), and the states that the others could reach in
    vain are not compared one by one. strongly : the verdict asked for is that of strong stability; a sanction is then a
    state that is much worse.
    coalition : where the verdict is on several decision makers acting together, all of them, and ``dm`` is the first
    """

    dm: int
    state: int
    concept: Concept
    stable: bool
    improvements: tuple[Improvement, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    complete: bool = True
    strongly: bool = False
    coalition: tuple[int, ...] = ()


@frozen
class Arc:
    """A move in the picture; ``improves`` for the mover; ``back`` if the reverse move exists too."""

    dm: int
    origin: int
    to: int
    improves: bool
    back: bool


@frozen(kw_only=True)
class ConflictGraph:
    """The states to draw and the moves among them. ``complete`` is False where it is a neighbourhood only.

    levels[k] is how many moves separate rows[k] from a state that matters.
    """

    rows: tuple[int, ...]
    arcs: tuple[Arc, ...]
    complete: bool
    levels: tuple[int, ...] = ()


@frozen
class Omitted:
    """A question that was left out, and why, as a sentence. more : what would answer it, by a word that media know."""

    sentence: str
    more: str = ""


def rows_where(held: npt.ArrayLike) -> tuple[int, ...]:
    """The rows for which something holds, ascending. held : bool, shape (n_states,)."""
    return tuple(np.flatnonzero(held).tolist())


Answer = TypeVar("Answer")


@frozen(kw_only=True, eq=False, repr=False)
class Analysis:
    """The whole answer to ``detente analyze``.

    ranks : int64, shape (n_dms, n_states)   1 = worst; dense ordinal ranks
    matter : rows a reader should see first: equilibria under any concept and the status quo, ascending
    explanations : for the states that matter (and those asked for), every decision maker and concept
    answers : what further questions found, by the key of each (``detente.questions.registry``); :class:`Omitted` where
        one was left out, no key where it did not arise
    """

    case: Case
    space: StateSpace
    ranks: IntArray
    table: StabilityTable
    concepts: tuple[Concept, ...]
    status_quo: int | None
    matter: tuple[int, ...]
    explanations: tuple[Explanation, ...]
    graph: ConflictGraph
    problems: tuple[Problem, ...] = ()
    reading: str = READING
    limits: tuple[str, ...] = ()
    version: str = ""
    method: str = ""
    answers: Mapping[str, object] = field(default_factory=dict[str, object])

    def __repr__(self) -> str:
        concepts = ", ".join(concept.value for concept in self.concepts)
        return f"<Analysis of {self.case.title!r}: {self.space.count:,} states under {concepts}>"

    def answer(self, kind: type[Answer]) -> Answer | None:
        """What a question found, by the class of its result; None where it did not arise or was left out."""
        return next((found for found in self.answers.values() if isinstance(found, kind)), None)

    def equilibria(self, concept: Concept | str) -> tuple[int, ...]:
        """Rows that are stable for everybody under a concept."""
        return tuple(int(row) for row in self.table.equilibria(str(concept)))

    def concepts_of(self, row: int) -> tuple[Concept, ...]:
        """The concepts, of those asked for, under which a state is an equilibrium."""
        return tuple(c for c in self.concepts if bool(self.table.stable[c.value][:, row].all()))

    def leavers(self, row: int) -> dict[int, tuple[Concept, ...]]:
        """Each decision maker for whom a state is not stable, with the concepts under which it is not."""
        verdicts = {c: self.table.stable[c.value][:, row] for c in self.concepts}
        found = {dm: tuple(c for c in verdicts if not verdicts[c][dm]) for dm in range(self.ranks.shape[0])}
        return {dm: concepts for dm, concepts in found.items() if concepts}

    def explanation(self, dm: int, state: int, concept: Concept) -> Explanation | None:
        """The witness of one verdict, if it was asked for."""
        wanted = (dm, state, concept)
        return next((e for e in self.explanations if (e.dm, e.state, e.concept) == wanted), None)
