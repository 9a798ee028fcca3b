"""What a YAML parser tells of a text, event by event: libyaml where it is known to tell the same as ruamel.yaml.

What a case file says, and where its mistakes are, is what ruamel.yaml's parser reads. That is written in Python, and
every verb waited for it; libyaml, through PyYAML, takes a tenth of the time or less. But the two read different
versions of YAML (1.2 and 1.1). So libyaml's events are taken only where all of this holds, and ruamel.yaml reads every
other text from its beginning:

* libyaml finds nothing wrong: every mistake is told by ruamel.yaml, in its words and at its place;
* nothing in the text is in ``_DOUBTFUL``. The two disagree on where tabs may stand, on NEL, LS, PS and BOM, on the
  place of a document that begins after a directive, on ``---`` in block text, on block text that begins with a line of
  spaces, and on ``|#``. A CR without LF is left out too, so that lines begin only where the pattern takes them to;
* the document is a mapping: a block text as the whole document has rules of its own;
* no value is left out, as after ``key:``. The place of such a value is for ruamel.yaml that of the next token, for
  libyaml the end of the colon;
* no pair stands in a list without braces, as in ``[a: b]``. libyaml takes some that ruamel.yaml refuses, ``["a":b]``;
* there is no anchor, alias or tag. These are refused anyway, and nothing is gained by reading them fast.

Of a mark only ``index`` is told alike, and used: where the last line has no end, libyaml counts one line more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

COMPARED = {(0, 2, 5), (0, 2, 6)}
"""Versions of libyaml whose events were compared with those of ruamel.yaml; no other one is asked."""
MOST_EVENTS = 100_000
"""So many are held at once (some 40 MB); of a longer text one at a time is."""

_DOUBTFUL = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
    r"|\r(?!\n)|^(?:%|---|\.\.\.| +\r?$)|[|>][-+0-9]{0,2}#",
    re.MULTILINE,
)


class NotYamlError(Exception):
    """Why a text is not YAML: the parser's words, and the index of the character that they are about."""

    def __init__(self, said: str, index: int) -> None:
        super().__init__(said)
        self.said, self.index = said, index


class BadCharacterError(NotYamlError):
    """A character that cannot stand in YAML text, at ``index``."""


class UnreadableError(NotYamlError):
    """Something is wrong, and the parser names no place."""


def events(text: str) -> Iterable[Any]:
    """The events of a text, in order; the first one that cannot be told raises NotYamlError.

    Cost: about 0.2 seconds per megabyte with libyaml, 2 seconds with ruamel.yaml.
    """
    told = quick_events(text)
    return pure_events(text) if told is None else told


def quick_events(text: str) -> list[Any] | None:
    """The events as libyaml tells them; None where it is not there or may differ from :func:`pure_events`."""
    if _DOUBTFUL.search(text):
        return None
    try:
        from yaml._yaml import CParser, get_version
    except ImportError:
        return None
    if get_version() not in COMPARED:
        return None
    from yaml import YAMLError

    try:
        told = list(islice(iter(CParser(text).get_event, None), MOST_EVENTS + 1))
    except (YAMLError, ValueError):
        return None
    return told if len(told) <= MOST_EVENTS and _is_plain_mapping(told, text) else None


def _is_plain_mapping(told: list[Any], text: str) -> bool:
    """Whether the document is a mapping without anchors, aliases, tags and bare pairs in which nothing is left out."""
    if len(told) < 3 or type(told[2]).__name__ != "MappingStartEvent":
        return False
    opened = -1  # where the last mapping began: a pair begins where its key does
    for event in told:
        kind = type(event).__name__
        if kind == "AliasEvent":
            return False
        if kind == "MappingStartEvent" and event.flow_style:
            if text[event.start_mark.index] != "{" or event.start_mark.index == opened:
                return False
            opened = event.start_mark.index
        if kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            if event.anchor is not None or event.tag is not None:
                return False
            if kind == "ScalarEvent" and not event.value and event.start_mark.index == event.end_mark.index:
                return False
    return True


def pure_events(text: str) -> Iterator[Any]:
    """The events as ruamel.yaml tells them."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    parser: Any = YAML(typ="base", pure=True)
    try:
        yield from parser.parse(text)
    except ReaderError as error:
        problem: Any = error
        raise BadCharacterError(str(error), problem.position) from error
    except MarkedYAMLError as error:
        raise _marked(error) from error
    except (YAMLError, ValueError, OverflowError) as error:
        raise UnreadableError(str(error), 0) from error


def _marked(error: Any) -> NotYamlError:
    said = error.problem or error.context or "this is not valid YAML"
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in said and error.context_mark is not None:
        mark = error.context_mark
    return NotYamlError(said, 0 if mark is None else mark.index)
