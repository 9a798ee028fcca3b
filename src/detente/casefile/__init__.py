"""Case files and notes in: the only home of YAML, Markdown and pydantic."""

from detente.casefile.formulas import Mistake, Names, ParsedFormula, parse_formula
from detente.casefile.json_schema import json_schema
from detente.casefile.load import examine_case, load_case
from detente.casefile.opening import examine, load
from detente.casefile.starter import write_starter

__all__ = [
    "Mistake",
    "Names",
    "ParsedFormula",
    "examine",
    "examine_case",
    "json_schema",
    "load",
    "load_case",
    "parse_formula",
    "write_starter",
]
