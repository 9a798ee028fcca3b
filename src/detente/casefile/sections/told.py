"""What sections say in a file, as plain data: nothing that is empty, a text where a mapping would have one key."""

from __future__ import annotations

from detente.casefile.formula.wording import formula_text
from detente.frozen import frozen
from detente.model.case import Constraint, Merge, Unseen
from detente.model.grounds import Grounds, Needs
from detente.model.preference import Statement

Told = dict[str, object]


@frozen
class OneLine:
    """A list written on one line, with a comment after it."""

    items: tuple[str, ...]
    comment: str = ""


class Tier(OneLine):
    """A tier of a ranking. A number alone says nothing to a reader: in a file, the state stands beside it."""


def filled(section: Told) -> Told:
    """The entries that say something."""
    return {
        key: value for key, value in section.items() if value not in ("", None, (), [], {}) and value != OneLine(())
    }


def short(key: str, value: object, more: Told) -> object:
    """A value alone; under its key where there is more to say."""
    return {key: value, **more} if more else value


def rests(grounds: Grounds) -> Told:
    """What something rests on, how much of it it needs, and what holds otherwise."""
    instead = grounds.otherwise
    return filled(
        {
            "because": OneLine(grounds.claims),
            "needs": grounds.needs.value if grounds.needs is not Needs.ALL else "",
            "otherwise": instead if instead is None or isinstance(instead, str) else formula_text(instead),
        }
    )


def rule(said: Statement | Constraint | Merge | Unseen) -> object:
    """A formula with what it rests on."""
    strong = "yes" if isinstance(said, Statement) and said.strong else ""
    more = filled({"title": said.title, "strong": strong}) | rests(said.grounds)
    return short("that", said.text or formula_text(said.formula), more)
