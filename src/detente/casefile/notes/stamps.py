"""Stamps: the few characters of a note that name a moment of a recording, and what can be wrong with them.

A stamp is ``HH:MM:SS``, ``H:MM:SS`` or ``MM:SS``. Anything else is a fault that says what was written, what was
expected and, where a repair is likely, which; nothing is repaired here. Two rules need the whole page and stand apart:
an hour that the recording cannot have, and a stamp that is ambiguous on a page where such hours were found.
"""

from __future__ import annotations

import re
from dataclasses import replace

from detente.errors import Severity
from detente.frozen import frozen
from detente.model.evidence import Moment, Rank

ST = r"[0-9]{1,3}(?::[0-9]{1,3}){1,3}"
"""Pattern of what looks like a stamp, sound or not."""

_SOUND = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,2}):([0-9]{2})")
_FOUR = re.compile(r"[0-9]{1,3}(?:[:.;,][0-9]{1,3}){3,}")
_SECONDS = re.compile(r"([0-9]{1,6})s?")
_SEVERAL = re.compile(rf"{ST}(?:(?:\s*+(?:[,;/&–—-]|to\b|and\b)\s*+|\s++){ST})++")
_EXPECTED = "write HH:MM:SS or MM:SS"
_LONGEST_HOURS = 4


@frozen(slots=False)
class Fault:
    """One thing wrong with a page, a stamp or a tag, in the fields of a problem, before its place in the file is known.

    It is a value, not an exception: a page has many stamps and every fault is reported.
    """

    severity: Severity
    code: str
    message: str
    hint: str


def unreadable(message: str, hint: str = _EXPECTED) -> Fault:
    """Why a text is no stamp: an error, since it cites nothing."""
    return Fault(Severity.ERROR, "stamp-unreadable", message, hint)


def as_stamp(seconds: int) -> str:
    """Seconds as ``HH:MM:SS``.

    >>> as_stamp(446)
    '00:07:26'
    """
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def parse_stamp(text: str, *, rank: Rank = Rank.ANCHOR) -> Moment | Fault:
    """The moment that a stamp names, or why it names none.

    >>> parse_stamp("7:26").stamp
    '00:07:26'
    """
    text = text.strip()
    sound = _SOUND.fullmatch(text)
    if sound is None:
        return _no_stamp(text)
    hours, minutes, seconds = (int(part or 0) for part in sound.groups())
    if minutes > 59 or seconds > 59:
        which = "minutes" if minutes > 59 else "seconds"
        message = f"the {which} of the stamp '{text}' are more than 59"
        hint = "listen to the recording and write HH:MM:SS; no repair can be guessed"
        return Fault(Severity.ERROR, "stamp-over-59", message, hint)
    total = hours * 3600 + minutes * 60 + seconds
    return Moment(stamp=as_stamp(total), seconds=total, rank=rank)


def _no_stamp(text: str) -> Fault:
    shown = text if len(text) <= 40 else text[:39] + "…"
    if not text:
        return unreadable("the stamp is empty")
    if _SEVERAL.fullmatch(text):
        parts = re.findall(ST, text)
        hint = f"write a tag for each: {', '.join(parts)}" if len(parts) < 9 else "write a tag for each"
        return unreadable(f"'{shown}' is several stamps, not one", hint)
    if _FOUR.fullmatch(text):
        message = f"the stamp '{shown}' has four parts (hours to frames, perhaps)"
        return Fault(Severity.ERROR, "stamp-four-parts", message, _EXPECTED)
    seconds = _SECONDS.fullmatch(text)
    meant = f"; as seconds it is {as_stamp(int(seconds[1]))}" if seconds else ""
    return unreadable(f"'{shown}' is no stamp", _EXPECTED + meant)


def unbracketed(text: str) -> str:
    """The text of a link or anchor without the brackets that notes put round a stamp."""
    return text.strip().strip("[]()").strip()


def read_attribute(value: str, visible: str) -> tuple[Moment | None, list[Fault]]:
    """The moment of an anchor from its ``data-t`` and its visible text, and the faults found on the way.

    ``data-t`` wins. A trailing mark is dropped with a warning. A malformed ``data-t`` cites nothing, and a
    sound visible text is only offered. An empty visible text, or one without brackets, is as good as any.
    """
    faults: list[Fault] = []
    value = value.strip()
    bare = value.strip("[]:.,;")
    moment = parse_stamp(bare)
    shown = parse_stamp(unbracketed(visible).rstrip(":")) if visible else None
    if isinstance(moment, Fault):
        faults.append(_with_offer(parse_stamp(value), moment, shown))
        return None, faults
    if bare != value:
        faults.append(trailing(value, moment))
    if isinstance(shown, Moment) and shown.seconds != moment.seconds and not _is_shifted(moment, shown):
        faults.append(difference(moment.stamp, shown.stamp, "data-t"))
    elif isinstance(shown, Fault) and re.fullmatch(ST, unbracketed(visible)):
        faults.append(difference(moment.stamp, unbracketed(visible), "data-t"))
    return moment, faults


def _with_offer(whole: Moment | Fault, bare: Fault, shown: Moment | Fault | None) -> Fault:
    fault = whole if isinstance(whole, Fault) and bare.code == "stamp-unreadable" else bare
    if isinstance(shown, Moment):
        return replace(fault, hint=f"did you mean {shown.stamp}, as the visible text says?")
    return fault


def trailing(value: str, moment: Moment) -> Fault:
    """The fault of a stamp with stray punctuation, which is dropped."""
    message = f"the stamp '{value}' has stray characters and is read as {moment.stamp}"
    return Fault(Severity.WARNING, "stamp-trailing", message, "remove them")


def stamp_like(written: str) -> Fault:
    """The fault of brackets that hold a stamp and more, which are read as text."""
    message = f"'{written}' looks like a stamp and is read as text"
    return Fault(Severity.WARNING, "stamp-like", message, "write [HH:MM:SS] with nothing else in the brackets")


def difference(used: str, shown: str, where: str) -> Fault:
    """The fault of a stamp whose visible text names another second than what counts; ``where`` says what that is."""
    message = f"{where} says {used} and the visible text says {shown}; {used} is used"
    return Fault(Severity.WARNING, "stamp-differs", message, "listen to both and correct the wrong one")


def _is_shifted(moment: Moment, shown: Moment) -> bool:
    """Whether the visible text is the MM:SS that a data-t written as MM:SS:00 means; the hour check reports that."""
    return moment.seconds >= _LONGEST_HOURS * 3600 and shown.seconds * 60 == moment.seconds


def impossibility(moment: Moment, known_duration: int | None) -> Fault | None:
    """A warning when the recording cannot have this second: hour 4 or later, or past its known end.

    Captions of the sites that make such notes end at four hours. A repair is proposed only for seconds ``00``, the mark
    of MM:SS written as MM:SS:00; it is a question, and the stamp stays as written.
    """
    if known_duration is None:
        if moment.seconds < _LONGEST_HOURS * 3600:
            return None
        why = f"is {moment.seconds // 3600} hours into the recording, later than any caption reaches"
    elif moment.seconds <= known_duration:
        return None
    else:
        why = f"is past the end of the recording ({as_stamp(known_duration)})"
    hint = "listen to the recording and correct the stamp"
    meant = moment.seconds // 60
    if moment.seconds % 60 == 0 and (known_duration is None or meant <= known_duration):
        hint = f"did you mean {as_stamp(meant)}"
        hint += f" (that is {as_stamp(meant)[3:]})?" if meant < 3600 else "?"
    return Fault(Severity.WARNING, "impossible-moment", f"{moment.stamp} {why}", hint)


def ambiguity(moment: Moment) -> Fault | None:
    """A warning for ``H:MM:00``, to be asked for on a page that has proven cases of MM:SS written as MM:SS:00."""
    if moment.seconds == 0 or moment.seconds % 60:
        return None
    message = f"{moment.stamp} may be {moment.stamp[:-3]} with :00 added, as other stamps of this page are"
    hint = f"listen at {moment.stamp} and at {as_stamp(moment.seconds // 60)}"
    return Fault(Severity.WARNING, "ambiguous-moment", message, hint)


def is_proven(moment: Moment) -> bool:
    """Whether a stamp can only be MM:SS written as MM:SS:00 (hour 4 or later, seconds 00)."""
    return moment.seconds >= _LONGEST_HOURS * 3600 and moment.seconds % 60 == 0
