"""Full stops that do not end a sentence: abbreviations, initials, list numbers and ellipses.

Some abbreviations never end a sentence ("Mr."), some may ("the U.S."). For these, a stamp right after the stop ends it,
and so does a next word that usually begins one. English only; other languages fall back on the plain rule that a stop,
white space and anything but a small letter end a sentence.
"""

from __future__ import annotations

import re

__all__ = ["ends_sentence"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "Mr Mrs Ms Dr Prof Gen Col Lt Sgt Capt Cmdr Adm Maj Gov Sen Rep Rev Hon Pres Amb St Mt Ft Mme Mlle Messrs"
)
_NEVER = _words("vs e.g i.e cf viz fig figs eq approx")
_BEFORE_DIGITS = _words("no nos vol vols pp p art sec ch jan feb mar apr jun jul aug sep sept oct nov dec")
_SOMETIMES = _words(
    "jr sr inc ltd co corp llc bros etc dept assn univ al a.m p.m ph.d m.d b.a m.a u.s u.k u.n e.u d.c u.s.a u.s.s.r"
)
_STARTERS = _words(
    "the this these that those there a an he she it they we you i his her its their our my in on at by "
    "for from with to of as if when while where after before since until although though despite because "
    "however but and or nor so yet then thus also moreover furthermore additionally meanwhile instead "
    "still even once what who how why which not no one some many most all both each every another other "
    "such only"
)
_LAST_WORD = re.compile(r"[\w.]+$")
_FIRST_WORD = re.compile(r"[A-Za-z']+")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")


def ends_sentence(before: str, stop: str, after: str, *, stamped: bool) -> bool:
    """Whether a full stop ends its sentence, from the words round it; ``stamped`` if a stamp follows it."""
    first = _FIRST_WORD.match(after)
    starts = first is not None and first[0].lower() in _STARTERS
    if stop.startswith(("..", "…")):
        return stamped or starts
    found = _LAST_WORD.search(before)
    written = found[0] if found else ""
    word = written.lower()
    if written in _TITLES or word in _NEVER:
        return False
    if word in _BEFORE_DIGITS:
        return not after[:1].isdigit()
    if word in _SOMETIMES or (word and _INITIALS.fullmatch(word)):
        return stamped or starts or not after
    return not (word.isdigit() and not before[: -len(word)].strip())
