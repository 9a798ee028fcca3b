"""What a case leaves out because it was not known yet on some day, as data."""

from __future__ import annotations

from detente.frozen import frozen


@frozen(kw_only=True)
class LeftOut:
    """An assumption that could not have been made yet: some claim that it needs was not known.

    text, title : what it says, as a formula or in words, and in plain words where the case has them
    waits_for : its claims that were not known yet, in file order, each with the day from which it was
    """

    path: str
    text: str
    title: str = ""
    waits_for: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class AsOf:
    """How a case was cut down to what was known at the end of a day.

    left_out : assumptions, in file order; they are not false, only not known
    unknown : claims that were not known yet -> the day from which they were
    contacts : how many contacts of the timeline came later
    first : the first day on which anything of the case is dated; empty where nothing is
    undated : how many claims of the case have no date, and count as known all along
    unconfirmed : claims that were confirmed only later, and count as 6 (cannot be judged)
    """

    day: str
    left_out: tuple[LeftOut, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    contacts: int = 0
    first: str = ""
    undated: int = 0
    unconfirmed: tuple[str, ...] = ()
