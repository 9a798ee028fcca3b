"""The document ``detente.doubt/1`` (docs/reference/doubt-json.md).

Conclusions name a state by its options taken, since a doubted rule changes the numbering from world to world. Keys of
the contract keep their meaning for as long as the schema keeps its number; others may be added.
"""

from __future__ import annotations

from detente.questions.doubt.found import Doubt, Interval, Method, MethodKind, Standing, Verification, World
from detente.questions.doubt.listening import ToListen, listening_list
from detente.questions.rankings.document import ranking_document
from detente.report.documents import claim_entry, fields
from detente.report.evidence import moment_link
from detente.report.marks import bare

SCHEMA = "detente.doubt/1"


def doubt_document(doubt: Doubt) -> dict[str, object]:
    """A JSON-ready mapping of the whole. Cost: linear in the minimal sets."""
    case, claims = doubt.case, doubt.case.claims
    named = [entry.claim for entry in doubt.in_doubt if entry.claim in claims]
    return {
        "schema": SCHEMA,
        "title": case.title,
        "as_of": case.as_of,
        "concepts": [concept.value for concept in doubt.concepts],
        "rule": {"sentence": doubt.rule, "stated": doubt.stated},
        "in_doubt": [fields(entry, "claim", "source", "because", "bears") for entry in doubt.in_doubt],
        "method": _method(doubt.method),
        "conclusions": [_standing(standing) for standing in doubt.conclusions],
        **{question: [_standing(standing) for standing in told] for question, told in doubt.further.items()},
        "linchpins": [fields(pin, "claim", "conclusions", "lost", "gained", "jointly") for pin in doubt.linchpins],
        "sources": [fields(source, "source", "claims", "kept", "lost", "gained") for source in doubt.sources],
        "worlds": [_world(world) for world in doubt.worlds],
        "unevidenced": [{"assumption": u.path, "lost": u.lost, "gained": u.gained} for u in doubt.unevidenced],
        "assumptions": dict(doubt.elements),
        "rankings": ranking_document(case, doubt.rankings),
        "likelihoods": _likelihoods(doubt),
        "listen": [_moment(entry) for entry in listening_list(doubt)],
        "citations": [claim_entry(case, claims[name]) for name in named],
        "problems": [problem.as_json() for problem in doubt.problems],
        "limits": list(doubt.limits),
        "version": doubt.version,
        "digest": case.digest,
    }


def _method(method: Method) -> dict[str, object]:
    found: dict[str, object] = {
        "kind": method.kind.value,
        **fields(method, "worlds", "distinct", "bearing", "failures", "impossible"),
        "flips_complete_up_to": 3,
    }
    if method.kind is MethodKind.SAMPLED:
        found |= fields(method, "sample", "error")
    return found


def _standing(standing: Standing) -> dict[str, object]:
    said = standing.conclusion
    return {
        "kind": said.kind,
        "concept": said.concept.value if said.concept else None,
        "state": None if standing.state is None else standing.state + 1,
        "yes": list(said.yes),
        **fields(standing, "as_modelled", "worlds_holding"),
        "share": float(standing.share),
        "always": standing.always,
        "flips": [list(flip.claims) for flip in standing.flips],
        "fallen": [list(flip.fallen) for flip in standing.flips],
        "without_source": dict(standing.without_source),
        "rests_on": [{"assumption": s.path, "claims": list(s.claims), "alone": s.alone} for s in standing.rests_on],
    }


def _world(world: World) -> dict[str, object]:
    return {
        **fields(world, "failed", "any_of"),
        "source": world.source or None,
        "fallen": list(world.fallen),
        "conclusions": list(world.holding),
    }


def _likelihoods(doubt: Doubt) -> dict[str, object] | None:
    """A JSON-ready mapping; None where no claim in doubt has a likelihood. Cost: linear in what was found."""
    if doubt.likelihoods is None:
        return None
    place = {standing.conclusion: k for k, standing in enumerate(doubt.conclusions)}
    judged = {e.claim: doubt.case.claims[e.claim].probability for e in doubt.in_doubt if e.claim in doubt.case.claims}
    return {
        "within_source": doubt.likelihoods.within_source.value,
        "judged": {name: list(interval) for name, interval in judged.items() if interval is not None},
        "conclusions": [
            {
                "conclusion": place[found.conclusion],
                "independent": _interval(found.independent),
                "any_dependence": _interval(found.any_dependence),
                "unjudged": list(found.unjudged),
                "drawn": found.drawn,
                "verify": [_verification(one) for one in found.verify],
            }
            for found in doubt.likelihoods.found
        ],
        "limits": list(doubt.likelihoods.limits),
    }


def _interval(found: Interval | None) -> dict[str, object] | None:
    return None if found is None else fields(found, "low", "high", "sharp")


def _verification(found: Verification) -> dict[str, object]:
    return {
        "claim": found.claim,
        "first_order": [found.first.low, found.first.high],
        "total": [found.total.low, found.total.high],
        "reduction": [found.reduction.low, found.reduction.high],
    }


def _moment(entry: ToListen) -> dict[str, object]:
    return {
        "claim": entry.claim.name,
        **fields(entry.claim, "source", "stamp", "seconds"),
        "url": moment_link(entry.claim),
        **fields(entry.claim, "sentence", "grade", "listened"),
        **fields(entry, "alone", "jointly"),
        "hinges": bare(entry.hinges),
        "role": entry.role,
    }
