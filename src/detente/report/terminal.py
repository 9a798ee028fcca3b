"""The analysis in a terminal: what holds, what does not, why, and how solid the evidence is.

Text of notes and cases is shown as :class:`rich.text.Text` only, so no bracket in it can turn into a style.
"""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.errors import Severity
from detente.model.case import Case
from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis
from detente.report.evidence import grade_words, listened_words, moment_link, summarise
from detente.report.evolution import whole_section
from detente.report.further import further_sections
from detente.report.naming import Names, listed, plain, plural
from detente.report.partial import about_state
from detente.report.printer import Printer
from detente.report.summary import (
    MEANING,
    NOT_TOLD,
    columns,
    concepts_of,
    held_rows,
    leavers,
    not_holding,
    question,
    unlisted,
)
from detente.report.words import Verdict, condition, reasoning, short

__all__ = ["print_analysis", "print_evolution"]

PROBLEMS = 6
REASONED = 4  # states of the overview told with reasons
ACTORS = 2  # concepts told with the actor they describe, before it reads like a list


def print_analysis(analysis: Analysis, console: Console, *, state: int | None = None) -> None:
    """Print an analysis for a person.

    state : row (0-based) of a state; gives the full reasoning on that state instead of the overview
    """
    printer = _Printer(analysis, console)
    if state is None:
        printer.overview()
    else:
        printer.one_state(state)


def print_evolution(analysis: Analysis, console: Console) -> None:
    """Print for a person how the equilibria could come about, move by move."""
    _Printer(analysis, console).evolution()


class _Printer(Printer):
    def __init__(self, analysis: Analysis, console: Console) -> None:
        super().__init__(console)
        self.analysis, self.names = analysis, Names(analysis)
        self.concepts = analysis.concepts

    def overview(self) -> None:
        self._head()
        sections = further_sections(self.analysis)
        for section in (s for s in sections if s.leads):
            self.section(section)
        self._equilibria()
        self._status_quo()
        self._why()
        for section in (s for s in sections if not s.leads):
            self.section(section)
        self._evidence()
        self._problems()
        self.heading("What this does not tell you")
        for line in NOT_TOLD:
            self.bullet(line)
        for line in self.analysis.limits:
            self.bullet(line)

    def one_state(self, row: int) -> None:
        self.heading(self._name(row))
        self.say(Text(self.names.describe(row)))
        for line in about_state(self.analysis, row):
            self.bullet(line)
        concepts = concepts_of(self.analysis, row)
        if concepts:
            names = ", ".join(CONCEPTS[c].short for c in concepts)
            self.say(Text(f"Stable for all {condition(self.analysis)}, under {names}.", "bold green"))
        else:
            self.say(Text(f"Under {self._these_concepts()}, somebody has reason to leave it.", "bold yellow"))
        for dm in range(len(self.analysis.case.decision_makers)):
            self.heading(self.names.dm(dm))
            told = reasoning(self.names, dm, row, self.concepts)
            for passage in told.moves:
                self.passage(passage)
            for verdict in told.verdicts:
                self._verdict(verdict)
            without = [c for c in self.concepts if not any(c in verdict.concepts for verdict in told.verdicts)]
            self._bare_verdicts(dm, row, without)
        self._claims_behind(row)

    def evolution(self) -> None:
        found = self.analysis.evolution
        assert found is not None
        told = whole_section(self.analysis, found)
        self.console.print(Text(plain(self.analysis.case.title), "bold"))
        self.section(told)
        if told.passages:
            self.heading(told.fold)
        for passage in told.passages:
            self.passage(passage, mark="-")
        self._problems()
        for line in self.analysis.limits:
            self.say(Text(line, "dim"), before=1)

    # The parts of the overview

    def _head(self) -> None:
        case = self.analysis.case
        title = Text(plain(case.title), "bold")
        if case.as_of:
            title.append(f"  as of {plain(case.as_of)}", "dim")
        self.console.print(title)
        if case.summary:
            self.say(Text(plain(case.summary)), before=1)
        self.say(Text(question(self.analysis)), before=1)
        self.say(Text(MEANING, "dim"), before=1)

    def _equilibria(self) -> None:
        self.heading(f"What holds {condition(self.analysis)}")
        table = Table(box=None, padding=(0, 1), pad_edge=False)
        table.add_column("state", justify="right")
        table.add_column("options taken", overflow="fold")
        for concept in self.concepts:
            table.add_column(CONCEPTS[concept].short, justify="center")
        rows, quo = held_rows(self.analysis), self.analysis.status_quo
        holds, not_ = ("Y", "-") if self.console.options.ascii_only else ("●", "·")
        for row in rows if quo is None or quo in rows else (*rows, quo):
            held = concepts_of(self.analysis, row)
            marks = [Text(holds, "bold green") if c in held else Text(not_, "dim") for c in self.concepts]
            table.add_row(f"{'*' if row == quo else ''}{row + 1}", Text(self.names.describe(row)), *marks)
        if table.row_count:
            self.console.print(Padding(table, (0, 0, 0, 2)))
            starred = "" if quo is None else "   * status quo"
            self.say(Text(f"{holds} holds: stable for every decision maker   {not_} does not{starred}", "dim"))
        if left := unlisted(self.analysis):
            self.say(Text(f"{left} further states hold under some concept; --json lists them all."))
        for concept in self.concepts:
            found = self.analysis.equilibria(concept)
            if not found:
                self.say(Text(f"No state is stable for all under {CONCEPTS[concept].short}."))
            elif any(row not in rows for row in found):
                self.say(Text(f"{CONCEPTS[concept].short}: {plural(len(found), 'equilibrium', 'equilibria')}, "
                               f"{self.names.states(found, 20)}."))  # fmt: skip

    def _status_quo(self) -> None:
        self.heading("The status quo")
        row = self.analysis.status_quo
        if row is None:
            self.say(Text("The case names no status quo."))
            return
        self.say(Text(f"S{self.names.label(row)[1:]}"))
        leaving = leavers(self.analysis, row)
        if not leaving:
            self.say(Text(f"Nobody has reason to leave it, {condition(self.analysis)}.", "green"))
        for dm, concepts in leaving.items():
            under = ", ".join(CONCEPTS[c].short for c in concepts)
            witness = next((e for c in concepts if (e := self.analysis.explanation(dm, row, c))), None)
            said = short(self.names, witness) if witness else f"not stable: {self.names.dm(dm)} could gain by leaving"
            self.bullet(f"{said} (under {under})", "yellow")

    def _why(self) -> None:
        left = [f.row for f in not_holding(self.analysis)]
        first = [] if self.analysis.status_quo is None else [self.analysis.status_quo]
        told = list(dict.fromkeys([*first, *held_rows(self.analysis), *left]))
        told = [row for row in told if any(e.state == row for e in self.analysis.explanations)][:REASONED]
        if not told:
            return
        self.heading("Why")
        for row in told:
            self.say(Text(f"{self._name(row)}: {self.names.describe(row)}", "bold"))
            self._bullets_why(row)
        if len(columns(self.analysis, 10**9)) > len(told):
            self.say(Text("Further states: see `--state N`, or the report.", "dim"))
        self.say(Text("The full reasoning on one state: `detente analyze CASE --state N`.", "dim"))

    def _bullets_why(self, row: int) -> None:
        """One line per decision maker and group of concepts; those with nothing to gain share one line."""
        content: list[str] = []
        for dm in range(len(self.analysis.case.decision_makers)):
            told = [e for c in self.concepts if (e := self.analysis.explanation(dm, row, c)) is not None]
            if told and not any(e.improvements for e in told):
                content.append(self.names.dm(dm))
                continue
            lines: dict[str, list[str]] = {}
            for witness in told:
                lines.setdefault(short(self.names, witness), []).append(CONCEPTS[witness.concept].short)
            for line, concepts in lines.items():
                self.bullet(f"{', '.join(concepts)}: {line}")
        if content:
            self.bullet(f"{listed(content)}: no move leads to a state that {'they' if len(content) > 1 else 'it'} "
                         f"prefer{'' if len(content) > 1 else 's'}")  # fmt: skip

    def _evidence(self) -> None:
        self.heading("How solid the evidence is")
        for line in summarise(self.analysis.case).sentences():
            self.bullet(line)

    def _problems(self) -> None:
        problems = self.analysis.problems
        if not problems:
            return
        self.heading("What to look at again")
        pressing = [p for p in problems if p.severity is not Severity.NOTICE]
        for problem in pressing[:PROBLEMS]:
            self.bullet(plain(problem.headline()))
        notices = Counter(p.code for p in problems if p.severity is Severity.NOTICE)
        kinds = ", ".join(f"{n} × {plain(code)}" for code, n in sorted(notices.items()))
        if notices:
            self.bullet(f"Notices, which change no result: {kinds}.")
        if notices or len(pressing) > PROBLEMS:
            self.say(Text("All of them, with their places: `detente check`.", "dim"))

    # One state in full

    def _bare_verdicts(self, dm: int, row: int, concepts: list[Concept]) -> None:
        """Verdicts for which the analysis kept no reasons."""
        for concept in concepts:
            verdicts = self.analysis.table.stable.get(concept.value)
            stable = "not asked for" if verdicts is None else "stable" if bool(verdicts[dm, row]) else "not stable"
            self.say(Text(f"{CONCEPTS[concept].short}: {stable}.", "dim"))

    def _verdict(self, told: Verdict) -> None:
        self.say(Text(told.sentence, "bold green" if told.stable else "bold yellow"), before=1)
        if len(told.concepts) <= ACTORS:
            actors = "; ".join(f"{CONCEPTS[c].short}: an actor that {CONCEPTS[c].actor}" for c in told.concepts)
            self.say(Text(f"({actors})", "dim"))
        for passage in told.passages:
            self.passage(passage)

    def _claims_behind(self, row: int) -> None:
        case = self.analysis.case
        told = [e for e in self.analysis.explanations if e.state == row]
        names = dict.fromkeys(n for e in told for c in e.comparisons if c.premise for n in c.premise.claims)
        found = [name for name in names if name in case.claims]
        if found:
            self.heading("The claims behind it")
        for name in found:
            self._claim(case, name)

    def _claim(self, case: Case, name: str) -> None:
        claim = case.claims[name]
        text = Text.assemble((f"{plain(name)} ", "bold"), f"“{plain(claim.sentence)}”")
        self.say(text)
        self.say(Text(f"{grade_words(claim)}; {listened_words(claim)}", "dim"), indent=4)
        link = moment_link(claim)
        where = f"{plain(claim.page)} at {plain(claim.stamp)}"
        self.say(Text(f"{where}  {link}" if link else where, "dim"), indent=4)

    def _name(self, row: int) -> str:
        extra = " (status quo)" if row == self.analysis.status_quo else ""
        return f"State {row + 1}{extra}"

    def _these_concepts(self) -> str:
        shorts = [CONCEPTS[c].short for c in self.concepts]
        return shorts[0] if len(shorts) == 1 else "each of the concepts"
