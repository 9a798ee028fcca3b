"""A doubt for the HTML page: boxes with links to the moments that each conclusion rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.model.doubt import Doubt
from detente.report.doubt_findings import Account, FlipGroup, Outcome, Pin, outcomes
from detente.report.doubt_listening import ToListen, listening_list, listening_sentence
from detente.report.doubt_picture import Tornado, tornado
from detente.report.doubt_sections import doubt_sections
from detente.report.doubt_summary import NAMES, DoubtSummary, doubt_summary
from detente.report.doubt_words import FLIPS, NAMED, DoubtNames
from detente.report.naming import first_few, plain, plural
from detente.report.register import Register
from detente.report.section import Section

__all__ = ["AccountBox", "CitedMoment", "DoubtPage", "FlipLine", "OutcomeBox", "doubt_page"]

OPEN = 6  # states told at once; the others are folded
ACCOUNTS = 6


@dataclass(frozen=True, slots=True)
class CitedMoment:
    """A claim with the link to its moment and the anchor of its row in the table of claims; empty where there is none.

    An assumption that is itself in doubt has neither.
    """

    name: str
    stamp: str
    link: str
    anchor: str
    listened: bool


@dataclass(frozen=True, slots=True)
class FlipLine:
    """One way to flip a conclusion: one claim out of each part fails, and then these assumptions fall.

    parts : the first claims of each, and how many more
    fallen : words and anchor of each
    """

    parts: tuple[tuple[tuple[CitedMoment, ...], int], ...]
    fallen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AccountBox:
    """What is concluded, in how many worlds it holds, and what flips it. uses : assumptions in the reasons given."""

    what: str
    worlds: str
    modelled: bool
    flips: tuple[FlipLine, ...]
    more: int
    uses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OutcomeBox:
    """A state with everything that is concluded of it and does not hold in every world. more : accounts left out."""

    state: int | None
    description: str
    accounts: tuple[AccountBox, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DoubtPage:
    """Everything the templates need.

    pressing : the claims to listen to first, how many more make the same difference, and the words that follow
    """

    summary: DoubtSummary
    pressing: tuple[tuple[tuple[CitedMoment, ...], int, str], ...]
    chart: Tornado | None
    shown: tuple[OutcomeBox, ...]
    folded: tuple[OutcomeBox, ...]
    sections: tuple[Section, ...]
    listening: tuple[tuple[ToListen, str], ...]
    listening_lead: str


def doubt_page(doubt: Doubt, claims: Register) -> DoubtPage:
    """The boxes, with anchors from the register of the page. Cost: linear in the minimal sets."""
    view = _View(doubt, claims)
    found = [view.outcome(o) for o in outcomes(doubt) if o.hinging or not o.held]
    summary, listening = doubt_summary(doubt), listening_list(doubt)
    return DoubtPage(
        summary=summary,
        pressing=tuple((*view.moments(pin), words) for pin, words in summary.claims),
        chart=tornado(doubt),
        shown=tuple(found[:OPEN]),
        folded=tuple(found[OPEN:]),
        sections=doubt_sections(doubt),
        listening=tuple((entry, claims.by_claim.get(entry.claim.name, "")) for entry in listening),
        listening_lead=listening_sentence(doubt, listening),
    )


class _View:
    def __init__(self, doubt: Doubt, claims: Register) -> None:
        self.names, self.register = DoubtNames(doubt), claims

    def outcome(self, outcome: Outcome) -> OutcomeBox:
        open_ones = [a for a in outcome.accounts if not a.first.always]
        return OutcomeBox(
            state=outcome.state,
            description=self.names.taken(outcome.yes),
            accounts=tuple(map(self._account, open_ones[:ACCOUNTS])),
            more=max(len(open_ones) - ACCOUNTS, 0),
        )

    def moments(self, pin: Pin) -> tuple[tuple[CitedMoment, ...], int]:
        """The first few claims, and how many more."""
        return self._few(pin.claims, NAMES)

    def _account(self, account: Account) -> AccountBox:
        return AccountBox(
            what=account.what[0].upper() + account.what[1:],
            worlds=self.names.worlds(account.first),
            modelled=account.first.as_modelled,
            flips=tuple(map(self._flip, account.flips[:FLIPS])),
            more=max(len(account.flips) - FLIPS, 0),
            uses=self._assumptions([support.path for support in account.rests_on]),
        )

    def _flip(self, group: FlipGroup) -> FlipLine:
        return FlipLine(tuple(self._few(part, NAMED) for part in group.parts), self._assumptions(group.fallen))

    def _few(self, claims: Sequence[str], limit: int) -> tuple[tuple[CitedMoment, ...], int]:
        shown, more = first_few(map(self._moment, claims), limit)
        return tuple(shown), more

    def _assumptions(self, paths: Sequence[str]) -> tuple[tuple[str, str], ...]:
        told = [(self.names.assumption(path), self.register.by_path.get(path, "")) for path in paths[:NAMED]]
        return (*told, *([(plural(len(paths) - NAMED, "more assumption"), "")] if len(paths) > NAMED else []))

    def _moment(self, name: str) -> CitedMoment:
        view, claim = self.register.claims.get(name), self.names.case.claims.get(name)
        if view is None or claim is None:
            return CitedMoment(plain(name), "", "", self.register.by_path.get(name, ""), False)
        return CitedMoment(view.name, view.stamp, view.link or "", view.anchor, claim.listened)
