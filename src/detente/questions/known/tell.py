"""A case cut down to what was known on an earlier day, in words: what was left out, and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.as_of import AsOf, LeftOut
from detente.model.case import Case
from detente.model.results import Analysis
from detente.report.evidence import claim_name
from detente.report.marks import Mark, mark, plain
from detente.report.naming import few, listed, plural
from detente.report.page import Grid
from detente.report.section import Section, grid

SHOWN = 12
NOTHING_LEFT = "nothing is left out"
CLAIMS = 3  # named in one cell
NOTE = (
    "What was not known is not taken for false: an assumption that waits for a claim is left out, and its `otherwise` "
    "is not used. A claim is known from the day given for it; else from the first dated contact that cites it; else "
    "from the day given for its source; else always. Days are those that the sources give for what they report; the "
    "reports may be later. Title, summary and notes of the case are those of the whole case."
)


def tell(analysis: Analysis, found: AsOf) -> Section:
    """What the case of an earlier day leaves out."""
    return _section(analysis.case, found)


def tell_case(case: Case) -> Section | None:
    """The same for a case that was not analysed; None where it was not cut down."""
    return None if case.known is None else _section(case, case.known)


def _section(case: Case, found: AsOf) -> Section:
    return Section(
        anchor="as-known",
        title=f"As known at the end of {found.day}",
        lead=_lead(case, found),
        grids=_grids(found),
        notes=(NOTE,),
    )


def _lead(case: Case, found: AsOf) -> str:
    begun = f"This is the case as it could have been written from what was known at the end of {found.day}."
    if not found.first:
        return f"{begun} Nothing in this case has a date, so nothing is left out."
    early = f" That is before anything in the case has a date ({found.first})." if found.day < found.first else ""
    undated = f" {undated_words(found.undated)}" if found.undated else ""
    undated += _unconfirmed(found.unconfirmed)
    if not found.left_out and not found.unknown and not found.contacts:
        return f"{begun}{early} Everything in it was known by then.{undated}"
    later = f"{len(found.unknown)} of {plural(len(found.unknown) + len(case.claims), 'claim')} came later"
    later += f", and so did {plural(found.contacts, 'contact')}" if found.contacts else ""
    needing = f"{plural(len(found.left_out), 'assumption')} that need{'s' if len(found.left_out) == 1 else ''} them"
    left = f"{needing} {_is(len(found.left_out))} left out" if found.left_out else "no assumption needs them"
    return f"{begun}{early} {later}; {left}.{undated}"


def _unconfirmed(names: Sequence[str]) -> str:
    if not names:
        return ""
    verb = "was confirmed only later and counts" if len(names) == 1 else "were confirmed only later and count"
    return f" {listed(few(map(claim_name, names), CLAIMS))} {verb} as 6, cannot be judged."


def undated_words(count: int) -> str:
    """How many claims count as known all along: ``16 claims of the case have no date ...``."""
    have, known = ("has", "counts") if count == 1 else ("have", "count")
    return f"{plural(count, 'claim')} of the case {have} no date and {known} as known all along."


def in_short(case: Case) -> str:
    """One sentence for the first screen; empty where the case was not cut down."""
    found = case.known
    if found is None:
        return ""
    count, undated = len(found.left_out), found.undated
    told = [
        f"{plural(count, 'assumption')} that could not be made yet {_is(count)} left out" if count else NOTHING_LEFT
    ]
    told += [f"{plural(undated, 'claim')} without a date {'counts' if undated == 1 else 'count'} as known"]
    return f"As known at the end of {found.day}: {listed(told if undated else told[:1])}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _grids(found: AsOf) -> tuple[Grid, ...]:
    if not found.left_out:
        return ()
    rows = tuple(map(_row, found.left_out[:SHOWN]))
    more = f", the first {SHOWN} of {len(found.left_out)}" if len(found.left_out) > SHOWN else ""
    head = ("left out", "where", "waits for", "known from")
    return (grid(head=head, rows=rows, caption=f"What is left out{more}"),)


def _row(left: LeftOut) -> tuple[str, ...]:
    """What it says, where, the claims that it waits for, and the days from which they were known."""
    names = [claim_name(name) for name, _ in left.waits_for]
    days = sorted({day for _, day in left.waits_for})
    path = mark(Mark.ASSUMPTION, left.path, plain(left.path))
    return plain(left.title) or plain(left.text), path, listed(few(names, CLAIMS)), listed(days)
