"""Findings about a page as a whole, in words. Those about one stamp are in ``stamps``."""

from __future__ import annotations

from detente.casefile.notes.stamps import Fault
from detente.errors import Severity

NOT_UTF8 = Fault(
    Severity.WARNING,
    "not-utf-8",
    "the page is not UTF-8 text from here on, and what could not be read is shown as \ufffd",
    "save it as UTF-8",
)
BIDI = Fault(
    Severity.WARNING,
    "bidi-control",
    "the text has invisible characters that change its direction, and may read differently from what it says",
    "remove U+202A to U+202E and U+2066 to U+2069; they are left out of the sentence",
)
LONE = Fault(
    Severity.WARNING,
    "lone-stamp",
    "this stamp stands alone and cites no sentence",
    "put it at the end of the sentence that it is for",
)


def in_code(count: int) -> Fault:
    """Stamps that no block of text holds, counted at the first one."""
    hint = "take the text out of the code if it is evidence"
    return Fault(Severity.NOTICE, "stamp-in-code", _unread(count, "code"), hint)


def in_comment(count: int) -> Fault:
    """Stamps in comments or scripts, which no reader of the page sees, counted at the first one."""
    hint = "take the text out of the comment if it is evidence"
    return Fault(Severity.NOTICE, "stamp-in-comment", _unread(count, "a comment"), hint)


def _unread(count: int, where: str) -> str:
    if count == 1:
        return f"this stamp stands in {where} and cites nothing"
    return f"{count} stamps from here on stand in {where} and cite nothing"


def as_heading(count: int) -> Fault:
    """Headings that are nothing but a stamp, as some plugins write them, counted at the first one."""
    message = "this heading is only a stamp; it names the section and cites no sentence of it"
    if count > 1:
        message = f"{count} headings from here on are only stamps; they name the section and cite no sentence of it"
    return Fault(
        Severity.NOTICE, "stamp-as-heading", message, "put the stamp at the end of each sentence that it is for"
    )


def no_video_id(count: int) -> Fault:
    """A page without ``videoId`` that cites moments."""
    message = f"the page has no videoId, so its stamps ({count}) point to no recording"
    return Fault(Severity.WARNING, "no-video-id", message, "add 'videoId: ...' to its front matter")


def bad_video_id(written: str) -> Fault:
    """A ``videoId`` that could change the meaning of an address."""
    shown = written if len(written) <= 40 else written[:39] + "…"
    message = f"'{shown}' is no videoId, so the stamps of this page point to no recording"
    return Fault(Severity.WARNING, "bad-video-id", message, "a videoId has letters, digits, - and _ only")


def other_recording(other: str, source: str) -> Fault:
    """A link to another recording than the page's; the link wins, because it is what a reader will hear."""
    message = f"this link goes to the recording '{other}', and the page is about '{source}'; the link is used"
    return Fault(Severity.WARNING, "other-recording", message, "check which recording is meant")
