"""Evidence against competing readings, as JSON."""

from __future__ import annotations

from detente.model.case import Case
from detente.model.readings import ComparedEvidence, ComparedReadings, RatingTally
from detente.model.results import Analysis
from detente.report.documents import fields
from detente.report.evidence import moment_link
from detente.version import VERSION

SCHEMA = "detente.readings/1"


def document(analysis: Analysis, found: tuple[ComparedReadings, ...]) -> dict[str, object]:
    """``readings``: per question the evidence with its ratings, and the counts per reading."""
    return {"readings": [_entry(analysis.case, table) for table in found]}


def readings_document(case: Case, tables: tuple[ComparedReadings, ...]) -> dict[str, object]:
    """The tables alone, as the document ``detente.readings/1``."""
    return {
        "schema": SCHEMA,
        **fields(case, "title", "as_of"),
        "readings": [_entry(case, table) for table in tables],
        "version": VERSION,
        "digest": case.digest,
    }


def _entry(case: Case, table: ComparedReadings) -> dict[str, object]:
    question = table.question
    return {
        "question": question.key,
        "title": question.title,
        "about": question.about or None,
        "taken": question.taken or None,
        "note": question.note,
        "evidence": [_evidence(case, table, row) for row in table.rows],
        "readings": [_tally(tally) for tally in table.tallies],
        "independent_sources": table.sources,
    }


def _evidence(case: Case, table: ComparedReadings, row: ComparedEvidence) -> dict[str, object]:
    claim = case.claims[row.claim]
    return {
        "claim": row.claim,
        **fields(claim, "source", "stamp"),
        "url": moment_link(claim),
        **fields(claim, "sentence", "grade", "listened"),
        "ratings": {
            reading.key: None if rating is None else rating.value
            for reading, rating in zip(table.question.readings, row.ratings, strict=True)
        },
        "tells_apart": row.telling.value,
        "note": row.note,
    }


def _tally(tally: RatingTally) -> dict[str, object]:
    return {
        "reading": tally.reading.key,
        "title": tally.reading.title,
        **fields(tally, "inconsistent", "very_inconsistent"),
        "not_rated": tally.unrated,
        "independent_sources": tally.sources,
        "independent_sources_against": tally.sources_against,
    }
