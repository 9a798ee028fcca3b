"""Every cited assumption and every claim, each with what leads from one to the other."""

from dataclasses import replace

from builders import EVIL, alone, claim, hostile, well_case
from pages import html
from told import cells, sentences, text_of, unmarked

from detente.model.case import Assumption, Case
from detente.model.grounds import Grounds
from detente.report.evidence import moments
from detente.report.marks import Look, Mark, Span, bare, spans
from detente.report.page import Grid, Item, Items, Part, every_block
from detente.report.register import assumptions, claims


def entries(case: Case) -> dict[str, Item]:
    """Each assumption that is told, by its path."""
    every = (item for block in every_block([assumptions(case)]) if isinstance(block, Items) for item in block.items)
    return {item.place[1]: item for item in every if item.place}


def looks(sentence: str) -> dict[str, str]:
    return {span.kind: span.words for span in spans(sentence) if isinstance(span, Span)}


def pages(case: Case) -> list[Part]:
    """What is told of each page of notes: the way from the speaker to it, and its claims."""
    return [block for block in claims(case).inside if isinstance(block, Part)]


def table(page: Part) -> Grid:
    return next(block for block in page.inside if isinstance(block, Grid))


def leads_to(sentence: str) -> list[tuple[str, str]]:
    return [(span.kind, span.key) for span in spans(sentence) if isinstance(span, Span)]


def test_assumptions_are_told_in_plain_words_with_their_formula():
    found = entries(well_case())
    assert looks(found["south.options.pump"].words) == {Look.STRONG: "Pump at night", Look.PATH: "south.options.pump"}
    assert looks(found["south.prefers[0]"].words) == {
        Look.STRONG: "Water at night",
        Look.CODE: "south.pump",
        Look.PATH: "south.prefers[0]",
    }
    (cited,) = sentences(found["south.prefers[0]"].inside)
    assert bare(cited) == "00:01:09 F6 well-low The well is said to run low."


def test_what_is_only_recorded_stands_apart_and_contacts_in_the_timeline():
    (recorded,) = (part for part in assumptions(well_case()).inside if "Recorded" in str(part))
    assert "south.factions.elders" in text_of([recorded])
    assert list(entries(well_case())) == ["south.options.pump", "south.prefers[0]", "south.factions.elders"]


def test_marks_lead_from_assumptions_to_claims_and_back():
    case = well_case()
    (cited,) = sentences(entries(case)["south.prefers[0]"].inside)
    assert (Mark.CLAIM, "well-low") in leads_to(cited)
    (page,) = pages(case)
    (row,) = table(page).rows
    assert row.place == (Mark.CLAIM, "well-low")
    assert leads_to(row.cells[-1]) == [
        (Mark.ASSUMPTION, "south.options.pump"),
        (Mark.ASSUMPTION, "south.prefers[0]"),
        (Mark.ASSUMPTION, "south.factions.elders"),
        (Mark.PART, "timeline"),
    ]


def test_anchors_never_hold_text_of_a_case():
    page = html(hostile())
    anchors = [piece.split('"')[0] for piece in page.split(' id="')[1:]]
    assert any(anchor.startswith("assumption-") for anchor in anchors)
    assert all(anchor.replace("-", "").isalnum() for anchor in anchors)
    assert EVIL not in page


def test_claims_of_one_page_share_their_chain():
    cited = (claim("a"), claim("b", seconds=80, stamp="00:01:20"), claim("c", page="other"))
    case = well_case(claims={c.name: c for c in cited}, assumptions=(), timeline=())
    village, other = pages(case)
    assert [row.place[1] for row in table(village).rows] == ["a", "b"]
    assert "Page: notes/village.md" in text_of([village])
    assert "https://youtu.be/abcDEF12-_x?t=SECONDS" in text_of([village])
    assert [(row.place[1], row.cells[-1]) for row in table(other).rows] == [("c", "nothing")]


def test_a_claim_has_its_grade_its_place_and_who_listened():
    (page,) = pages(well_case())
    assert cells(table(page)) == (
        (
            "00:01:09 t=69",
            "well-low The well is said to run low.",
            "F6",
            "Water, line 7",
            "no",
            "south.options.pump, south.prefers[0], south.factions.elders, timeline[0]",
        ),
    )
    grades = next(block for block in claims(well_case()).inside if isinstance(block, Items))
    assert [item.words for item in unmarked(grades.items)] == [
        "F6 reliability cannot be judged; truth cannot be judged"
    ]
    (heard,) = pages(well_case(claims={"well-low": claim(listened=True, listened_by="M. K.")}))
    assert cells(table(heard))[0][4] == "by M. K."


def test_a_source_without_an_address_gets_no_link():
    (page,) = pages(hostile().case)
    assert "Address of a moment" not in text_of([page])
    assert 'class="moment" href' not in html(hostile())


def test_a_name_with_signs_that_nobody_sees_is_still_a_place():
    odd = claim("a\u200eb\ufdd0c")
    case = well_case(claims={odd.name: odd}, assumptions=(Assumption(Grounds("x\ufdd2", (odd.name,)), "t"),))
    (item,), ((row,),) = entries(case).values(), (table(page).rows for page in pages(case))
    (cited,) = sentences(item.inside)
    assert row.place in leads_to(cited)
    assert item.place in leads_to(row.cells[-1])
    assert moments(case) == {"abc": "https://youtu.be/abcDEF12-_x?t=69"}


def test_an_empty_case_has_an_empty_register():
    assert entries(alone().case) == {}
    assert pages(alone().case) == []
    assert "This case cites no claims." in text_of([claims(alone().case)])


def test_a_contact_that_cites_what_is_not_a_claim_is_no_fault():
    (contact,) = well_case().timeline
    case = well_case(timeline=(replace(contact, grounds=Grounds(claims=("nobody-knows",))),))
    assert pages(case)
