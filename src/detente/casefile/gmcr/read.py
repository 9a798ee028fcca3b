"""Read a ``.gmcr`` file of GMCR+ as a case, with its state numbers.

GMCR+ numbers states after ordering the options decision maker by decision maker, each in the order of its own list,
the first option as the least significant bit. A case lists its options in the same order, so a number in a manual
ranking means the same state here. What GMCR+ silently misreads is refused; what detente does not use (coalitions,
misperceptions) is named in a warning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from detente.casefile.formula.wording import formula_text
from detente.casefile.gmcr.checks import check_owners, warn_of_coalitions, warn_of_misperceptions
from detente.casefile.gmcr.conditions import as_formula
from detente.casefile.gmcr.document import FileConflict, FileDecisionMaker, FileStatement, read_document
from detente.casefile.gmcr.json_text import JsonFindings, JsonPath, parsed_json
from detente.casefile.gmcr.names import keys_for
from detente.casefile.source.opening import decoded, read_bytes
from detente.casefile.source.places import address
from detente.errors import CaseFileError
from detente.model.case import Case, Constraint, DecisionMaker, Option
from detente.model.formula import Formula, Not
from detente.model.grounds import Grounds
from detente.model.preference import Indifferent, Preference, Prioritised, Ranking, Statement, StateRef

Names = dict[int, str]
Said = TypeVar("Said", Constraint, Statement)
MAX_BYTES = 5_000_000


def read_gmcr(path: str | Path) -> Case:
    """Read a ``.gmcr`` file. Warnings are in ``problems`` of the case.

    Cost: linear in the size of the file, which may be at most ``MAX_BYTES``. Whether a manual
    ranking names every state is checked where the states are known, in the analysis.

    Raises
    ------
    CaseFileError
        With every reason, if the file is not a conflict that GMCR+ and detente understand in the same way.
    """
    file = Path(path)
    content = read_bytes(file, str(path), most=MAX_BYTES, advice="is it a .gmcr file?")
    findings = JsonFindings(decoded(content, str(path)))
    document = read_document(parsed_json(findings.source), findings)
    check_owners(document, findings)
    if findings.failed:
        raise CaseFileError(findings.problems)
    warn_of_coalitions(document, findings)
    warn_of_misperceptions(document, findings)
    return _case(document, findings, title=file.stem, digest=hashlib.sha256(content).hexdigest())


def _case(document: FileConflict, findings: JsonFindings, *, title: str, digest: str) -> Case:
    given = document.decision_makers
    keys = keys_for([dm.name for dm in given], fallback="dm")
    owned = [_owned(dm, key, document) for dm, key in zip(given, keys, strict=True)]
    names: Names = {}
    for dm, options in zip(given, owned, strict=True):
        names.update(zip(dm.options, (option.name for option in options), strict=True))
    makers = tuple(
        DecisionMaker(key=key, name=dm.name, options=options, preference=_preference(dm, names, findings))
        for dm, key, options in zip(given, keys, owned, strict=True)
    )
    feasible = tuple(
        _worded(Constraint, Not(_formula(rule, names)), rule.path, findings) for rule in document.infeasibles
    )
    return Case(
        title=title,
        path=findings.source.file,
        decision_makers=makers,
        feasible=feasible,
        problems=findings.problems,
        digest=digest,
    )


def _owned(dm: FileDecisionMaker, key: str, document: FileConflict) -> tuple[Option, ...]:
    entries = [document.options[index] for index in dm.options]
    keys = keys_for([entry.name for entry in entries], fallback="option")
    return tuple(
        Option(name=f"{key}.{own}", key=own, dm=key, title=entry.name, direction=entry.direction)
        for own, entry in zip(keys, entries, strict=True)
    )


def _preference(dm: FileDecisionMaker, names: Names, findings: JsonFindings) -> Preference:
    if dm.ranking is not None:
        pos = findings.position(dm.ranking_path)
        tiers = tuple(
            tuple(StateRef(text=f"s{number}", number=number, pos=pos) for number in tier) for tier in dm.ranking
        )
        return Ranking(tiers=tiers, grounds=_grounds(dm.ranking_path, findings))
    statements = tuple(
        _worded(Statement, _formula(said, names), said.path, findings) for said in _without_repeats(dm, findings)
    )
    return Prioritised(statements=statements) if statements else Indifferent()


def _without_repeats(dm: FileDecisionMaker, findings: JsonFindings) -> Iterator[FileStatement]:
    """Each statement once. A repetition can decide nothing that its first place has not decided."""
    seen: set[frozenset[frozenset[tuple[int, bool]]]] = set()
    for statement in dm.statements:
        meaning = frozenset(frozenset(condition) for condition in statement.conditions)
        if meaning in seen:
            message = f"'{dm.name}' has this preference statement already, further up; the repetition is left out"
            findings.warning(statement.path, "gmcr-repeated-statement", message)
            continue
        seen.add(meaning)
        yield statement


def _formula(statement: FileStatement, names: Names) -> Formula:
    return as_formula([tuple((names[k], taken) for k, taken in condition) for condition in statement.conditions])


def _worded(kind: Callable[..., Said], formula: Formula, path: JsonPath, findings: JsonFindings) -> Said:
    return kind(formula=formula, text=formula_text(formula), grounds=_grounds(path, findings))


def _grounds(path: JsonPath, findings: JsonFindings) -> Grounds:
    """Nothing is cited in such a file; where an element stands is all that is known."""
    return Grounds(address(path), pos=findings.position(path))
