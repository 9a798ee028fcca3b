"""The report: one self-contained HTML page, for a principal first and an analyst after.

It opens offline and asks the network for nothing: styles and the one small script stand in the page, and its content
security policy allows these two by their hash and nothing else. Text of notes and cases is escaped by the templates.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.atomic import replace_file
from detente.errors import ReportError
from detente.model.concepts import CONCEPTS
from detente.model.doubt import Doubt
from detente.model.results import Analysis
from detente.report.doubt_page import doubt_page
from detente.report.evidence import summarise, uncited
from detente.report.evolution import ANCHOR as EVOLUTION
from detente.report.evolution_picture import ways_picture
from detente.report.further import further_sections
from detente.report.naming import Names, clean, plain
from detente.report.picture import picture
from detente.report.reasons import reasons
from detente.report.register import register
from detente.report.summary import (
    MEANING,
    NOT_TOLD,
    dependent,
    holding,
    holding_words,
    not_holding,
    question,
    unlisted,
)
from detente.report.table import equilibria_rows, option_rows, places, table_columns, verdict_rows
from detente.report.target import replaceable_page
from detente.report.timeline import contacts
from detente.report.words import condition

__all__ = ["render_report", "write_report"]


def render_report(analysis: Analysis, doubt: Doubt | None = None) -> str:
    """The whole page as text. The same analysis gives the same bytes. doubt : what the conclusions hinge on."""
    style, script = _asset("report.css"), _asset("report.js")
    shown, claims = table_columns(analysis), register(analysis)
    case, names = analysis.case, Names(analysis)
    return (
        _environment()
        .get_template("report.html")
        .render(
            analysis=analysis,
            case=case,
            names=names,
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
            "base-uri 'none'; form-action 'none'",
            condition=condition(analysis),
            question=question(analysis),
            meaning=MEANING,
            holding=holding(analysis),
            holding_words=holding_words(analysis),
            dependent=dependent(analysis),
            not_holding=not_holding(analysis),
            unlisted=unlisted(analysis),
            evidence=summarise(case),
            not_told=NOT_TOLD,
            columns=shown,
            option_rows=option_rows(analysis, shown),
            verdict_rows=verdict_rows(analysis, shown),
            places=places(analysis, shown),
            equilibria=equilibria_rows(analysis),
            picture=picture(analysis),
            reasons=reasons(analysis, shown),
            doubt=None if doubt is None else doubt_page(doubt, claims),
            sections=further_sections(analysis),
            figures={} if (drawn := ways_picture(analysis)) is None else {EVOLUTION: drawn},
            register=claims,
            uncited=uncited(case),
            contacts=contacts(analysis, claims),
            definitions=[CONCEPTS[c] for c in analysis.concepts],
            command=_command(analysis),
        )
    )


def write_report(analysis: Analysis, path: str | Path, doubt: Doubt | None = None) -> Path:
    """Write the page to ``path``: whole, or not at all.

    Raises
    ------
    ReportError
        If the folder is missing, something other than a report is there, or the file cannot be written.
    """
    target = replaceable_page(Path(path))
    page = render_report(analysis, doubt).encode("utf-8", "replace")
    try:
        replace_file(target, page)
    except OSError as error:
        raise ReportError(f"{target} could not be written: {error.strerror or error}; choose another place.") from None
    return target


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("detente.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )


@cache
def _asset(name: str) -> str:
    return (files("detente.report") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _command(analysis: Analysis) -> str:
    path = plain(analysis.case.path)
    folder = path.removesuffix("/case.yaml") if path != "case.yaml" else "."
    quoted = f"'{folder}'" if " " in folder else folder
    return f"detente report {quoted} -o report.html"
