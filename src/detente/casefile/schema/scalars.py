"""From the text of one value to what it means: yes or no, a number, a date, a grade, a name.

Each reader refuses what it cannot take with a sentence that names the value and what was expected. Nothing is guessed:
``1.0.0`` is not a number, ``nan`` is not a weight, and ``no`` is a no only where yes or no is asked for.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, cast

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from detente.casefile.formula.grammar import KEYWORDS
from detente.casefile.source.findings import nearest
from detente.casefile.source.text import Text
from detente.model.case import Attitude, Direction
from detente.model.concepts import Concept
from detente.model.evidence import CREDIBILITY, LIKELIHOOD, LIKELIHOOD_TERMS, RELIABILITY, Dependence
from detente.model.grounds import DROP, KEEP, Needs
from detente.model.readings import Rating

TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}


def refuse(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """A finding inside the schema; :mod:`detente.casefile.schema.problems` gives it its place."""
    return PydanticCustomError("finding", "{message}", {"code": code, "message": message, "hint": hint})


def _text(value: object, expected: str) -> str:
    if not isinstance(value, Text):
        found = "a mapping (key: value)" if isinstance(value, dict) else "a list"
        raise refuse("wrong-type", f"{expected} was expected here, not {found}")
    if value.empty:
        raise refuse("empty-value", f"nothing stands here; {expected} was expected", "give a value or delete the key")
    return value.text.strip()


def _said(value: object) -> Text:
    _text(value, "a text")
    assert isinstance(value, Text)
    return value


def _scalar(read: Callable[[str], Any], expected: str) -> PlainValidator:
    return PlainValidator(lambda value: read(_text(value, expected)))


def _among(
    known: Iterable[str],
    word: str,
    complaint: str,
    hint: str,
    *,
    fold: Callable[[str], str] = str.lower,
    most: int | None = 60,
) -> str:
    """A word that must be one of a few, folded as they are; where it is not, ``most`` of its letters are shown."""
    if fold(word) not in tuple(known):
        raise refuse("wrong-value", f"{word[:most]!r} {complaint}", hint)
    return fold(word)


_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def _yes_no(word: str) -> bool:
    return _YES_NO[_among(_YES_NO, word, "is neither yes nor no", "write yes or no", fold=str.casefold, most=None)]


_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def _number(word: str) -> float:
    value = float(word) if len(word) <= 60 and _NUMBER.fullmatch(word) else math.nan
    if not math.isfinite(value):
        hint = "use a point for decimals" if "," in word else "write digits, as in 3 or -0.5"
        raise refuse("wrong-value", f"{word[:60]!r} is not a finite number", hint)
    return value


def _count(word: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", word, re.ASCII) or int(word) == 0:
        raise refuse("wrong-value", f"{word[:60]!r} is not a whole number above 0", "write digits, as in 3")
    return int(word)


def _day(word: str) -> str:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):
            raise ValueError(word)
        return datetime.date.fromisoformat(word).isoformat()
    except ValueError as error:
        hint = "write year-month-day, as in 2024-11-08"
        raise refuse("wrong-value", f"{word!r} is not a date of the calendar", hint) from error


def _meanings(grades: Mapping[str, str]) -> str:
    return "; ".join(f"{grade} {words}" for grade, words in grades.items())


def _reliability(word: str) -> str:
    complaint = "is not a grade of reliability (A to F)"
    return _among(RELIABILITY, word, complaint, _meanings(RELIABILITY), fold=str.upper, most=None)


def _credibility(word: str) -> str:
    complaint = "is not a grade of credibility (1 to 6)"
    return _among(CREDIBILITY, word, complaint, _meanings(CREDIBILITY), most=None)


_WAYS = {
    "both": Direction.BOTH,
    "no-to-yes": Direction.NO_TO_YES,
    "yes-only": Direction.NO_TO_YES,
    "yes-to-no": Direction.YES_TO_NO,
    "no-only": Direction.YES_TO_NO,
}


def _way(word: str) -> Direction:
    hint = "yes-only (once yes, never no), no-only (once no, never yes) or both"
    complaint = "is not a direction in which an option may change"
    return _WAYS[_among(_WAYS, word, complaint, hint, fold=str, most=None)]


def _concept(word: str) -> Concept:
    names = [concept.value for concept in Concept]
    if word.lower() not in names:
        near = nearest(word, names)
        hint = f"did you mean {near!r}?" if near else f"one of {', '.join(names)}"
        raise refuse("wrong-value", f"{word[:60]!r} is not a stability concept", hint)
    return Concept(word.lower())


def _attitude(word: str) -> Attitude:
    return Attitude(_among(Attitude, word, "is not an attitude", f"one of {', '.join(Attitude)}"))


def _needs(word: str) -> Needs:
    hint = "all (it falls if one of its claims fails) or any (it stands while one of them does)"
    return Needs(_among(Needs, word, "does not say how many of its claims it needs", hint))


def _fate(word: str) -> str:
    hint = "drop (it is gone if its claims fail) or keep (it stands anyway)"
    return _among((DROP, KEEP), word, "cannot hold here instead", hint)


def _dependence(word: str) -> Dependence:
    complaint = "is not a way in which claims of one source may fail"
    return Dependence(_among(Dependence, word, complaint, f"one of {', '.join(Dependence)}"))


def _rating(word: str) -> Rating:
    meaning = ", ".join(f"{rating} {rating.words}" for rating in Rating)
    return Rating(_among(Rating, word, "is not a rating of evidence", f"one of {meaning}", fold=str.upper))


_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def _label(word: str) -> str:
    if not _LABEL.fullmatch(word):
        hint = "letters, digits and underscores only, and no digit first; a title may say it in any script"
        raise refuse("bad-name", f"{word[:60]!r} cannot be a name in a formula", hint)
    if word.casefold() in KEYWORDS:
        raise refuse("bad-name", f"{word!r} is a word of the formula language", "choose another name")
    return word


def _name(word: str) -> str:
    if not word.strip() or any(char.isspace() or char == "@" for char in word):
        raise refuse("bad-name", f"{word[:60]!r} cannot be a name", "a name has no spaces and no @")
    return word


def _digest(word: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{16}", word.lower(), re.ASCII):
        raise refuse("wrong-value", f"{word[:60]!r} is not a sentence hash", "16 hexadecimal digits, or no hash at all")
    return word.lower()


# ICD 203 has two rows of words for the same seven degrees; one report should not mix the rows.
_ROW_1, _ROW_2 = (tuple(words[row] for _, _, words in LIKELIHOOD_TERMS) for row in (0, 1))
_WORDS = tuple(LIKELIHOOD)


def likelihood_row(words: str) -> int:
    """Which row of ICD 203 the words are from: 1 or 2, or 0 where both rows have them."""
    return 1 if words in _ROW_1 else 2 if words in _ROW_2 else 0


def _likelihood(value: object) -> str | tuple[float, float]:
    if isinstance(value, list):
        bounds = [_number(_text(item, "a probability")) for item in cast(list[object], value)]
        if len(bounds) != 2 or not 0 < bounds[0] <= bounds[1] < 1:
            hint = "two numbers above 0 and below 1, the smaller first, as in [0.45, 0.55]; nothing is certain"
            raise refuse("wrong-value", "these are not the two bounds of a likelihood", hint)
        return bounds[0], bounds[1]
    words = " ".join(_text(value, "a likelihood in words or two bounds").casefold().split())
    if words not in _WORDS:
        near = nearest(words, _WORDS)
        hint = f"did you mean {near!r}?" if near else f"one of {', '.join(_WORDS[:7])}, or an interval [0.45, 0.55]"
        raise refuse("wrong-value", f"{words[:60]!r} is not a term of ICD 203", hint)
    return words


def _one_of(words: Iterable[object]) -> WithJsonSchema:
    return WithJsonSchema({"enum": list(words)})


Said = Annotated[Text, BeforeValidator(_said)]
YesNo = Annotated[bool, _scalar(_yes_no, "yes or no"), _one_of(["yes", "no", "true", "false", True, False])]
Number = Annotated[float, _scalar(_number, "a number"), WithJsonSchema({"type": "number"})]
Count = Annotated[int, _scalar(_count, "a whole number"), WithJsonSchema({"type": "integer", "minimum": 1})]
Day = Annotated[
    str, _scalar(_day, "a date"), WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
]
Reliability = Annotated[str, _scalar(_reliability, "a grade from A to F"), _one_of(RELIABILITY)]
Credibility = Annotated[
    str, _scalar(_credibility, "a grade from 1 to 6"), _one_of([*map(int, CREDIBILITY), *CREDIBILITY])
]
Way = Annotated[Direction, _scalar(_way, "a direction"), _one_of(_WAYS)]
Disposition = Annotated[Attitude, _scalar(_attitude, "an attitude"), _one_of(Attitude)]
RatingCode = Annotated[
    Rating, _scalar(_rating, "a rating"), _one_of(word for code in Rating for word in (code.value, code.lower()))
]
ConceptName = Annotated[Concept, _scalar(_concept, "a stability concept"), _one_of(Concept)]
NeedsWord = Annotated[Needs, _scalar(_needs, "all or any"), _one_of(Needs)]
Fate = Annotated[str, _scalar(_fate, "drop or keep"), _one_of((DROP, KEEP))]
DependenceWord = Annotated[Dependence, _scalar(_dependence, "a way of failing"), _one_of(Dependence)]
Label = Annotated[str, AfterValidator(_label)]
Name = Annotated[str, AfterValidator(_name)]
Digest = Annotated[str, _scalar(_digest, "a hash"), WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{16}$"})]
Likelihood = Annotated[
    str | tuple[float, float],
    PlainValidator(_likelihood),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(_WORDS)},
                {
                    "type": "array",
                    "items": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
                    "minItems": 2,
                    "maxItems": 2,
                },
            ]
        }
    ),
]
