"""What a decision maker wants, in one of the three forms a case file has for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.casefile.reading.context import UNREADABLE, Reading
from detente.casefile.schema import (
    DecisionMakerShape,
    FactionShape,
    OptionWeightShape,
    PreferenceShape,
    RankingShape,
    StatementShape,
    ViewShape,
)
from detente.casefile.source.text import Text
from detente.model.case import Indifferent, Preference, Prioritised, Ranking, Statement, StateRef, Weight, Weights
from detente.model.formula import Formula
from detente.model.preference import DROP, KEEP, SWAP

__all__ = ["NUMBER", "PATTERN", "Whose", "in_words", "otherwise", "preference", "state_ref", "wish", "words"]


@dataclass(frozen=True, slots=True)
class Whose:
    """Who holds a preference: a decision maker, a faction of one, or a decision maker as another perceives it.

    own : the decision maker whose options may be written bare
    path, loc : the address of the holder among the assumptions, and in the file
    """

    own: str
    path: str
    loc: tuple[str, ...]


def preference(reading: Reading, dm: str, given: DecisionMakerShape) -> Preference:
    """Exactly one of ``prefers``, ``ranking`` and ``weights``."""
    found = wish(reading, Whose(dm, dm, ("decision_makers", dm)), given)
    if found is None and not given.known:
        reading.cite(f"{dm}.prefers", "no preference given: every state is equally good", [], "decision_makers", dm)
    if found is None and dm not in reading.preferring:
        message = f"{dm!r} has no preferences, so every state is equally good to it"
        hint = "give it 'prefers', 'ranking' or 'weights'"
        reading.findings.warning("no-preferences", reading.pos("decision_makers", dm), message, hint)
    return found or Indifferent()


def wish(reading: Reading, whose: Whose, given: DecisionMakerShape | FactionShape | ViewShape) -> Preference | None:
    """The one of ``prefers``, ``ranking`` and ``weights`` that is given; None where none is."""
    forms = [form for form in ("prefers", "ranking", "weights") if getattr(given, form) is not None]
    if len(forms) > 1:
        message = f"{whose.path!r} has both {forms[0]!r} and {forms[1]!r}; one form of preference is enough"
        reading.findings.error("several-preferences", reading.pos(*whose.loc, forms[1]), message, "keep one")
    found: list[Preference] = []
    if given.prefers is not None:
        found.append(_prioritised(reading, whose, given.prefers))
    if given.ranking is not None:
        found.append(_ranking(reading, whose, given.ranking))
    if given.weights is not None:
        found.append(_weights(reading, whose, given.weights))
    return found[0] if found else None


def words(text: Text) -> str:
    """The text as written, on one line."""
    return " ".join(text.text.split())


def in_words(title: Text | None) -> str:
    """The plain words that an element may have beside its formula; empty without."""
    return "" if title is None else words(title)


def otherwise(reading: Reading, given: StatementShape, *, has_next: bool = False) -> Formula | str | None:
    """``drop``, ``keep``, a formula, or ``swap`` where a statement follows with which it can change places."""
    if given.otherwise is None:
        return None
    word = given.otherwise.text.strip().lower()
    if word == SWAP and not has_next:
        message = "'swap' changes places with the next statement, and there is none"
        hint = "write drop, keep or a formula, or put it on an earlier statement of a preference"
        reading.findings.error("swap-without-next", given.otherwise.pos, message, hint)
        return None
    return word if word in (DROP, KEEP, SWAP) else reading.formula(given.otherwise)


def _prioritised(reading: Reading, whose: Whose, given: list[PreferenceShape]) -> Prioritised:
    statements: list[Statement] = []
    seen: dict[Formula, int] = {}
    for k, item in enumerate(given):
        formula = reading.formula(item.that)
        path, text, title = f"{whose.path}.prefers[{k}]", words(item.that), in_words(item.title)
        earlier = seen.setdefault(formula, k)
        if earlier != k and formula != UNREADABLE:
            message = f"this repeats statement {earlier + 1} of {whose.path!r} and changes nothing"
            reading.findings.warning("repeated-statement", item.that.pos, message, "delete one of the two")
        statements.append(
            Statement(
                formula=formula,
                text=text,
                title=title,
                because=reading.cite(path, text, item.because, *whose.loc, "prefers", k, title=title),
                needs=item.needs,
                otherwise=otherwise(reading, item, has_next=k + 1 < len(given)),
                strong=item.strong,
                path=path,
                pos=item.that.pos,
            )
        )
    return Prioritised(statements=tuple(statements))


GAP = ">>"
NUMBER = re.compile(r"s?([0-9]{1,18})", re.IGNORECASE)
PATTERN = re.compile(r"[YN-]+", re.IGNORECASE)


def _ranking(reading: Reading, whose: Whose, given: RankingShape) -> Ranking:
    loc, order = (*whose.loc, "ranking"), given.order
    gaps = _gaps(reading, whose.path, order)
    items = [(k, tier) for k, tier in enumerate(order) if not _is_gap(tier)]
    tiers = tuple(tuple(state_ref(reading, item) for item in tier) for _, tier in items)
    for k, tier in items:
        if not tier:
            pos = reading.pos(*loc, "order", k)
            reading.findings.error("wrong-value", pos, "this tier of the ranking is empty", "name a state or delete it")
    path, because = f"{whose.path}.ranking", given.because
    marks = ["", *(f" {GAP} " if k in gaps else " > " for k in range(1, len(tiers)))]
    text = "".join(mark + " = ".join(ref.text for ref in tier) for mark, tier in zip(marks, tiers, strict=False))
    cited = reading.cite(path, text, because, *loc)
    return Ranking(
        tiers=tiers,
        gaps=gaps,
        pos=reading.pos(*loc),
        because=cited,
        needs=given.needs,
        otherwise=given.otherwise,
        path=path,
    )


def _is_gap(tier: list[Text]) -> bool:
    return [item.text.strip() for item in tier] == [GAP]


def _gaps(reading: Reading, whose: str, order: list[list[Text]]) -> tuple[int, ...]:
    """The tiers before which the ranking has a gap that is felt strongly."""
    found: list[int] = []
    tiers = 0
    for k, tier in enumerate(order):
        if not _is_gap(tier):
            tiers += 1
        elif tiers == 0 or k + 1 == len(order) or _is_gap(order[k + 1]):
            message = f"this {GAP!r} in the ranking of {whose!r} does not stand between two states"
            hint = "it says that all states before it are strongly preferred to all after it; move or delete it"
            reading.findings.error("wrong-value", tier[0].pos, message, hint)
        else:
            found.append(tiers)
    return tuple(found)


def state_ref(reading: Reading, item: Text) -> StateRef:
    """A state by its number, or states by a pattern."""
    word = item.text.strip()
    number = NUMBER.fullmatch(word)
    if number is not None and int(number[1]) > 0:
        return StateRef(text=word, number=int(number[1]), pos=item.pos)
    if PATTERN.fullmatch(word):
        count = len(reading.names.options.titles)
        if len(word) != count:
            message = f"the pattern {word[:70]!r} has {len(word)} letters, but the case has {count} options"
            reading.findings.error("pattern-length", item.pos, message, "one Y, N or - per option, in file order")
        return StateRef(text=word, pattern=word.upper(), pos=item.pos)
    message = f"{word[:60]!r} does not name a state"
    if word == GAP:
        message = f"{GAP!r} stands inside a tie, where nothing is preferred to anything"
    hint = "write its number, as in s3 (numbers begin at 1), or a pattern of Y, N and - over all options, as in NY-N"
    reading.findings.error("bad-state", item.pos, message, hint)
    return StateRef(text=word, pos=item.pos)


def _weights(reading: Reading, whose: Whose, given: dict[str, OptionWeightShape]) -> Weights:
    loc, path = (*whose.loc, "weights"), f"{whose.path}.weights"
    found: dict[str, Weight] = {}
    because: list[Text] = []
    for key, item in given.items():
        option = reading.option(reading.key(*loc, key), own=whose.own)
        because += item.because
        if option in found:
            message = f"{key!r} gives {option!r} a second weight"
            reading.findings.error("duplicate-name", reading.pos(*loc, key), message, "keep one of the two")
        elif option is not None:
            found[option] = Weight(
                option=option,
                weight=item.weight,
                because=reading.evidence.claims_of(item.because),
                needs=item.needs,
                otherwise=item.otherwise,
                path=f"{path}.{option}",
            )
    text = ", ".join(f"{weight.option} {weight.weight:g}" for weight in found.values())
    reading.cite(path, text, because, *loc)
    return Weights(weights=tuple(found.values()), path=path)
