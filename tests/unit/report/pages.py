"""Pages of every kind, over cases made by hand and one from a file: what each renderer must be able to show."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from builders import EVIL, FORGED, STEERING, alone, cube, hostile, merged_well, warring, well
from doubts import doubtful, doubtless, hostile_doubt, large_doubt, sampled
from everything import everything
from ways import with_ways

from detente import workbench
from detente.model.results import Analysis, Omitted
from detente.questions.doubt.found import Doubt
from detente.questions.doubt.tell import doubt_page, listening_page
from detente.questions.overview import overview
from detente.questions.whole import whole_page
from detente.report.page import Page
from detente.report.render.html import Html

NOT_ASKED = Omitted("nobody asked.", "doubt")
# Every sign that means something in Markdown, and addresses that readers of it turn into links of their own accord.
MARKDOWN = (
    "# *a* _b_ **c** `d` ``e`` [f](http://g.example) ![h](i) <i>j</i> <https://k.example> | l | ~~m~~ &amp; $n$ \\| "
    "==o== [[p]] {q} \\t https://u.example/v www.w.example x@y.example %%z%% [^1] - 1. > <!-- -->"
)


def report(analysis: Analysis, doubt: Doubt | Omitted = NOT_ASKED) -> Page:
    """The whole report."""
    return whole_page(analysis, doubt)


def html(analysis: Analysis, doubt: Doubt | Omitted = NOT_ASKED) -> str:
    """The same as a file of HTML."""
    return Html("0.0.test").page(report(analysis, doubt))


def _of_file(text: str) -> Page:
    """The report on a case that asks every question."""
    case = everything(text)
    return report(workbench.analyze(case), workbench.doubt(case))


def _with(doubt: Doubt) -> Page:
    return report(well(case=doubt.case), doubt)


_MAKE: dict[str, Callable[[], Page]] = {
    "well": lambda: report(well()),
    "alone": lambda: report(alone()),
    "merged": lambda: report(merged_well()),
    "warring": lambda: report(warring()),
    "cube": lambda: report(cube(3)),
    "large cube": lambda: report(cube(9, 60)),
    "ways": lambda: report(with_ways()),
    "doubtful": lambda: _with(doubtful()),
    "sampled": lambda: _with(sampled()),
    "doubtless": lambda: _with(doubtless()),
    "large doubt": lambda: _with(large_doubt()),
    "hostile": lambda: report(hostile(), hostile_doubt()),
    "steering": lambda: report(hostile(STEERING), hostile_doubt(STEERING)),
    "markdown": lambda: report(hostile(MARKDOWN), hostile_doubt(MARKDOWN)),
    "hostile ways": lambda: report(with_ways(hostile())),
    "hostile file": lambda: _of_file(EVIL),
    "forged file": lambda: _of_file(FORGED),
    "markdown file": lambda: _of_file(MARKDOWN),
    "first screen": lambda: overview(hostile(STEERING)),
    "one state": lambda: overview(hostile(STEERING), 0),
    "doubt alone": lambda: doubt_page(hostile_doubt(STEERING)),
    "listening": lambda: listening_page(hostile_doubt(STEERING)),
}
PAGES = tuple(_MAKE)


@cache
def page(name: str) -> Page:
    """One of :data:`PAGES`."""
    return _MAKE[name]()
