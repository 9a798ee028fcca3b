"""Write a case as a ``.gmcr`` file that GMCR+ reads, and say by name what is lost on the way.

Formulas become conditions (:mod:`detente.casefile.gmcr.conditions`): what must hold of a state becomes the list of
what must not. One flag of the file says for *everybody* whether preferences are statements or rankings by hand; so as
soon as one decision maker has a ranking or weights, all of them are written as rankings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from detente.casefile.gmcr.conditions import MAX_CONDITIONS, Condition, TooManyConditionsError, as_conditions
from detente.casefile.gmcr.rankings import MAX_RANKED, tiers_of
from detente.casefile.sections.registry import as_written
from detente.casefile.sections.section import loss
from detente.casefile.source.findings import listed
from detente.casefile.writing.numbering import numbered_masks
from detente.casefile.writing.whole import write_atomically
from detente.errors import CaseFileError, Problem, Severity, SourcePos
from detente.frozen import frozen
from detente.model.case import Case, Constraint, DecisionMaker, Direction
from detente.model.graph import MaskArray
from detente.model.preference import Prioritised, Ranking, Statement, Weights

MAX_STATEMENTS = 62
WORDS = {Direction.BOTH: "both", Direction.NO_TO_YES: "fwd", Direction.YES_TO_NO: "back"}

Json = dict[str, Any]


def write_gmcr(case: Case, path: str | Path) -> list[Problem]:
    """Write ``case`` to ``path``, whole or not at all; the warnings name what a ``.gmcr`` file cannot say.

    Raises
    ------
    CaseFileError
        If no ``.gmcr`` file can hold the conflict; nothing is written then.
    """
    text, problems = gmcr_text(case, Path(path).stem)
    write_atomically(Path(path), text)
    return problems


def gmcr_text(case: Case, name: str = "") -> tuple[str, list[Problem]]:
    """The text of the ``.gmcr`` file ``name``, and the warnings of :func:`write_gmcr`."""
    writing = _Writing(case, case.option_index, numbered_masks(case, MAX_RANKED), [*_losses(case, name)], [])
    text = _text(writing.document())
    if writing.errors:
        raise CaseFileError(writing.errors)
    return text, writing.warnings


def _losses(case: Case, name: str = "") -> Iterator[Problem]:
    """One warning per thing that is left out, section by section and by its name; last what there is no place for.

    ``name`` is that of the file without its suffix: a title that says the same is not lost.
    """
    kept: list[str] = []
    for section in as_written():
        lost = list(section.losses(case))
        yield from lost
        if section.key in case.extra and not lost:
            kept.append(section.key)
    said = {"title": case.title if case.title != name else "", "as_of": case.as_of, "summary": case.summary}
    texts = [key for key, value in said.items() if value]
    if texts:
        yield loss(case, f"a .gmcr file has no place for {listed(texts, 'and')}")
    if kept:
        yield loss(case, f"a .gmcr file has no place for {listed(kept, 'and')}")


@frozen
class _Writing:
    """One case on its way into a file. ``masks`` is None if there are too many states to rank by hand."""

    case: Case
    index: dict[str, int]
    masks: MaskArray | None
    warnings: list[Problem]
    errors: list[Problem]

    def document(self) -> Json:
        """The JSON object; ``errors`` says whether it may be used."""
        if self.masks is not None and self.masks.size == 0:
            self._error(None, "gmcr-no-state", "no state is feasible, and GMCR+ cannot open such a file")
        manual = self._manual()
        dms = self.case.decision_makers
        return {
            "program": "detente",
            "version": version("detente"),
            "options": [{"name": o.title, "permittedDirection": WORDS[o.direction]} for o in self.case.options],
            "infeasibles": [c for rule in self.case.feasible for c in self._infeasible(rule)],
            "decisionMakers": [self._decision_maker(dm, manual) for dm in dms],
            "useManualPreferenceRanking": manual,
            "coalitions": list(range(len(dms))),
        }

    def _manual(self) -> bool:
        """Whether everybody is ranked by hand. Statements beyond 62 would overflow the integers of GMCR+."""
        kinds = [dm.preference for dm in self.case.decision_makers]
        if any(isinstance(kind, Ranking | Weights) for kind in kinds):
            return True
        return any(isinstance(kind, Prioritised) and len(kind.statements) > MAX_STATEMENTS for kind in kinds)

    def _infeasible(self, rule: Constraint) -> Iterator[list[list[Any]]]:
        for condition in self._conditions(rule, negated=True):
            if condition:
                yield self._pairs(condition)
            else:
                self._error(
                    rule.grounds.pos, "gmcr-no-state", f"'{rule.text}' holds in no state, and GMCR+ cannot open that"
                )

    def _decision_maker(self, dm: DecisionMaker, manual: bool) -> Json:
        entry: Json = {
            "name": dm.name,
            "options": [self.index[option.name] for option in dm.options],
            "preferences": [] if manual else self._preferences(dm),
            "misperceptions": [],
        }
        if manual:
            entry["preferenceRanking"] = [tier[0] if len(tier) == 1 else tier for tier in self._tiers(dm)]
        return entry

    def _tiers(self, dm: DecisionMaker) -> list[list[int]]:
        if self.masks is None:
            message = f"{dm.name} must be ranked by hand, and there are more than {MAX_RANKED:,} states"
            self._error(None, "gmcr-too-large", message, "give everybody prioritised statements (at most 62 each)")
            return []
        if self.masks.size == 0:
            return []
        if isinstance(dm.preference, Prioritised | Weights):
            kind = "weights" if isinstance(dm.preference, Weights) else "statements"
            message = f"the {kind} of {dm.name} are written as a ranking of {self.masks.size} states"
            hint = "a .gmcr file ranks everybody by hand or nobody, knows no weights, and counts 62 statements at most"
            self.warnings.append(loss(self.case, message, hint))
        try:
            return tiers_of(self.case, dm, self.masks)
        except CaseFileError as error:
            self.errors.extend(error.problems)
            return []

    def _preferences(self, dm: DecisionMaker) -> list[Any]:
        """The statements, each once: GMCR+ drops a repetition in silence, and it ranks nothing anyway."""
        if not isinstance(dm.preference, Prioritised):
            return []
        first: dict[object, Any] = {}
        for statement in dm.preference.statements:
            for entry in self._statement(statement, dm):
                first.setdefault(_meaning(entry), entry)
        return list(first.values())

    def _statement(self, statement: Statement, dm: DecisionMaker) -> Iterator[Any]:
        """A condition, or a compound of several. A statement that is never true ranks nothing and is left out."""
        conditions = [self._pairs(condition) for condition in self._conditions(statement)]
        if len(conditions) == 1:
            yield conditions[0]
        elif conditions:
            yield {"compound": True, "members": conditions}
        else:
            message = f"the statement '{statement.text}' of {dm.name} is never true, ranks nothing and is left out"
            self.warnings.append(loss(self.case, message, pos=statement.grounds.pos))

    def _conditions(self, rule: Constraint | Statement, *, negated: bool = False) -> list[Condition]:
        try:
            return as_conditions(rule.formula, negated=negated)
        except TooManyConditionsError:
            shown = rule.text if len(rule.text) <= 60 else f"{rule.text[:57]}..."
            message = f"'{shown}' needs more than {MAX_CONDITIONS:,} conditions of a .gmcr file"
            self._error(rule.grounds.pos, "gmcr-too-large", message, "split it, or say it with fewer options")
            return [(("", True),)]

    def _pairs(self, condition: Condition) -> list[list[Any]]:
        return [[self.index.get(name, 0), "Y" if taken else "N"] for name, taken in condition]

    def _error(self, pos: SourcePos | None, code: str, message: str, hint: str = "") -> None:
        where = pos or SourcePos(self.case.path, 1, 1)
        self.errors.append(Problem(pos=where, severity=Severity.ERROR, code=code, message=message, hint=hint))


def _meaning(entry: list[list[Any]] | Json) -> frozenset[frozenset[tuple[int, str]]]:
    """The same for two entries that GMCR+ takes for one statement: the order of members and options is no matter."""
    members = entry["members"] if isinstance(entry, dict) else [entry]
    return frozenset(frozenset((index, letter) for index, letter in member) for member in members)


def _text(document: Json) -> str:
    """JSON with one line per key or entry. Only ASCII: GMCR+ opens files in the encoding of the machine it runs on."""
    lines = [f"{json.dumps(key)}: {_entries(value)}" for key, value in document.items()]
    return "{\n  " + ",\n  ".join(lines) + "\n}\n"


def _entries(value: object) -> str:
    entries = cast("list[object]", value) if isinstance(value, list) else []
    if not any(isinstance(entry, list | dict) for entry in entries):
        return json.dumps(value)
    return "[\n    " + ",\n    ".join(json.dumps(entry) for entry in entries) + "\n  ]"
