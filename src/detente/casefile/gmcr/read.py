"""Read a ``.gmcr`` file of GMCR+ as a case, with its state numbers.

GMCR+ numbers states after ordering the options decision maker by decision maker, each in the order of its own list,
the first option as the least significant bit. A case lists its options in the same order, so a number in a manual
ranking means the same state here. What GMCR+ silently misreads is refused; what detente does not use (coalitions,
misperceptions) is named in a warning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from detente.casefile.formula.wording import formula_text
from detente.casefile.gmcr.checks import check_owners, warn_of_coalitions, warn_of_misperceptions
from detente.casefile.gmcr.conditions import Condition, as_formula
from detente.casefile.gmcr.document import FileConflict, FileDecisionMaker, FileStatement, IndexCondition, read_document
from detente.casefile.gmcr.json_file import parsed_json
from detente.casefile.gmcr.json_findings import JsonFindings, JsonPath
from detente.casefile.gmcr.names import keys_for
from detente.casefile.source.opening import decoded, read_bytes
from detente.casefile.source.places import address
from detente.errors import CaseFileError
from detente.model.case import Case, Constraint, DecisionMaker, Option
from detente.model.formula import Not
from detente.model.grounds import Grounds
from detente.model.preference import Indifferent, Preference, Prioritised, Ranking, Statement, StateRef

Names = dict[int, str]
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
    names: Names = {}
    dms: list[DecisionMaker] = []
    keys = keys_for([dm.name for dm in document.decision_makers], fallback="dm")
    owned = [_owned(dm, key, document) for dm, key in zip(document.decision_makers, keys, strict=True)]
    for dm, options in zip(document.decision_makers, owned, strict=True):
        names.update(zip(dm.options, (option.name for option in options), strict=True))
    for dm, key, options in zip(document.decision_makers, keys, owned, strict=True):
        preference = _preference(dm, names, findings)
        dms.append(DecisionMaker(key=key, name=dm.name, options=options, preference=preference))
    return Case(
        title=title,
        path=findings.source.file,
        decision_makers=tuple(dms),
        feasible=tuple(_constraints(document, names, findings)),
        problems=tuple(findings.problems),
        digest=digest,
    )


def _owned(dm: FileDecisionMaker, key: str, document: FileConflict) -> tuple[Option, ...]:
    entries = [document.options[index] for index in dm.options]
    keys = keys_for([entry.name for entry in entries], fallback="option")
    return tuple(
        Option(name=f"{key}.{own}", key=own, dm=key, title=entry.name, direction=entry.direction)
        for own, entry in zip(keys, entries, strict=True)
    )


def _constraints(document: FileConflict, names: Names, findings: JsonFindings) -> Iterator[Constraint]:
    for statement in document.infeasibles:
        formula = Not(as_formula([_named(c, names) for c in statement.conditions]))
        yield Constraint(
            formula=formula,
            text=formula_text(formula),
            grounds=_grounds(statement.path, findings),
        )


def _preference(dm: FileDecisionMaker, names: Names, findings: JsonFindings) -> Preference:
    if dm.ranking is not None:
        pos = findings.position(dm.ranking_path)
        tiers = tuple(
            tuple(StateRef(text=f"s{number}", number=number, pos=pos) for number in tier) for tier in dm.ranking
        )
        return Ranking(tiers=tiers, grounds=_grounds(dm.ranking_path, findings))
    statements = tuple(_statement(s, names, findings) for s in _without_repeats(dm, findings))
    return Prioritised(statements=statements) if statements else Indifferent()


def _without_repeats(dm: FileDecisionMaker, findings: JsonFindings) -> Iterator[FileStatement]:
    """Each statement once. A repetition can decide nothing that its first place has not decided."""
    seen: set[frozenset[frozenset[tuple[int, bool]]]] = set()
    for statement in dm.statements:
        meaning = frozenset(frozenset(condition) for condition in statement.conditions)
        if meaning in seen:
            findings.warning(
                statement.path,
                "gmcr-repeated-statement",
                f"'{dm.name}' has this preference statement already, further up; the repetition is left out",
            )
            continue
        seen.add(meaning)
        yield statement


def _statement(statement: FileStatement, names: Names, findings: JsonFindings) -> Statement:
    formula = as_formula([_named(condition, names) for condition in statement.conditions])
    return Statement(
        formula=formula,
        text=formula_text(formula),
        grounds=_grounds(statement.path, findings),
    )


def _grounds(path: JsonPath, findings: JsonFindings) -> Grounds:
    """Nothing is cited in such a file; where an element stands is all that is known."""
    return Grounds(address(path), pos=findings.position(path))


def _named(condition: IndexCondition, names: Names) -> Condition:
    return tuple((names[index], taken) for index, taken in condition)
