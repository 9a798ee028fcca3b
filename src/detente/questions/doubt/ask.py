"""What the conclusions of a case hinge on: every world of doubted claims, and what flips in it.

The worlds are made of items (:mod:`detente.analysis.worlds.items`), each distinct world is worked out once
(:mod:`detente.analysis.worlds.profiles`), and everything else is read off the answers: counts and minimal flips
(``standings``), linchpins, and what is left without a source or an assumption (``answers``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import applicable_concepts
from detente.analysis.state_space import state_space, status_quo_row
from detente.analysis.worlds.claims import doubted, rule_in_words
from detente.analysis.worlds.fallen import elements_of, in_words
from detente.errors import InconsistentCaseError
from detente.kernels.sampling import share_error
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.evidence import DoubtRule
from detente.questions.doubt.answers import Answers, named_worlds, unevidenced, without_sources
from detente.questions.doubt.found import Doubt, InDoubt, Method, MethodKind
from detente.questions.doubt.likelihood.ask import likelihoods
from detente.questions.doubt.looked_at import COMPLETE_UP_TO, LookedAt, WorldPlan, look
from detente.questions.doubt.standings import linchpins, standings
from detente.questions.question import silent
from detente.questions.rankings.ask import ranking_doubt
from detente.questions.registry import QUESTIONS


def doubt_case(
    case: Case,
    concepts: Sequence[Concept] | None = None,
    doubt: Iterable[str] = (),
    trust: Iterable[str] = (),
    plan: WorldPlan | None = None,
    progress: Callable[[str], None] | None = None,
) -> Doubt:
    """What the conclusions of a case hinge on.

    Parameters
    ----------
    case : Case
    concepts : the concepts to apply; None means all
    doubt, trust : claims, sources, paths of assumptions or ``all`` that are doubted or trusted, whatever the rule says
    plan : how many worlds to look at
    progress : called with a short text now and then

    Raises
    ------
    InconsistentCaseError
        If the case reads well and is no conflict.
    AnalysisError
        If a name in ``doubt`` or ``trust`` means nothing, or a world has too many states.
    """
    space = state_space(case)
    _, problems = status_quo_row(case, space)
    if problems:
        raise InconsistentCaseError(problems)
    model = graph_model(case, space, preference_ranks(case, space))
    wanted = tuple(concepts) if concepts is not None else tuple(applicable_concepts(model))
    elements = elements_of(case)
    found = doubted(case, elements, doubt, trust)
    further = [question for question in QUESTIONS if question.concludes]
    looked_at = look(case, space, elements, found, wanted, plan or WorldPlan(), progress, further)
    (progress or silent)("what each conclusion rests on, and how far rankings may be wrong")
    return _told(Answers(looked_at, model))


def _told(answers: Answers) -> Doubt:
    question = answers.question
    case = question.case
    stand, further = standings(answers)
    rule = case.doubt or DoubtRule()
    return Doubt(
        case=case,
        concepts=question.concepts,
        rule=rule_in_words(rule),
        stated=case.doubt is not None,
        in_doubt=_in_doubt(question),
        method=_method(answers),
        conclusions=stand,
        further=further,
        linchpins=linchpins(stand, [*question.found.claims, *question.found.assumptions]),
        sources=without_sources(answers),
        unevidenced=unevidenced(answers),
        worlds=named_worlds(answers),
        elements={e.path: in_words(e) for e in question.elements},
        rankings=ranking_doubt(answers.model, question.concepts),
        limits=_limits(question),
        likelihoods=likelihoods(question, [(answers.conclusion(key), key) for key in answers.keys]),
        problems=case.problems,
        trusted=tuple(n for n in (*case.claims, *(e.path for e in question.elements)) if n in question.found.trusted),
        spared=question.found.spared,
    )


def _limits(question: LookedAt) -> tuple[str, ...]:
    told = (
        f"Not asked is what would follow if one of these alone fell: {', '.join(question.unasked)}. There would be "
        "states that a ranking, given state by state, says nothing about."
    )
    return (told,) if question.unasked else ()


def _in_doubt(question: LookedAt) -> tuple[InDoubt, ...]:
    """Every claim in doubt, and every assumption that the user doubts."""
    bearing = {claim for item in question.items for claim in item.claims}
    found = [
        InDoubt(name, question.case.claims[name].source, why, name in bearing)
        for name, why in question.found.claims.items()
    ]
    doubted = question.found.assumptions
    return (*found, *(InDoubt(path, "", "it was named as doubted", path in bearing) for path in doubted))


def _method(answers: Answers) -> Method:
    """How many worlds were looked at."""
    q = answers.question
    return Method(
        kind=MethodKind.EXACT if q.exact else MethodKind.SAMPLED,
        worlds=1 << len(answers.order),
        bearing=answers.bearing,
        distinct=int(np.unique(q.verdicts.of[np.concatenate([q.worlds, q.of_sets])]).size),
        failures=len(answers.order) if q.exact else COMPLETE_UP_TO,
        sample=0 if q.exact else q.worlds.size,
        error=0.0 if q.exact else share_error(q.worlds.size),
        impossible=answers.impossible,
        crowded=q.crowded,
    )
