"""A part of a report in neutral form: a title, what it means, tables and items. Terminal and page both render it.

Every analysis beyond single-mover stability (coalitions, evolution, partial preferences, ...) hands its results to the
reports as sections, so that each is worded once and looks alike everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.report.words import Passage

__all__ = ["Grid", "Section"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: a caption, the heads of its columns, and rows of plain text. The first column names the row.

    intro : lines that stand between the caption and the table
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    intro: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One question and its answer. All text is plain; renderers escape it.

    anchor : lower-case words with hyphens, unique in the page
    lead : one to three sentences that a principal can read
    headline : bullets, most important first; the answer in short
    grids : tables
    passages : reasoning, foldable where the medium allows
    notes : definitions, sources and limits, in small print
    fold : what the folded passages are called
    leads : whether a reader must know it before anything else; then it stands first
    """

    anchor: str
    title: str
    lead: str = ""
    headline: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    fold: str = "Why"
    leads: bool = False
