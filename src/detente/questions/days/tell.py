"""What each day's contacts changed, in words: said, known, assumed, and what holds since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.model.as_of import LeftOut
from detente.model.case import Contact
from detente.model.concepts import CONCEPTS
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, STATES, Conclusion
from detente.questions.days.found import Between, Known
from detente.questions.known.tell import undated_words
from detente.questions.registry import in_words
from detente.report.evidence import claim_name, moment, moments
from detente.report.marks import Mark, capital, mark, plain
from detente.report.naming import CaseNames, listed, plural
from detente.report.page import Grid, Page, Say
from detente.report.section import Section, grid

SHOWN = 16
NEITHER = "·"
REACHED = "reached"
MARKS = (
    "In the tables, + marks what holds since the day and did not the day before, - what no longer holds, and what has "
    "no mark held before and still does. “Reached” is a state to which improvements lead from the status quo. A state "
    "is named by the options taken in it; all others are not taken."
)
MEANING = (
    "Each day is analysed as the case could have been written at its end. What was not known yet is not taken for "
    "false: an assumption that needs it is left out. Days are those that the sources give for what they report; the "
    "reports may be later. What holds, holds if the claims do; nothing here is a forecast."
)
Yes = tuple[str, ...]


def between_page(found: Between) -> Page:
    """What was so before, each day, and what is left at the end."""
    teller = _Days(found)
    sections = (teller.before(), *map(teller.day, found.days), teller.after())
    return Page(
        title=plain(found.case.title),
        moments=moments(found.case),
        head=(Say(MEANING, "lead quiet"),),
        parts=tuple(section.part() for section in sections),
    )


class _Days:
    def __init__(self, found: Between) -> None:
        self.found, self.case, self.names = found, found.case, CaseNames(found.case)

    def before(self) -> Section:
        """Where the story begins."""
        before, always = self.found.before, self.found.always
        undated = f"{undated_words(always)} " if always else ""
        if before.problem:
            told = f"There is no answer for that day: {plain(before.problem).rstrip('.')}."
        else:
            told = f"By what was known before, {_hold(before)}."
        changes = any(day.appeared or day.vanished for day in self.found.days)
        notes = (MARKS,) if changes else ()
        return Section(anchor="before", title=f"Before {self.found.start}", lead=f"{undated}{told}", notes=notes)

    def day(self, known: Known) -> Section:
        """One day."""
        return Section(
            anchor=f"day-{known.day}",
            title=known.day,
            lead=self._verdict(known),
            headline=tuple(self._bullets(known)),
            grids=tuple(self._grids(known)),
        )

    def after(self) -> Section:
        """What is still not known at the end."""
        missing = self.found.missing
        last = self.found.days[-1] if self.found.days else self.found.before
        told = "" if last.problem else f"{capital(_hold(last))}. "
        if missing:
            told += f"{plural(len(missing), 'assumption')} of the case could still not be made: {_assumed(missing)}."
        else:
            told += "Every assumption of the case could be made by then."
        return Section(
            anchor="after",
            title=f"At the end of {self.found.end}",
            lead=told,
        )

    def _verdict(self, known: Known) -> str:
        if known.problem:
            return f"No answer for this day: {plain(known.problem).rstrip('.')}."
        if not known.appeared and not known.vanished:
            return "What became known on this day changes no conclusion."
        after, before = _held(known.holding), _held((known.holding - set(known.appeared)) | set(known.vanished))
        moved = _held((*known.appeared, *known.vanished)) & after & before
        parts = [f"{plural(len(after - before), 'state')} that did not hold before"] if after - before else []
        parts += (
            [f"{len(before - after)} that no longer hold{'s' if len(before - after) == 1 else ''}"]
            if before - after
            else []
        )
        parts += [f"{len(moved)} that hold{'s' if len(moved) == 1 else ''} under other concepts"] if moved else []
        parts += ["what is told below"] if any(c.kind not in STATES for c in (*known.appeared, *known.vanished)) else []
        if not parts:
            return "What became known on this day changes only what improvements from the status quo lead to."
        return f"What became known on this day changes what holds: {listed(parts)}."

    def _bullets(self, known: Known) -> Iterator[str]:
        for contact in known.contacts:
            yield f"Reported: {self._contact(contact)}"
        if known.claims:
            yield f"Became known: {listed(map(self._claim, known.claims))}."
        if known.entered:
            yield f"Can be assumed from now on: {_assumed(known.entered)}."
        yield from (f"Holds since: {sentence}." for sentence in in_words(self.names, known.appeared))
        yield from (f"No longer holds: {sentence}." for sentence in in_words(self.names, known.vanished))

    def _contact(self, contact: Contact) -> str:
        sender, to = (listed(self.names.party(key) for key in keys) for keys in (contact.sender, contact.to))
        who = f", {sender} to {to}" if sender and to else f", {sender}" if sender else f", to {to}" if to else ""
        summary = plain(contact.summary)
        return f"{plain(contact.kind)}{who}{f': {summary}' if summary else ''}"

    def _claim(self, name: str) -> str:
        return claim_name(name) if "@" in name else f"{claim_name(name)} ({moment(self.case.claims[name])})"

    def _grids(self, known: Known) -> Iterator[Grid]:
        """The states of which something changed."""
        states = list(dict.fromkeys(c.yes for c in (*known.appeared, *known.vanished) if c.kind in STATES))
        if not states:
            return
        order = sorted(states, key=lambda yes: (len(yes), [self.case.option_index[name] for name in yes]))
        rows = tuple((self.names.only_taken(yes), self._cell(yes, known)) for yes in order[:SHOWN])
        more = f", the first {SHOWN} of {len(order)}" if len(order) > SHOWN else ""
        yield grid(head=("state", "holds under"), rows=rows, caption=f"What changed{more}")

    def _cell(self, yes: Yes, known: Known) -> str:
        new, gone = (_of_state(some, yes) for some in (known.appeared, known.vanished))
        kept = _of_state(known.holding - set(known.appeared), yes)
        parts = [self._words(kept, ""), self._words(new, "+"), self._words(gone, "-")]
        return ", ".join(filter(None, parts)) or NEITHER

    def _words(self, some: Sequence[Conclusion], mark: str) -> str:
        concepts = [c.concept for c in some if c.concept is not None]
        every = len(concepts) == len(self.found.concepts) > 1
        told = ["all"] if every else [CONCEPTS[c].short for c in concepts]
        told += [REACHED] if any(c.kind == REACHABLE for c in some) else []
        return ", ".join(f"{mark}{word}" for word in told)


def _assumed(some: Iterable[LeftOut]) -> str:
    said = ((left.path, plain(left.title) or plain(left.text)) for left in some)
    return listed(mark(Mark.ASSUMPTION, path, f"“{words}” ({plain(path)})") for path, words in said)


def _of_state(some: Iterable[Conclusion], yes: Yes) -> list[Conclusion]:
    return sorted((c for c in some if c.yes == yes and c.kind in STATES), key=lambda c: (c.kind == REACHABLE, c.place))


def _held(some: Iterable[Conclusion]) -> set[Yes]:
    """The states that hold under some concept."""
    return {c.yes for c in some if c.kind == EQUILIBRIUM}


def _hold(known: Known) -> str:
    """``10 states hold under some concept``."""
    count = len(_held(known.holding))
    return f"{plural(count, 'state')} hold{'s' if count == 1 else ''} under some concept"
