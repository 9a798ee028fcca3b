"""What the conclusions hinge on, for a page: what not to rely on, what each rests on, and how it was counted.

The listening list is a page of its own, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.errors import Severity
from detente.questions.doubt.findings import Account, Outcome, Pin, flip_groups, outcomes, pins, told
from detente.questions.doubt.found import Doubt, Standing
from detente.questions.doubt.listening import ToListen, listening_list, listening_sentence
from detente.questions.doubt.sections import doubt_sections
from detente.questions.doubt.summary import NAMES, doubt_summary
from detente.questions.doubt.words import NAMED, DoubtNames
from detente.questions.known.tell import tell_case
from detente.questions.registry import QUESTIONS
from detente.report.evidence import grade, listened_words, moment, moment_link, moments
from detente.report.marks import Look, Mark, capital, elsewhere, look, mark, plain
from detente.report.naming import listed, plural
from detente.report.page import Bar, Bars, Block, Box, Fold, Group, Item, Items, Page, Part, Say, items

OPEN = 6  # states told at once; the others are folded
ACCOUNTS = 6  # of one state
BARS = 20  # rows of the chart before the rest is counted
LETTERS = 38  # of the label of a bar
HEARD = 12  # moments of the listening list told at once in a report
PROBLEMS = 6
WHAT = (
    "A conclusion says that a state is stable for all under one concept, or that improvements alone lead to it from "
    "the status quo. Worlds are counted, not weighed: no share of worlds is a probability."
)


def doubt_page(doubt: Doubt) -> Page:
    """The page of its own: the first screen, then everything else."""
    names = DoubtNames(doubt)
    sections = [*doubt_sections(doubt), *filter(None, [tell_case(doubt.case)])]
    parts = (*_conclusions(names), *_further(names), *_carrying(names), *(s.part() for s in sections), _end(doubt))
    return _page(doubt, "What the conclusions hinge on", _first_screen(names), parts)


def listening_page(doubt: Doubt) -> Page:
    """The moments to listen to again, those on which most hinges first."""
    found = listening_list(doubt)
    return _page(doubt, "What to listen to", (Say(listening_sentence(doubt, found)), *_moments(found, 1)))


def summary_box(doubt: Doubt) -> Box:
    """The first screen as a box in the summary of a report."""
    told = tuple(_first_screen(DoubtNames(doubt)))
    said = (block for block in told if isinstance(block, Say))
    beside = tuple(block for block in told if isinstance(block, Box))
    rest = Say(mark(Mark.PART, "doubt", "Conclusion by conclusion, and what to listen to"), "quiet")
    return Box("What this hinges on", (*said, Group(beside, "columns"), rest), "hinges")


def part(doubt: Doubt) -> Part:
    """The part of a report."""
    names, found = DoubtNames(doubt), listening_list(doubt)
    lead = " ".join((*doubt_summary(doubt).paragraphs, WHAT))
    sections = (section.part() for section in doubt_sections(doubt))
    carrying = (*_carrying(names), *_conclusions(names), *_further(names))
    inside = (Say(lead), *carrying, *sections, *_to_listen(doubt, found))
    return Part("doubt", "What this hinges on", inside, contents="What it hinges on", role="further")


def _page(doubt: Doubt, above: str, head: Iterable[Block], parts: tuple[Block, ...] = ()) -> Page:
    case = doubt.case
    return Page(
        title=plain(case.title),
        beside=f"as of {plain(case.as_of)}" if case.as_of else "",
        moments=moments(case),
        above=look(Look.QUIET, above),
        head=tuple(head),
        parts=parts,
    )


# The first screen


def _first_screen(names: DoubtNames) -> Iterator[Block]:
    """Paragraphs, then what not to rely on, what is firm, and what to listen to first."""
    found = doubt_summary(names.doubt)
    for k, paragraph in enumerate(found.paragraphs):
        yield Say(paragraph, "" if k else "strong")
    if found.fragile:
        yield Box("Do not rely on", items(found.fragile, "warn"), "column")
    if found.firm:
        yield Box(found.firmly, items(found.firm, "fine"), "column")
    heard = any(name in names.case.claims for pin, _ in found.claims for name in pin.claims)
    lines = [names.claims(pin.claims, "and", NAMES) + said for pin, said in found.claims]
    lines += [found.tied] if found.tied else []
    if lines:
        yield Box(f"{found.first}{elsewhere('listen') if heard else ''}", items(lines), "column")


# What each conclusion rests on


def _conclusions(names: DoubtNames) -> Iterator[Part]:
    """A box for each state of which something hinges on a claim; the first few at once."""
    found = outcomes(names.doubt)
    hinging = [_outcome(names, o) for o in found if o.hinging]
    otherwise = [_outcome(names, o) for o in found if not o.held]
    others = sum(not s.as_modelled for s in told(names.doubt))
    inside: list[Block] = [Group(tuple(hinging[:OPEN]), "boxes")] if hinging else []
    if rest := hinging[OPEN:]:
        inside.append(Fold(plural(len(rest), "more state"), (Group(tuple(rest), "boxes"),), "more"))
    if others:
        title = f"{plural(others, 'conclusion')} would hold only if some claims fail"
        inside.append(Fold(title, (Group(tuple(otherwise), "boxes"),), "more"))
    if inside:
        yield Part("", "What each conclusion rests on" if hinging else "What would hold otherwise", tuple(inside))


def _outcome(names: DoubtNames, outcome: Outcome) -> Box:
    open_ones = [account for account in outcome.accounts if not account.first.always]
    inside = [block for account in open_ones[:ACCOUNTS] for block in _account(names, account)]
    if more := len(open_ones) - ACCOUNTS:
        inside += [Say(f"{more} more: see {elsewhere('json')}.", "quiet")] if more > 0 else []
    return Box(names.outcome(outcome.yes, outcome.state), tuple(inside), "rests")


def _account(names: DoubtNames, account: Account) -> Iterator[Block]:
    """What is concluded, in how many worlds it holds, and what flips it."""
    modelled = "" if account.first.as_modelled else f" {look(Look.EMPHASIS, '(not as modelled)')}"
    said = f"{look(Look.STRONG, capital(account.what))}{modelled}: {names.worlds(account.first)}."
    uses = [names.assumption(support.path) for support in account.rests_on[:NAMED]]
    more = len(account.rests_on) - NAMED
    uses += [plural(more, "more assumption")] if more > 0 else []
    below = [Say(f"The reasons given for it use: {'; '.join(uses)}", "uses")] if uses else []
    yield Items((Item(said, (*items(names.flips(account), "flips"), *below)),), "accounts")


# What further questions conclude


def _further(names: DoubtNames) -> Iterator[Part]:
    """A part for each question that concludes something of its own: what it says, and what that hinges on."""
    for question in QUESTIONS:
        if stand := names.doubt.further.get(question.key):
            boxes = tuple(
                _further_box(names, question.words(names, standing.conclusion), standing) for standing in stand
            )
            yield Part("", f"{question.title}: what that hinges on", (Group(boxes, "boxes"),))


def _further_box(names: DoubtNames, said: str, standing: Standing) -> Box:
    account = Account("holds", (standing,), flip_groups(standing.flips), ())
    modelled = "" if standing.as_modelled else f" {look(Look.EMPHASIS, '(not as modelled)')}"
    lines = Item(f"{capital(names.worlds(standing))}{modelled}.", items(names.flips(account), "flips"))
    return Box(capital(said), (Items((lines,), "accounts"),), "rests")


# The claims that carry most


def _carrying(names: DoubtNames) -> Iterator[Part]:
    """A bar for each linchpin, or for several that make the same difference."""
    found = pins(names.doubt)
    if not found:
        return
    shown, left = found[:BARS], len(found) - BARS
    longest = listed(f"{names.claims(p.claims, 'and')}: {p.lost} lost, {p.gained} new" for p in shown[:5])
    described = f"{plural(len(shown), 'bar')}; the longest: {longest}. The listening list has the same as text."
    title = "Conclusions that flip if one claim fails alone"
    said = (
        "Conclusions that flip if the claim fails alone: those lost, then those that would hold instead. Claims that "
        "make the same difference share a bar: any one of them is enough."
    )
    more = [Say(f"{plural(left, 'shorter bar')} not drawn: see {elsewhere('json')}.", "quiet")] if left > 0 else []
    chart = Bars(title, described, tuple(_bar(names, pin) for pin in shown))
    yield Part("", "The claims that carry most", (Say(said), chart, *more))


def _bar(names: DoubtNames, pin: Pin) -> Bar:
    each = "each " if len(pin.claims) > 1 else ""
    jointly = f", {pin.jointly} more with others" if pin.jointly else ""
    remark = f"{each}{pin.lost} lost, {pin.gained} new{jointly}"
    return Bar(names.claims(pin.claims, "and"), _label(pin.claims), pin.lost, pin.gained, remark)


def _label(claims: tuple[str, ...]) -> str:
    """As many names as there is room for, and how many more."""
    words = ""
    for count in range(len(claims), 0, -1):
        rest = len(claims) - count
        words = ", ".join(plain(name) for name in claims[:count]) + (f" + {rest}" if rest else "")
        if len(words) <= LETTERS:
            return words
    return f"{words[: LETTERS - 1].rstrip()}…"


# The listening list


def _to_listen(doubt: Doubt, found: tuple[ToListen, ...]) -> Iterator[Part]:
    if not found:
        return
    inside: list[Block] = [Say(listening_sentence(doubt, found)), *_moments(found[:HEARD], 1)]
    if rest := found[HEARD:]:
        inside.append(Fold(plural(len(rest), "more moment"), tuple(_moments(rest, HEARD + 1))))
    yield Part("listen", "What to listen to", tuple(inside))


def _moments(found: Iterable[ToListen], start: int) -> Iterator[Items]:
    told = tuple(map(_moment, found))
    if told:
        yield Items(told, "listen", start)


def _moment(entry: ToListen) -> Item:
    claim = entry.claim
    name = mark(Mark.CLAIM, claim.name, look(Look.STRONG, plain(claim.name)))
    address = Say(moment_link(claim) or f"{plain(claim.page)} at {plain(claim.stamp)}", "address")
    said = Say(f"{entry.hinges}; {entry.role}; {listened_words(claim)}", "aside")
    return Item(f"{moment(claim)} {grade(claim)} {name} {look(Look.QUOTE, plain(claim.sentence))}", (address, said))


# The end


def _end(doubt: Doubt) -> Part:
    lines = ["Not whether a claim is true: it says what follows if one is not."]
    if doubt.likelihoods is None or not doubt.likelihoods.found:
        lines.append("Not a forecast, and no probability: worlds are counted, not weighed.")
    else:
        lines.append("Not a forecast: what is said of how likely a conclusion is rests on what the analyst judged.")
    pressing = [p for p in doubt.problems if p.severity is not Severity.NOTICE]
    lines += [plain(problem.headline()) for problem in pressing[:PROBLEMS]]
    left = len(doubt.problems) > min(len(pressing), PROBLEMS)
    more = [Say(f"More to look at again: {elsewhere('check')}.", "quiet")] if left else []
    return Part("", "What this does not tell you", (*items(lines), *more))
