"""A case as large as one likes with claims in doubt: 64 states, five decision makers, a statement for each claim."""

from __future__ import annotations

import random
from pathlib import Path

OPTIONS = ("a.x", "a.y", "b.x", "c.x", "d.x", "e.x")


def write_doubted_case(folder: Path, n_claims: int) -> Path:
    """The case and its two pages of notes, of two recordings; the same for the same number of claims."""
    draw = random.Random(n_claims)

    def literals(how_many: int, joined: str = " and ") -> str:
        return joined.join(draw.choice(("", "not ")) + option for option in draw.sample(OPTIONS, how_many))

    at = [f"00:{j // 60:02d}:{j % 60:02d}" for j in range(1, n_claims + 1)]
    lines = [
        "detente: 1",
        "title: So many claims",
        "sources: {one: {reliability: F}, two: {reliability: F}}",
        "claims:",
    ]
    lines += [f"  c{j}: {{at: page{j % 2}@{stamp}}}" for j, stamp in enumerate(at)]
    lines.append("decision_makers:")
    for k, dm in enumerate("abcde"):
        own = ", ".join(f"{name[2:]}: {name}" for name in OPTIONS if name[0] == dm)
        lines += [f"  {dm}:", f"    options: {{{own}}}", "    prefers:"]
        for j in range(k, n_claims, 5):
            otherwise = draw.choice(("drop", literals(1)))
            lines.append(f"      - {{that: {literals(2)}, because: c{j}, otherwise: {otherwise}}}")
        lines += [f"      - {literals(1)}", f"      - {literals(2, ' or ')}"]
    lines.append("status_quo: []")
    (folder / "notes").mkdir(parents=True)
    (folder / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for page, video in enumerate(("one", "two")):
        said = "".join(f"It was said ([x](https://youtu.be/{video}?t={j + 1})).\n\n" for j in range(page, n_claims, 2))
        text = f"---\nvideoId: {video}\n---\n# Page\n\n{said}"
        (folder / "notes" / f"page{page}.md").write_text(text, encoding="utf-8")
    return folder
