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
from detente.model.results import Analysis
from detente.report.evidence import summarise, uncited
from detente.report.naming import Names, clean, plain
from detente.report.page import contacts, option_rows, reasons, register, table_columns, verdict_rows
from detente.report.picture import picture
from detente.report.problems import every_problem
from detente.report.summary import NOT_TOLD, holding, not_holding, question, unlisted
from detente.report.words import condition

__all__ = ["render_report", "write_report"]


def render_report(analysis: Analysis) -> str:
    """The whole page as text. The same analysis gives the same bytes."""
    style, script = _asset("report.css"), _asset("report.js")
    shown, claims = table_columns(analysis), register(analysis)
    case, names = analysis.case, Names(analysis)
    return _environment().get_template("report.html").render(
        analysis=analysis,
        case=case,
        names=names,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        condition=condition(analysis),
        question=question(analysis),
        holding=holding(analysis),
        not_holding=not_holding(analysis),
        unlisted=unlisted(analysis),
        evidence=summarise(case),
        not_told=NOT_TOLD,
        columns=shown,
        option_rows=option_rows(analysis, shown),
        verdict_rows=verdict_rows(analysis, shown),
        ranks=_ranks(analysis, names, [c.row for c in shown]),
        equilibria=[(CONCEPTS[c].short, len(rows), _numbers(rows)) for c in analysis.concepts
                    for rows in [analysis.equilibria(c)]],
        picture=picture(analysis),
        reasons=reasons(analysis, shown),
        register=claims,
        uncited=uncited(case),
        contacts=contacts(analysis, claims),
        factions=[(names.dm(i), [plain(f.title or f.key) for f in dm.factions])
                  for i, dm in enumerate(case.decision_makers) if dm.factions],
        unused=sorted(plain(key) for key in case.unused),
        problems=every_problem(analysis),
        definitions=[CONCEPTS[c] for c in analysis.concepts],
        command=_command(analysis),
    )  # fmt: skip


def write_report(analysis: Analysis, path: str | Path) -> Path:
    """Write the page to ``path``: whole, or not at all.

    Raises
    ------
    ReportError
        If the folder is missing or the file cannot be written.
    """
    target = Path(path)
    if not target.parent.is_dir():
        raise ReportError(
            f"{target}: the folder {target.parent} does not exist; create it first, or choose another place."
        )
    if target.is_dir():
        raise ReportError(f"{target} is a folder; name a file in it, for example {target / 'report.html'}.")
    page = render_report(analysis).encode("utf-8", "replace")
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


def _ranks(analysis: Analysis, names: Names, rows: list[int]) -> list[tuple[str, int, list[int]]]:
    """(who, number of levels, place of each state): place 1 is what a decision maker likes best."""
    found = []
    for i, ranks in enumerate(analysis.ranks):
        levels = int(ranks.max())
        found.append((names.dm(i), levels, [levels - int(ranks[row]) + 1 for row in rows]))
    return found


def _numbers(rows: tuple[int, ...], limit: int = 60) -> str:
    shown = ", ".join(str(row + 1) for row in rows[:limit])
    return f"{shown} and {len(rows) - limit} more" if len(rows) > limit else shown or "none"


def _command(analysis: Analysis) -> str:
    path = plain(analysis.case.path)
    folder = path.removesuffix("/case.yaml") if path != "case.yaml" else "."
    quoted = f"'{folder}'" if " " in folder else folder
    return f"detente report {quoted} -o report.html"
