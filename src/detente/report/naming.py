"""Names for people: decision makers, options taken, states by number, and moves by what changes in them.

A row of the state space is 0-based; people see ``state 5`` for row 4. Every name is marked as what it names
(:mod:`detente.report.marks`). Titles come from a case, so they are text of strangers, and pass through ``plain``.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from detente.model.case import Case
from detente.model.concepts import CONCEPTS, Concept
from detente.report.marks import Look, Mark, look, mark, plain

if TYPE_CHECKING:  # `detente claims` counts things and needs no arrays
    from detente.model.results import Analysis, Step

T = TypeVar("T")
K = TypeVar("K")
NOTHING = "no option taken"


def listed(items: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def first_few(items: Iterable[T], limit: int) -> tuple[list[T], int]:
    """The first few, and how many more; a single one beyond the limit is told, since counting it saves nothing."""
    every = list(items)
    shown = every if len(every) <= limit + 1 else every[:limit]
    return shown, len(every) - len(shown)


def grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    """What belongs to each key, in the order in which it comes."""
    groups: dict[K, list[T]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return groups


def few(items: Iterable[str], limit: int) -> list[str]:
    """The first few, and ``3 more``."""
    shown, more = first_few(items, limit)
    return [*shown, f"{more} more"] if more else shown


def plural(count: int, one: str, many: str = "") -> str:
    """``1 state``, ``2 states``; ``no`` for none."""
    return f"{count or 'no'} {one if count == 1 else many or one + 's'}"


def hold(rows: Sequence[int]) -> str:
    """The verb after the names of some states."""
    return "holds" if len(rows) == 1 else "hold"


def in_short(concepts: Iterable[str]) -> str:
    """The short names of concepts: ``Nash, SEQ``; empty for none."""
    return ", ".join(CONCEPTS[Concept(c)].short for c in concepts)


def described(case: Case, yes: Iterable[str]) -> str:
    """A state by the options taken in it, as :meth:`Names.describe` says it; for states of other versions of a case."""
    return CaseNames(case).taken(yes)


class CaseNames:
    """The words for one case: whoever knows no more than the options taken in a state can be told them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._dms = tuple(mark(Mark.DM, dm.key, plain(dm.name or dm.key)) for dm in case.decision_makers)
        self._titles = {option.name: plain(option.title or option.key) for option in case.options}
        self._not_titles = {option.name: plain(option.not_title) for option in case.options}

    def dm(self, index: int) -> str:
        """The name of a decision maker."""
        return self._dms[index]

    def state(self, row: int) -> str:
        """``state 5`` for row 4."""
        return mark(Mark.STATE, str(row + 1), f"state {row + 1}")

    def dms(self, indices: Iterable[int]) -> str:
        """The names of several decision makers."""
        return listed(map(self.dm, indices))

    def number(self, row: int) -> str:
        """The number alone, where ``state`` stands before it."""
        return mark(Mark.STATE, str(row + 1), str(row + 1))

    def numbers(self, rows: Sequence[int], limit: int = 12) -> str:
        """``3, 5 and 7``; beyond ``limit`` the rest is counted, and ``none`` for none."""
        return listed(few(map(self.number, rows), limit)) or "none"

    def states(self, rows: Sequence[int], limit: int = 12) -> str:
        """``state 3``, ``states 3, 5 and 7``; beyond ``limit`` the rest is counted."""
        return self.state(rows[0]) if len(rows) == 1 else f"states {self.numbers(rows, limit)}"

    def option(self, name: str) -> str:
        """The title of an option, by its name in full."""
        return self._titles.get(name, plain(name))

    def taken(self, yes: Iterable[str]) -> str:
        """A state by the options taken in it: ``Russia: Hold fire; Ukraine: Fight on``."""
        chosen = set(yes)
        pattern = "".join("Y" if option.name in chosen else "N" for option in self.case.options)
        return _told(self._by_dm(pattern, {"Y": self._titles, "N": self._not_titles}))

    def only_taken(self, yes: Iterable[str]) -> str:
        """The same without a word on what is not taken, where room is short."""
        chosen = set(yes)
        pattern = "".join("Y" if option.name in chosen else "N" for option in self.case.options)
        stance = self._by_dm(pattern, {"Y": self._titles})
        return _told(stance) if stance else self.taken(chosen)

    def party(self, key: str) -> str:
        """A party to a contact: a decision maker, or a faction of one (``russia.chemezov``)."""
        head, _, rest = key.partition(".")
        for index, dm in enumerate(self.case.decision_makers):
            if dm.key == head:
                faction = next((f.title or f.key for f in dm.factions if f.key == rest), rest)
                return f"{plain(faction)} ({self._dms[index]})" if rest else self._dms[index]
        return plain(key)

    def _by_dm(self, pattern: str, words: dict[str, dict[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each decision maker with the words (by mark and option) for its options; without words it is left out."""
        found, k = [], 0
        for index, dm in enumerate(self.case.decision_makers):
            said = tuple(words.get(pattern[j], {}).get(option.name, "") for j, option in enumerate(dm.options, k))
            k += len(dm.options)
            if any(said):
                found.append((self._dms[index], tuple(filter(None, said))))
        return tuple(found)


def _told(stance: tuple[tuple[str, tuple[str, ...]], ...], who: Callable[[str], str] = str) -> str:
    return "; ".join(f"{who(f'{dm}:')} {', '.join(words)}" for dm, words in stance) or NOTHING


def _strong(words: str) -> str:
    return look(Look.STRONG, words)


class Names(CaseNames):
    """The words for one analysis. Cheap to make; patterns of merged states are kept once computed."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis.case)
        self.analysis = analysis
        self._patterns: dict[int, str] = {}

    def pattern(self, row: int) -> str:
        """``Y``/``N``/``-`` per option in file order; ``-`` where the states merged into this one differ."""
        if row not in self._patterns:
            self._patterns[row] = self.analysis.space.pattern(row)
        return self._patterns[row]

    def describe(self, row: int, *, strong: bool = False) -> str:
        """One line: ``Russia: Hold fire; Ukraine: Fight on``, or ``no option taken`` where the case has no words.

        strong : names of decision makers in strong print
        """
        stance = self._by_dm(self.pattern(row), {"Y": self._titles, "N": self._not_titles})
        either_way = self._by_dm(self.pattern(row), {"-": self._titles})
        told = _told(stance, _strong if strong else str)
        free = ", ".join(f"{dm}: {title}" for dm, titles in either_way for title in titles)
        return f"{told} (either way: {free})" if free else told

    def under(self, held: Container[str], every: str = "all") -> str:
        """Those concepts of the analysis that are held, in short; ``every`` for all of several, ``-`` for none."""
        asked = self.analysis.concepts
        told = [c for c in asked if c in held]
        return every if len(told) == len(asked) > 1 else in_short(told) or "-"

    def starred(self, row: int) -> str:
        """The number of a state, with a star before that of the status quo."""
        return f"{'*' if row == self.analysis.status_quo else ''}{self.number(row)}"

    def badge(self, row: int) -> str:
        """The number of a state as a sign at the head of a line: ``5``; square for the status quo."""
        quo = row == self.analysis.status_quo
        return mark(Mark.STATE, str(row + 1), look(Look.QUO if quo else Look.NUMBER, str(row + 1)))

    def line(self, row: int) -> str:
        """A state as a line: its sign, what is done in it, and whether it is the status quo."""
        quo = f" {look(Look.EMPHASIS, '(status quo)')}" if row == self.analysis.status_quo else ""
        return f"{self.badge(row)} {self.describe(row, strong=True)}{quo}"

    def label(self, row: int) -> str:
        """Number and description: ``state 1 (no option taken)``."""
        return f"{self.state(row)} ({self.describe(row)})"

    def change(self, step: Step) -> str:
        """What a move does: ``chooses “Hold fire” and gives up “Attack”``; ``moves`` where merging hides it.

        An option given up for which the case has words is told as what is chosen instead.
        """
        before, after = self.pattern(step.origin), self.pattern(step.to)
        chosen, dropped = [], []
        for k, option in enumerate(self.analysis.case.options):
            if self._owner(option.dm) == step.dm and before[k] != after[k]:
                if after[k] == "Y":
                    chosen.append(f"“{self._titles[option.name]}”")
                elif after[k] == "N" and self._not_titles[option.name]:
                    chosen.append(f"“{self._not_titles[option.name]}”")
                elif after[k] == "N":
                    dropped.append(f"“{self._titles[option.name]}”")
        parts = [f"chooses {listed(chosen)}"] if chosen else []
        parts += [f"gives up {listed(dropped)}"] if dropped else []
        return " and ".join(parts) or "moves"

    def _owner(self, key: str) -> int:
        return self.analysis.case.dm_index(key)
