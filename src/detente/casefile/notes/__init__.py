"""Markdown notes as evidence: what a page says, sentence by sentence, and at which second of which recording.

The format and every variation that is accepted: ``docs/reference/notes.md``. Notes are only ever read.
"""

from detente.casefile.notes.folder import count_pages, iter_pages
from detente.casefile.notes.links import LinkIndex, dead_links
from detente.casefile.notes.page import LARGEST_PAGE, read_page
from detente.casefile.notes.stamps import StampFault, as_stamp, parse_stamp

__all__ = [
    "LARGEST_PAGE",
    "LinkIndex",
    "StampFault",
    "as_stamp",
    "count_pages",
    "dead_links",
    "iter_pages",
    "parse_stamp",
    "read_page",
]
