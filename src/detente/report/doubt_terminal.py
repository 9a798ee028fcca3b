"""A doubt in a terminal: first what not to rely on, then what each conclusion rests on, and how it was counted.

The listening list is a page of its own.
"""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.errors import Severity
from detente.model.doubt import Doubt
from detente.report.as_of import told as told_as_of
from detente.report.doubt_findings import Account, Outcome, Pin, outcomes, pins, told
from detente.report.doubt_listening import ToListen, listening_list, listening_sentence
from detente.report.doubt_sections import doubt_sections
from detente.report.doubt_summary import NAMES, doubt_summary
from detente.report.doubt_words import DoubtNames
from detente.report.naming import plain, plural
from detente.report.printer import Printer

__all__ = ["print_doubt", "print_listening"]

OUTCOMES = 10  # states told in full before the rest is counted
ACCOUNTS = 3
PINS = 16
PROBLEMS = 6
BAR = 24  # columns of the longest bar


def print_doubt(doubt: Doubt, console: Console) -> None:
    """Print for a person what the conclusions hinge on."""
    _DoubtPrinter(doubt, console).doubt_page()


def print_listening(doubt: Doubt, console: Console) -> None:
    """Print the listening list."""
    _DoubtPrinter(doubt, console).listening_page()


class _DoubtPrinter(Printer):
    def __init__(self, doubt: Doubt, console: Console) -> None:
        super().__init__(console)
        self.doubt, self.names = doubt, DoubtNames(doubt)

    def doubt_page(self) -> None:
        self._title("What the conclusions hinge on")
        self._first_screen()
        self._conclusions()
        self._linchpins()
        for section in doubt_sections(self.doubt):
            self.section(section)
        if (cut := told_as_of(self.doubt.case)) is not None:
            self.section(cut)
        self._end()

    def listening_page(self) -> None:
        found = listening_list(self.doubt)
        self._title("What to listen to")
        self.say(Text(listening_sentence(self.doubt, found)))
        for number, entry in enumerate(found, 1):
            self._moment(number, entry)

    def _title(self, words: str) -> None:
        title = Text(plain(self.doubt.case.title), "bold")
        if self.doubt.case.as_of:
            title.append(f"  as of {plain(self.doubt.case.as_of)}", "dim")
        self.console.print(title)
        self.console.print(Text(words, "dim"))

    # The first screen

    def _first_screen(self) -> None:
        found = doubt_summary(self.doubt)
        for k, paragraph in enumerate(found.paragraphs):
            self.say(Text(paragraph, "" if k else "bold"))
        self._list("Do not rely on", found.fragile, "yellow")
        self._list(found.firmly, found.firm, "green")
        heard = any(name in self.doubt.case.claims for pin, _ in found.claims for name in pin.claims)
        more = " (--listen has all)" if heard else ""
        self._list(
            f"{found.first}{more}",
            [
                *(self.names.claims(pin.claims, "and", NAMES) + line for pin, line in found.claims),
                *([found.tied] if found.tied else []),
            ],
            "",
        )

    def _list(self, words: str, lines: tuple[str, ...] | list[str], style: str) -> None:
        if lines:
            self.say(Text(f"{words}:", "bold"))
        for line in lines:
            self.bullet(line, style)

    # What follows

    def _conclusions(self) -> None:
        found = [o for o in outcomes(self.doubt) if o.hinging]
        others = sum(not s.as_modelled for s in told(self.doubt))
        if not found and not others:
            return
        self.heading("What each conclusion rests on" if found else "What would hold otherwise")
        for outcome in found[:OUTCOMES]:
            self._outcome(outcome)
        if len(found) > OUTCOMES:
            more = f"{plural(len(found) - OUTCOMES, 'more state')}: see the report, or --json."
            self.say(Text(more, "dim"), before=1)
        if others:
            said = f"{plural(others, 'conclusion')} would hold only if some claims fail: see the table of worlds, "
            self.say(Text(said + "the report, or --json.", "dim"), before=1)

    def _outcome(self, outcome: Outcome) -> None:
        self.say(Text(self.names.outcome(outcome.yes, outcome.state), "bold"), before=1)
        modelled = [account for account in outcome.accounts if account.first.as_modelled]
        for account in modelled[:ACCOUNTS]:
            self._account(account)
        if len(modelled) > ACCOUNTS:
            self.say(Text(f"{len(modelled) - ACCOUNTS} more: see the report.", "dim"), indent=4)

    def _account(self, account: Account) -> None:
        said = f"{account.what}: {self.names.worlds(account.first)}."
        self.bullet(said[0].upper() + said[1:])
        for line in self.names.flips(account):
            self.bullet(line, "dim", mark="·" if not self.console.options.ascii_only else "*", indent=6)

    def _linchpins(self) -> None:
        found = pins(self.doubt)
        if not found:
            return
        self.heading("The claims that carry most")
        self.say(
            Text("Conclusions that flip if the claim fails alone: those lost, then (+) those that would hold instead.")
        )
        most = max(pin.lost + pin.gained for pin in found)
        for pin in found[:PINS]:
            self._bar(pin, most)
        if len(found) > PINS:
            self.say(Text(f"{len(found) - PINS} more: see --json.", "dim"))

    def _bar(self, pin: Pin, most: int) -> None:
        full, plus = ("#", "+") if self.console.options.ascii_only else ("█", "░")
        lost, gained = round(pin.lost / most * BAR), round(pin.gained / most * BAR)
        bar = full * max(lost, bool(pin.lost)) + plus * max(gained, bool(pin.gained))
        each = "each " if len(pin.claims) > 1 else ""
        jointly = f", {pin.jointly} more with others" if pin.jointly else ""
        self.say(Text(self.names.claims(pin.claims, "and")))
        self.say(Text.assemble((bar, "yellow"), f" {each}{pin.lost} lost, {pin.gained} new{jointly}"), indent=4)

    def _end(self) -> None:
        self.heading("What this does not tell you")
        self.bullet("Not whether a claim is true: it says what follows if one is not.")
        if self.doubt.likelihoods is None or not self.doubt.likelihoods.found:
            self.bullet("Not a forecast, and no probability: worlds are counted, not weighed.")
        else:
            self.bullet("Not a forecast: what is said of how likely a conclusion is rests on what the analyst judged.")
        pressing = [p for p in self.doubt.problems if p.severity is not Severity.NOTICE]
        for problem in pressing[:PROBLEMS]:
            self.bullet(plain(problem.headline()))
        if len(self.doubt.problems) > min(len(pressing), PROBLEMS):
            self.say(Text("More to look at again: `detente check`.", "dim"))

    # The listening list

    def _moment(self, number: int, entry: ToListen) -> None:
        head = Text(f"{number}. ", "dim")
        head.append(entry.name, "bold")
        head.append(f"  {plain(entry.claim.stamp)}  {entry.grade}  ")
        head.append(
            "listened" if entry.claim.listened else "not listened to", "green" if entry.claim.listened else "yellow"
        )
        self.say(head, before=1)
        self.say(Text(f"“{entry.sentence}”"), indent=5)
        self.say(Text(entry.link or f"{plain(entry.claim.page)} at {plain(entry.claim.stamp)}", "dim"), indent=5)
        self.say(Text(f"{entry.hinges}; {entry.role}"), indent=5)
