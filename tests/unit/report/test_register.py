from dataclasses import replace

from builders import alone, claim, hostile, well, well_case

from detente.report.register import register


def test_assumptions_are_told_in_plain_words_with_their_formula():
    option, statement = register(well()).used
    assert (option.path, option.words, option.formula) == ("south.options.pump", "Pump at night", "")
    assert (statement.path, statement.words, statement.formula) == ("south.prefers[0]", "Water at night", "south.pump")
    assert [c.name for c in statement.claims] == ["well-low"]


def test_what_is_only_recorded_stands_apart_and_contacts_in_the_timeline():
    assert [a.path for a in register(well()).recorded] == ["south.factions.elders"]


def test_anchors_lead_from_assumptions_to_claims_and_back():
    found = register(well())
    assert found.by_claim == {"well-low": "claim-1"}
    assert found.by_path["south.prefers[0]"] == "assumption-2"
    ((view, users),) = found.pages[0].claims
    assert view.anchor == "claim-1"
    assert users == (
        ("assumption-1", "south.options.pump"),
        ("assumption-2", "south.prefers[0]"),
        ("assumption-3", "south.factions.elders"),
        ("timeline", "timeline[0]"),
    )


def test_anchors_never_hold_text_of_a_case():
    found = register(hostile())
    anchors = [*found.by_path.values(), *found.by_claim.values()]
    assert all(a.replace("-", "").isalnum() for a in anchors)


def test_claims_of_one_page_share_their_chain():
    claims = (claim("a"), claim("b", seconds=80, stamp="00:01:20"), claim("c", page="other"))
    case = well_case(claims={c.name: c for c in claims}, assumptions=(), timeline=())
    village, other = register(well(case=case)).pages
    assert [view.name for view, _ in village.claims] == ["a", "b"]
    assert dict(village.chain)["Page"] == "notes/village.md"
    assert village.address == "https://youtu.be/abcDEF12-_x?t="
    assert [view.name for view, users in other.claims if users == ()] == ["c"]


def test_a_claim_has_its_grade_its_place_and_who_listened():
    ((view, _),) = register(well()).pages[0].claims
    assert (view.grade, view.section, view.line, view.listened) == ("F6", "Water", 7, "no")
    assert register(well()).grades == (("F6", "F6: reliability cannot be judged; truth cannot be judged"),)
    heard = well_case(claims={"well-low": claim(listened=True, listened_by="M. K.")})
    assert register(well(case=heard)).claims["well-low"].listened == "by M. K."


def test_a_source_without_an_address_gets_no_link():
    (page,) = register(hostile()).pages
    assert page.address is None
    assert [view.link for view, _ in page.claims] == [None]


def test_an_empty_case_has_an_empty_register():
    found = register(alone())
    assert (found.pages, found.used, found.recorded) == ((), (), ())


def test_a_contact_that_cites_what_is_not_a_claim_is_no_fault():
    (contact,) = well_case().timeline
    case = well_case(timeline=(replace(contact, cites=("nobody-knows",)),))
    assert register(well(case=case)).pages
