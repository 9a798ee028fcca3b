"""What every section needs while it is read: the tree, the names, the evidence, and where to report."""

from __future__ import annotations

from dataclasses import field
from typing import Protocol

from detente.casefile.formula.grammar import FormulaNames, Mistake, parse_formula
from detente.casefile.schema.base import Fallible, Shape
from detente.casefile.source.findings import Findings, listed, nearest
from detente.casefile.source.places import address, find, key_pos, titles
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Tree
from detente.errors import SourcePos
from detente.frozen import frozen
from detente.model.formula import Constant, Formula
from detente.model.grounds import Assumption, Grounds, Needs

UNREADABLE = Constant(False)


class Evidence(Protocol):
    """What resolves citations (:mod:`detente.casefile.sections.claims`)."""

    def resolve(self, item: Text) -> str | None:
        """The name of the claim that is cited; None, and a problem, where there is none."""
        ...


def in_words(text: Text | None) -> str:
    """A text that may be left out, on one line."""
    return "" if text is None else text.line


def texts(given: Shape, *keys: str) -> dict[str, str]:
    """Texts that may be left out, as they are written, by their keys."""
    return {key: str(getattr(given, key) or "") for key in keys}


def option_names(tree: Tree) -> FormulaNames:
    """The options of all decision makers, in full and in file order."""
    makers = titles(tree, "decision_makers")
    return FormulaNames(
        {f"{dm}.{key}": title for dm, title in makers.items() for key in titles(tree, "decision_makers", dm, "options")}
    )


@frozen
class CaseReading:
    """One case being read. Where a part cannot be read it is reported and a stand-in is used: reading goes on.

    written : the tree of the file; tree : the same without what is malformed, as ``shape`` has it. Names are taken from
        the first: what was written wrongly must not be reported as missing, too
    makers : the decision makers, with their titles
    recorded : gathers the assumptions of which nothing but their evidence is kept
    """

    written: Tree
    tree: Tree
    shape: Shape
    evidence: Evidence
    findings: Findings
    options: FormulaNames
    makers: dict[str, str]
    recorded: list[Assumption] = field(default_factory=list[Assumption])

    def has(self, key: str) -> bool:
        """Whether the file has a section, malformed or not."""
        return key in self.written.entries

    def formula(self, text: Text, names: FormulaNames | None = None) -> Formula:
        """A formula over options, or over the names given; its mistakes are reported at their columns."""
        parsed = parse_formula(text.text, names or self.options)
        for mistake in parsed.mistakes:
            self.findings.error(mistake.code, text.place(mistake.offset), mistake.message, mistake.hint)
        return UNREADABLE if parsed.formula is None else parsed.formula

    def option(self, text: Text, own: str | None = None) -> str | None:
        """The full name of an option; ``own`` is the decision maker whose options may be written bare."""
        word = text.text.strip()
        if own is not None and f"{own}.{word}" in self.options.titles:
            return f"{own}.{word}"
        found = self.options.resolve(word)
        if isinstance(found, Mistake):
            self.findings.error(found.code, text.pos, found.message, found.hint)
            return None
        return found

    def known(self, text: Text, names: dict[str, str], kind: str) -> str:
        """A name that must be one of ``names``; reported with the nearest one where it is not."""
        word = text.text.strip()
        if word not in names:
            self._unknown(word, text.pos, names, kind)
        return word

    def known_key(self, names: dict[str, str], kind: str, *loc: int | str) -> None:
        """The same for the key at a location."""
        if loc[-1] not in names:
            self._unknown(str(loc[-1]), self.pos(*loc), names, kind)

    def _unknown(self, word: str, pos: SourcePos, names: dict[str, str], kind: str) -> None:
        near = nearest(word, names)
        title = names[near] if near is not None else ""
        whose = f" ({title})" if title not in ("", near) else ""
        known = f"the {kind}s are {listed(names, 'and')}" if names else f"the case has no {kind}"
        hint = f"did you mean {near!r}{whose}?" if near is not None else known
        article = "an" if kind[0] in "aeiou" else "a"
        code = f"unknown-{kind.replace(' ', '-')}"
        self.findings.error(code, pos, f"{word[:60]!r} is not {article} {kind}", hint)

    def maker(self, text: Text) -> str:
        """The key of a decision maker."""
        return self.known(text, self.makers, "decision maker")

    def grounds(
        self,
        because: list[Text],
        *loc: int | str,
        needs: Needs = Needs.ALL,
        otherwise: Formula | str | None = None,
        pos: SourcePos | None = None,
    ) -> Grounds:
        """What the element at ``loc`` rests on. pos : its place, where that is not where it begins."""
        claims = (name for item in because if (name := self.evidence.resolve(item)) is not None)
        path = address(loc[1:] if loc[0] == "decision_makers" else loc)
        return Grounds(path, tuple(dict.fromkeys(claims)), needs, otherwise, pos or self.pos(*loc))

    def fallible(self, given: Fallible, *loc: int | str, pos: SourcePos | None = None) -> Grounds:
        """The same of an element that can only be dropped or kept."""
        return self.grounds(given.because, *loc, needs=given.needs, otherwise=given.otherwise, pos=pos)

    def record(self, text: str, because: list[Text], *loc: int | str) -> None:
        """Keep what an element says and cites, where nothing uses it yet."""
        self.recorded.append(Assumption(self.grounds(because, *loc), text, used=False))

    def key(self, *loc: int | str) -> Text:
        """The key at ``loc``, as text with its place."""
        key, _ = find(self.tree, loc)[-1]
        assert key is not None
        return key

    def pos(self, *loc: int | str) -> SourcePos:
        """Where the element at ``loc`` begins; without arguments, where the case does."""
        return key_pos(self.tree, *loc)
