"""What came of a sweep, as JSON: the document that its folder keeps, and what ``--json`` prints."""

from __future__ import annotations

from collections.abc import Iterator

from detente.questions.sweeps.found import SweepSummary


def summary_document(summary: SweepSummary) -> dict[str, object]:
    """``summary.json``: the same for the same runs, whoever computed them."""
    sweep = summary.sweep
    return {
        "schema": "detente.sweep-summary/1",
        "runs": sweep.runs,
        "concepts": [concept.value for concept in sweep.concepts],
        "scenarios": [
            {"scenario": version.key, "title": version.title, "runs": runs, "impossible": impossible}
            for version, runs, impossible in zip(sweep.versions, summary.runs, summary.impossible, strict=True)
        ],
        "conclusions": [
            {
                "scenario": sweep.versions[at].key,
                "concept": concept.value,
                "mask": mask,
                "yes": list(summary.yes(mask)),
                "runs": runs,
            }
            for at, concept, mask, runs in summary.conclusions
        ],
        **{key: list(_further(summary, key)) for key in sweep.further},
    }


def _further(summary: SweepSummary, key: str) -> Iterator[dict[str, object]]:
    """In how many runs each conclusion of a question beside the first holds."""
    for at, question, said, runs in summary.further:
        if question == key:
            concept = said.concept and said.concept.value
            scenario = summary.sweep.versions[at].key
            yield {"scenario": scenario, "concept": concept, "yes": list(said.yes), "runs": runs}


def sweep_document(summary: SweepSummary) -> dict[str, object]:
    """What ``--json`` prints: the summary, the folder, and how many parts were computed now and found."""
    return {
        **summary_document(summary),
        "schema": "detente.sweep/1",
        "folder": summary.folder,
        "parts": {"computed": summary.computed, "found": summary.found},
    }
