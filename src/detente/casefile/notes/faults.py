"""Findings about a page as a whole, in words. Those about one stamp are in ``stamps``."""

from __future__ import annotations

from detente.casefile.notes.stamps import Fault
from detente.errors import Severity

__all__ = [
    "BIDI",
    "LONE",
    "NOT_UTF8",
    "Fault",
    "as_heading",
    "bad_video_id",
    "in_code",
    "in_comment",
    "no_video_id",
    "other_recording",
]

NOT_UTF8 = Fault(
    severity=Severity.WARNING,
    code="not-utf-8",
    message="the page is not UTF-8 text from here on, and what could not be read is shown as \ufffd",
    hint="save it as UTF-8",
)
BIDI = Fault(
    severity=Severity.WARNING,
    code="bidi-control",
    message="the text has invisible characters that change its direction, and may read differently from what it says",
    hint="remove U+202A to U+202E and U+2066 to U+2069; they are left out of the sentence",
)
LONE = Fault(
    severity=Severity.WARNING,
    code="lone-stamp",
    message="this stamp stands alone and cites no sentence",
    hint="put it at the end of the sentence that it is for",
)


def in_code(count: int) -> Fault:
    """Stamps that no block of text holds, counted at the first one."""
    what = (
        "this stamp stands in code and cites" if count == 1 else f"{count} stamps from here on stand in code and cite"
    )
    return Fault(
        severity=Severity.NOTICE,
        code="stamp-in-code",
        message=f"{what} nothing",
        hint="take the text out of the code if it is evidence",
    )


def in_comment(count: int) -> Fault:
    """Stamps in comments or scripts, which no reader of the page sees, counted at the first one."""
    what = "this stamp stands" if count == 1 else f"{count} stamps from here on stand"
    return Fault(
        severity=Severity.NOTICE,
        code="stamp-in-comment",
        message=f"{what} in a comment and cite{'s' * (count == 1)} nothing",
        hint="take the text out of the comment if it is evidence",
    )


def as_heading(count: int) -> Fault:
    """Headings that are nothing but a stamp, as some plugins write them, counted at the first one."""
    what = (
        "this heading is only a stamp; it names"
        if count == 1
        else f"{count} headings from here on are only stamps; they name"
    )
    return Fault(
        severity=Severity.NOTICE,
        code="stamp-as-heading",
        message=f"{what} the section and cite{'s' * (count == 1)} no sentence of it",
        hint="put the stamp at the end of each sentence that it is for",
    )


def no_video_id(count: int) -> Fault:
    """A page without ``videoId`` that cites moments."""
    return Fault(
        severity=Severity.WARNING,
        code="no-video-id",
        message=f"the page has no videoId, so its stamps ({count}) point to no recording",
        hint="add 'videoId: ...' to its front matter",
    )


def bad_video_id(written: str) -> Fault:
    """A ``videoId`` that could change the meaning of an address."""
    shown = written if len(written) <= 40 else written[:39] + "…"
    return Fault(
        severity=Severity.WARNING,
        code="bad-video-id",
        message=f"'{shown}' is no videoId, so the stamps of this page point to no recording",
        hint="a videoId has letters, digits, - and _ only",
    )


def other_recording(other: str, source: str) -> Fault:
    """A link to another recording than the page's; the link wins, because it is what a reader will hear."""
    return Fault(
        severity=Severity.WARNING,
        code="other-recording",
        message=f"this link goes to the recording '{other}', and the page is about '{source}'; the link is used",
        hint="check which recording is meant",
    )
