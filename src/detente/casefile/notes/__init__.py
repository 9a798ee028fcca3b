"""Markdown notes as evidence: what a page says, sentence by sentence, and at which second of which recording.

The format and every variation that is accepted: ``docs/reference/notes.md``. Notes are only ever read.
"""
