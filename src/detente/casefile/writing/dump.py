"""A case as the text of a ``case.yaml``: one canonical layout that ``load_case`` reads back to the same case.

What a :class:`~detente.model.case.Case` does not hold cannot be written: comments, and notes on options and factions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from detente.casefile.sections.registry import as_written
from detente.casefile.sections.scenarios import SCENARIOS, told
from detente.casefile.sections.told import OneLine, Tier, Told, filled
from detente.casefile.writing.numbering import patterns
from detente.casefile.writing.yaml_text import yaml_text
from detente.model.case import Case, Scenario


def dump_case(case: Case, remarks: Sequence[str] = ()) -> str:
    """The text of a ``case.yaml``. ``remarks`` stand at its top as comments.

    Rankings by state number get the state as a comment, because a number alone says nothing to a reader.
    Cost: linear in the size of the case, and the enumeration of its states where a ranking is by number.
    """
    content, parts = _content(case), ["".join(f"# {' '.join(remark.split())}\n" for remark in remarks)]
    parts.append(yaml_text({s.key: content[s.key] for s in as_written() if s.key in content and not s.remark}))
    for section in as_written():
        if section.remark and section.key in content:
            parts.append(f"# {section.remark}\n{yaml_text({section.key: content[section.key]})}")
    if case.scenarios:
        changed = {scenario.key: told(scenario, _change(case, scenario)) for scenario in case.scenarios}
        parts.append(f"# The same case under other circumstances.\n{yaml_text({SCENARIOS.key: changed})}")
    return "\n".join(part for part in parts if part)


def _change(case: Case, scenario: Scenario) -> Told:
    """What differs in this layout, since a change as it was written could mean another in it."""
    whole = {section.key for section in as_written() if section.of_whole}
    before, after = ({k: v for k, v in _content(c).items() if k not in whole} for c in (case, scenario.case))
    return _merge_patch(before, after)


def _content(case: Case) -> Told:
    """What stands under each section that says something."""
    shown = patterns(case)
    return filled({section.key: _commented(section.write(case), shown) for section in as_written()})


def _commented(value: object, shown: Sequence[str]) -> object:
    """The same with the states behind the numbers of rankings. shown : the states by number, in letters."""
    match value:
        case Tier(items=refs):
            numbers = [ref.lower().removeprefix("s") for ref in refs]
            known = [shown[int(n) - 1] for n in numbers if n.isascii() and n.isdigit() and 1 <= int(n) <= len(shown)]
            comment = " ".join(known[:8]) + (" ..." if len(known) > 8 else "")
            return OneLine(refs, comment if len(known) == len(refs) else "")
        case dict():
            return {key: _commented(inner, shown) for key, inner in cast(Told, value).items()}
        case list():
            return [_commented(inner, shown) for inner in cast(list[object], value)]
        case _:
            return value


def _merge_patch(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """The smallest JSON merge patch (RFC 7396) that turns one mapping into the other; ``None`` removes a key.

    Neither may hold ``None`` itself. Lists are compared as wholes. New keys come last, as in a merged mapping.
    """
    patch: dict[str, object] = {}
    for key, value in after.items():
        old = before.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            inner = _merge_patch(cast("Mapping[str, object]", old), cast("Mapping[str, object]", value))
            if inner:
                patch[key] = inner
        elif key not in before or old != value:
            patch[key] = value
    return patch | {key: None for key in before if key not in after}
