"""Full stops that do not end a sentence: abbreviations, initials, list numbers and ellipses.

Some abbreviations never end a sentence ("Mr."), some may ("the U.S."). For these, a stamp right after the stop ends it,
and so does a next word that usually begins one; where neither helps ("in Washington, D.C. Ivers left") the sentence
goes on, since a claim with too much text can be checked and half a sentence misleads. English only; other languages
fall back on the plain rule that a stop, white space and anything but a small letter end a sentence.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "Mr Mrs Ms Mx Dr Prof Gen Brig Col Lt Sgt Cpl Pvt Pfc Capt Cmdr Cdr Adm Maj Gov Sen Rep Sec Rev Hon Pres "
    "Amb Supt Insp Det Atty Asst Assoc Dep Msgr Fr Mme Mlle Messrs Sra Srta Dra"
)
_NEVER = _words("vs e.g i.e cf viz fig figs eq eqs approx ca incl excl esp resp op loc n.b w.r.t a.k.a")
_BEFORE_DIGITS = _words(
    "no nos nr vol vols pp p art sec secs ch chap jan feb mar apr jun jul aug sep sept oct nov dec ver rs ep "
    "eps pt pts par para paras bk ser cl ref refs tab ex exh prop reg iss ed rev ext tel rm rte"
)
_SOMETIMES = _words(
    "jr sr inc ltd co corp llc bros plc etc dept assn univ govt intl natl mfg dist inst al cit ibid seq ff est "
    "a.m p.m ph.d m.d b.a m.a u.s u.k u.n e.u d.c u.s.a u.s.s.r st mt ft ave blvd rd hwy sq bldg apt lb lbs oz "
    "yd yds mi km kg cm mm hr hrs min mins mph kph cu gal bbl bn mn tn"
)
_PLACES_AND_DAYS = _words(
    "Calif Fla Mass Mich Minn Tex Conn Ariz Colo Wis Okla Tenn Penn Mon Tue Tues Wed Thu Thurs Fri"
)
_NAMES = _words("Yahoo Jeopardy")
_STARTERS = _words(
    "the this these that those there here a an he she it they we you i his her its their our my in on at by "
    "for from with without within to of as if when while where after before since until although though "
    "despite because during under over between among through unlike according given however but and or nor so "
    "yet then thus hence also therefore otherwise moreover furthermore additionally meanwhile instead "
    "nevertheless nonetheless consequently similarly overall ultimately eventually finally initially recently "
    "currently today yesterday tomorrow now later soon perhaps maybe still even once what who how why which "
    "not no nobody nothing none neither either one some someone something many few several much more most all "
    "any anyone both each every everyone everybody everything another other such only is are was were do does "
    "did has have had can could should would"
)
_LAST_WORD = re.compile(r"[\w.]+$")
_FIRST_WORD = re.compile(r"[A-Za-z']+")
_INITIAL = re.compile(r"[A-Z]\.")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")


def ends_sentence(before: str, stop: str, after: str, *, stamped: bool) -> bool:
    """Whether a stop ends its sentence, from the words round it; ``stamped`` if a stamp follows it."""
    first = _FIRST_WORD.match(after)
    starts = first is not None and first[0].lower() in _STARTERS and not _INITIAL.match(after)
    found = _LAST_WORD.search(before)
    written = found[0] if found else ""
    if stop.startswith(("..", "…")) or written in _NAMES:
        return stamped or starts or (written in _NAMES and not stop.startswith("!"))
    if stop[0] != ".":
        return True
    word = written.lower()
    if written in _TITLES or word in _NEVER:
        return False
    if word in _BEFORE_DIGITS and (stamped or after[:1].isdigit()):
        return stamped
    if word in _SOMETIMES or written in _PLACES_AND_DAYS or (word and _INITIALS.fullmatch(word)):
        return stamped or starts or not after
    return not (word.isdigit() and not before[: -len(word)].strip())
