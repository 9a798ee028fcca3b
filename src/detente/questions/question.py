"""What a question is: something that can be asked of a case, with what it finds told to people and to programs.

A question lives in a room: a package with these functions, each in the module of its name (or a module that has all).

``ask(asked)``
    What it finds; None where it does not arise; :class:`~detente.model.results.Omitted` where it is left out.
``tell(analysis, found)``
    Its answer for a page, a :class:`~detente.report.section.Section`; None where there is nothing to say.
``document(analysis, found)``
    The keys that it adds to the JSON document.
``conclusions(version)``, where it concludes something
    What holds in one version of a case (:class:`~detente.analysis.version.Version`), of the kind that is the question's
    key: so worlds of doubted claims, scenarios, days and sweeps tell what becomes of it. ``bears_on(element)`` beside
    it says on which assumptions it can rest; ``words(names, conclusion)`` beside ``tell`` says one as a sentence
    without its full stop.

A room is loaded only when its question is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from importlib import import_module
from types import ModuleType

from detente.analysis.version import Version
from detente.frozen import frozen
from detente.model.conclusion import Conclusion
from detente.model.graph import GraphModel
from detente.model.grounds import Assumption
from detente.model.results import Analysis, Omitted
from detente.report.marks import elsewhere, plain
from detente.report.naming import CaseNames
from detente.report.section import Section


def silent(_: str) -> None:
    """Nobody wants to know how far it is."""


@frozen(kw_only=True, eq=False)
class Asked:
    """What every question is asked with: the case, analysed as far as the questions before this one went.

    model : the conflict as a graph
    horizon : how many moves ahead decision makers look, where that matters
    also : rows (0-based) that a person named
    progress : to be called with a few words now and then
    left_out : sentences on parts of answers that were left out (:meth:`leave_out`)
    """

    analysis: Analysis
    model: GraphModel
    horizon: int
    also: Sequence[int] = ()
    progress: Callable[[str], None] = silent
    left_out: list[str] = field(default_factory=list[str])

    def leave_out(self, sentence: str) -> None:
        """Say that a part of an answer was left out, and why."""
        self.left_out.append(sentence)


@frozen(kw_only=True)
class Question:
    """One question. key : its name in ``Analysis.answers``; title : of its section.

    room : the package that answers it, where that is not called like the key
    leads : whether a reader must know its answer before anything else
    concludes : whether its room has ``conclusions``
    """

    key: str
    title: str
    room: str = ""
    leads: bool = False
    concludes: bool = False

    @property
    def home(self) -> str:
        """The package that answers it."""
        return self.room or f"detente.questions.{self.key}"

    def _module(self, name: str) -> ModuleType:
        """The module of the room by that name; a room that is a single module has all in one."""
        room = import_module(self.home)
        return import_module(f"{self.home}.{name}") if hasattr(room, "__path__") else room

    def ask(self, asked: Asked) -> object | None:
        """What it finds."""
        return self._module("ask").ask(asked)

    def tell(self, analysis: Analysis) -> Section | None:
        """Its answer for a page; where it was left out, that and why, in the place where it would have stood."""
        found = analysis.answers.get(self.key)
        if found is None:
            return None
        if isinstance(found, Omitted):
            more = f" See {elsewhere(found.more)}." if found.more else ""
            section = Section(lead=f"{plain(found.sentence)}{more}")
        else:
            section = self._module("tell").tell(analysis, found)
        return section and replace(
            section, anchor=section.anchor or self.key.replace("_", "-"), title=section.title or self.title
        )

    def document(self, analysis: Analysis) -> Mapping[str, object]:
        """The keys that it adds to the JSON document; none where it found nothing."""
        found = analysis.answers.get(self.key)
        return {} if found is None or isinstance(found, Omitted) else self._module("document").document(analysis, found)

    def conclusions(self, version: Version) -> Iterable[Conclusion]:
        """What it concludes of one version of a case."""
        return self._module("conclusions").conclusions(version) if self.concludes else ()

    def bears_on(self, element: Assumption) -> bool:
        """Whether its conclusions can rest on an assumption; on any, where its room says nothing of that."""
        said: Callable[[Assumption], bool] | None = getattr(self._module("conclusions"), "bears_on", None)
        return said is None or said(element)

    def words(self, names: CaseNames, conclusion: Conclusion) -> str:
        """A conclusion of its own as a sentence without its full stop."""
        return self._module("tell").words(names, conclusion)

    def of_state(self, analysis: Analysis, row: int) -> tuple[str, ...]:
        """What it says of one state, where its room has a function ``of_state`` beside ``tell``."""
        found = analysis.answers.get(self.key)
        if found is None or isinstance(found, Omitted):
            return ()
        said: Callable[..., Iterable[str]] | None = getattr(self._module("tell"), "of_state", None)
        return () if said is None else tuple(said(analysis, found, row))
