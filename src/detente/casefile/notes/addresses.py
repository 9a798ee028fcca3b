"""Web addresses that name a second of a recording, as players and note-taking plugins write them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from detente.casefile.notes.stamps import as_stamp
from detente.model.evidence import Moment, Rank

SOURCE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a recording may be called: nothing that could change the meaning of an address it is put into."""

_PLAIN = re.compile(r"([0-9]{1,6})(?:\.[0-9]*)?s?")
_UNITS = re.compile(r"(?:([0-9]{1,3})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s)?")
_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{2})")
_PLAYERS = ("youtube.com", "youtube-nocookie.com", "youtu.be")
_LONGEST = 2000


def read_address(address: str) -> Moment | None:
    """The moment that an address names, with its recording where the player is known; None if it names none.

    Reads ``?t=69``, ``&t=1m9s``, ``?start=69`` and ``#t=00:01:09``.

    >>> read_address("https://youtu.be/rP2kEF3Mj-o?t=446").stamp
    '00:07:26'
    """
    if len(address) > _LONGEST or not re.search(r"[?&#;](?:t|start|time_continue)=", address):
        return None
    try:
        parts = urlsplit(address)
        query, fragment = parse_qs(parts.query), parse_qs(parts.fragment)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    for values in (query.get("t"), query.get("start"), query.get("time_continue"), fragment.get("t")):
        seconds = _seconds(values[0].split(",")[0]) if values else None
        if seconds is not None:
            source = _source(host, parts.path, query)
            return Moment(stamp=as_stamp(seconds), seconds=seconds, rank=Rank.LINK, source=source)
    return None


def _seconds(value: str) -> int | None:
    if plain := _PLAIN.fullmatch(value):
        return int(plain[1])
    units = _UNITS.fullmatch(value) or _CLOCK.fullmatch(value)
    if units is None or not value:
        return None
    hours, minutes, seconds = (int(part or 0) for part in units.groups())
    return hours * 3600 + minutes * 60 + seconds


def _source(host: str, path: str, query: dict[str, list[str]]) -> str | None:
    if not any(host == player or host.endswith("." + player) for player in _PLAYERS):
        return None
    found = query.get("v", [""])[0] or path.rstrip("/").rpartition("/")[2]
    return found if SOURCE_ID.fullmatch(found) and found != "watch" else None
