"""Evidence against competing readings, as a table. Counts only: no score, no probability."""

from __future__ import annotations

from detente.model.case import Case
from detente.model.readings import ComparedEvidence, ComparedReadings, Rating, RatingTally, Telling
from detente.model.results import Analysis
from detente.report.evidence import claim_name, grade, listened_words, moment, moments
from detente.report.marks import plain
from detente.report.naming import few, listed, plural
from detente.report.page import Grid, Page, Say
from detente.report.section import Passage, Section, grid

NAMED = 6  # pieces of evidence named in a sentence before the rest is only counted
TELLS = {
    Telling.AGAINST_SOME: "yes",
    Telling.DEGREE: "by degree",
    Telling.SAME: "no",
    Telling.UNRATED: "cannot say",
}
LEAD = (
    "Some evidence can be read in more than one way. Each table rates it, as the analyst judges, against competing "
    "readings of one question; no verdict uses the ratings. The reading with the fewest inconsistencies is not thereby "
    "likelier: in a test with analysts such tables made judgements no more accurate (Dhami, Belton & Mandel 2019)."
)
NOTES = (
    f"{', '.join(f'{rating} {rating.words}' for rating in Rating)}, ? not rated. Evidence that speaks against one "
    "reading and not against another stands first; evidence with one rating for all tells nothing between them, "
    "whatever its grade. Ratings suppose that the evidence is true; whether it is, the grades say. "
    "Sources are counted as independent ones: recordings of one channel or speaker are one.",
    "The form is that of an analysis of competing hypotheses (Heuer 1999). The counts are not added up and not "
    "weighted by grades, and no probability is made of them.",
)


def tell(analysis: Analysis, found: tuple[ComparedReadings, ...]) -> Section:
    """The tables of a case that was analysed."""
    return _section(analysis.case, found)


def readings_page(case: Case, tables: tuple[ComparedReadings, ...]) -> Page:
    """The tables alone, with the evidence and the notes on each rating."""
    none = "This case compares no readings. A section 'readings' of the case file holds such tables."
    parts = (_section(case, tables).part(whole=True),) if tables else (Say(none, "lead"),)
    return Page(title=plain(case.title), moments=moments(case), parts=parts)


def _section(case: Case, tables: tuple[ComparedReadings, ...]) -> Section:
    return Section(
        anchor="readings",
        title="How else the evidence can be read",
        lead=LEAD,
        headline=tuple(_finding(table) for table in tables),
        grids=tuple(_grid(case, table) for table in tables),
        passages=tuple(_passage(case, table) for table in tables if table.rows),
        notes=NOTES,
        fold="The evidence, and why it is rated so",
    )


def _finding(table: ComparedReadings) -> str:
    """What one table shows, in a sentence or two."""
    question = plain(table.question.title)
    if not table.rows:
        return f"{question} No evidence is rated yet."
    some = [claim_name(row.claim) for row in table.rows if row.telling is Telling.AGAINST_SOME]
    told = plural(len(table.rows), "piece") + " of evidence"
    from_ = f"{told} from {plural(table.sources, 'independent source')}"
    if not some:
        return f"{question} Of {from_}, none speaks against one reading and not against another."
    speak = f"{len(some)} {'speaks' if len(some) == 1 else 'speak'} against one reading and not against another"
    return f"{question} Of {from_}, {speak}: {_some(some)}.{_against_the_case(table)}"


def _against_the_case(table: ComparedReadings) -> str:
    """Which of it speaks against the reading that the case takes."""
    keys = [reading.key for reading in table.question.readings]
    if table.question.taken not in keys:
        return ""
    column = keys.index(table.question.taken)
    told = [row for row in table.rows if row.telling is Telling.AGAINST_SOME]
    found = [claim_name(row.claim) for row in told if (rating := row.ratings[column]) is not None and rating.against]
    return f" Against the reading that the case takes: {_some(found)}." if found else " None against the one taken."


def _some(names: list[str]) -> str:
    return listed(few(names, NAMED))


def _grid(case: Case, table: ComparedReadings) -> Grid:
    keys = tuple(plain(reading.key) for reading in table.question.readings)
    return grid(
        caption=plain(table.question.title),
        intro=_readings(case, table),
        head=("evidence", "moment", "grade", "listened", *keys, "tells apart"),
        rows=(*(_row(case, row) for row in table.rows), *_below(table.tallies)),
    )


def _readings(case: Case, table: ComparedReadings) -> tuple[str, ...]:
    """What each reading says, and which the case takes."""
    question = table.question
    said = next((a.title or a.text for a in case.assumptions if question.about and a.path == question.about), "")
    where = f" in {plain(question.about)}" + (f", “{plain(said)}”" if said else "") if question.about else ""
    lines = [
        f"{plain(reading.key)}: {plain(reading.title)}"
        + (f" (The case takes this reading{where}.)" if reading.key == question.taken else "")
        for reading in question.readings
    ]
    lines += [f"It is about {where.removeprefix(' in ')}."] if where and not question.taken else []
    return (*lines, *filter(None, [plain(question.note)]))


def _row(case: Case, row: ComparedEvidence) -> tuple[str, ...]:
    claim = case.claims[row.claim]
    ratings = tuple("?" if rating is None else rating.value for rating in row.ratings)
    heard = "yes" if claim.listened else "no"
    return (claim_name(row.claim), moment(claim), grade(claim), heard, *ratings, TELLS[row.telling])


def _below(tallies: tuple[RatingTally, ...]) -> tuple[tuple[str, ...], ...]:
    """The counts below the columns; those that say something."""
    counts = {
        "count of I": [t.inconsistent for t in tallies],
        "count of II": [t.very_inconsistent for t in tallies],
        "sources of I and II": [t.sources_against for t in tallies],
        "sources of all rated": [t.sources for t in tallies],
        "not rated": [t.unrated for t in tallies],
    }
    shown = {words: n for words, n in counts.items() if "not rated" not in words or any(n)}
    return tuple((words, "", "", "", *map(str, numbers), "") for words, numbers in shown.items())


def _passage(case: Case, table: ComparedReadings) -> Passage:
    return Passage(plain(table.question.title), tuple(_told(case, table, row) for row in table.rows))


def _told(case: Case, table: ComparedReadings, row: ComparedEvidence) -> str:
    claim = case.claims[row.claim]
    ratings = ", ".join(
        f"{plain(reading.key)} {'not rated' if rating is None else rating.words}"
        for reading, rating in zip(table.question.readings, row.ratings, strict=True)
    )
    note = f" Why: {plain(row.note)}" if row.note else ""
    said = f"{claim_name(row.claim)}, {moment(claim)}: “{plain(claim.sentence)}”"
    return f"{said} ({plain(claim.grade)}; {listened_words(claim)}.) Rated: {ratings}.{note}"
