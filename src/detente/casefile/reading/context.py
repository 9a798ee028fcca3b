"""What every part of the reading of a case needs: the tree, the names, the evidence, and where to report."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.casefile.formula.grammar import Mistake, Names, parse_formula
from detente.casefile.reading.claims import Evidence
from detente.casefile.reading.declared import Declared
from detente.casefile.schema import CaseShape
from detente.casefile.schema.problems import find, key_pos
from detente.casefile.source.findings import Findings, listed, nearest
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Tree
from detente.errors import SourcePos
from detente.model.case import Assumption
from detente.model.formula import Constant, Formula

__all__ = ["UNREADABLE", "Reading"]

UNREADABLE = Constant(False)


ANALYSED = frozenset({"decision_makers", "feasible", "merge", "moves", "status_quo"})  # sections that analyses read


@dataclass(frozen=True, slots=True)
class Reading:
    """One case being read. Where a part cannot be read it is reported and a stand-in is used: reading goes on.

    ``given`` are the top-level keys of the file and ``preferring`` the decision makers with a preference, before
    anything malformed was cut: what was written wrongly must not be reported as missing, too. ``assumptions`` gathers
    every element that was read, whether it cites evidence or not.
    """

    shape: CaseShape
    tree: Tree
    names: Declared
    evidence: Evidence
    findings: Findings
    given: frozenset[str]
    preferring: frozenset[str]
    assumptions: list[Assumption] = field(default_factory=list[Assumption])

    def formula(self, text: Text, names: Names | None = None) -> Formula:
        """A formula over options, or over the names given; its mistakes are reported at their columns."""
        parsed = parse_formula(text.text, names or self.names.options)
        for mistake in parsed.mistakes:
            self.findings.error(mistake.code, text.place(mistake.offset), mistake.message, mistake.hint)
        return UNREADABLE if parsed.formula is None else parsed.formula

    def option(self, text: Text, own: str | None = None) -> str | None:
        """The full name of an option; ``own`` is the decision maker whose options may be written bare."""
        word = text.text.strip()
        if own is not None and f"{own}.{word}" in self.names.options.titles:
            return f"{own}.{word}"
        found = self.names.options.resolve(word)
        if isinstance(found, Mistake):
            self.findings.error(found.code, text.pos, found.message, found.hint)
            return None
        return found

    def option_named(self, word: str) -> bool:
        """Whether a word is the name of an option, in full or in short."""
        return not isinstance(self.names.options.resolve(word), Mistake)

    def known(self, text: Text, names: dict[str, str], kind: str) -> str:
        """A name that must be one of ``names``; reported with the nearest one where it is not."""
        word = text.text.strip()
        self.known_key(word, text.pos, names, kind)
        return word

    def known_key(self, word: str, pos: SourcePos, names: dict[str, str], kind: str) -> None:
        """The same for a name that is a key of the file."""
        if word in names:
            return
        near = nearest(word, names)
        title = names[near] if near is not None else ""
        whose = f" ({title})" if title not in ("", near) else ""
        known = f"the {kind}s are {listed(names, 'and')}" if names else f"the case has no {kind}"
        hint = f"did you mean {near!r}{whose}?" if near is not None else known
        article = "an" if kind[0] in "aeiou" else "a"
        code = f"unknown-{kind.replace(' ', '-')}"
        self.findings.error(code, pos, f"{word[:60]!r} is not {article} {kind}", hint)

    def cite(self, path: str, text: str, because: list[Text], *loc: int | str, title: str = "") -> tuple[str, ...]:
        """The claims behind the element at ``loc``, which becomes an assumption with these words."""
        claims = self.evidence.claims_of(because)
        only_a_name = "factions" in loc[:-1] and loc[-2] == "factions"  # what a faction prefers stands deeper
        used = loc[0] in ANALYSED and not only_a_name
        self.assumptions.append(
            Assumption(path=path, text=text, title=title, claims=claims, used=used, pos=self.pos(*loc))
        )
        return claims

    def key(self, *loc: int | str) -> Text:
        """The key at ``loc``, as text with its place."""
        key, _ = find(self.tree, loc)[-1]
        assert key is not None
        return key

    def pos(self, *loc: int | str) -> SourcePos:
        """Where the element at ``loc`` begins; without arguments, where the case does."""
        return key_pos(self.tree, *loc)
