"""A file for each section of a case file, or for a few: its shape, its names, how it is read and written.

It knows, too, what .gmcr loses of it.

The shapes know nothing of other parts of the file; names and evidence are resolved when it is read. A field's
description is what an editor shows, since the published JSON Schema is made of them. Every value is a
:class:`~detente.casefile.source.text.Text` that remembers its place, or was read from one.

Two shorthands are used throughout: a text may stand for a mapping with one key (``- a or b`` for ``- that: a or b``),
and a single item for a list of one.
"""
