from detente.report.page import contacts, option_rows, reasons, register, table_columns, verdict_rows

from .builders import alone, hostile, merged_well, well


def test_columns_are_the_states_that_matter_with_the_status_quo_marked():
    assert [(c.number, c.status_quo) for c in table_columns(well())] == [(1, True), (2, False), (4, False)]


def test_option_rows_are_grouped_by_decision_maker():
    analysis = well()
    rows = option_rows(analysis, table_columns(analysis))
    assert [(r.owner, r.title, r.marks) for r in rows] == [
        ("South", "Pump at night", ("N", "Y", "Y")),
        ("North", "Close the road", ("N", "N", "Y")),
    ]


def test_a_merged_state_has_a_dash():
    analysis = merged_well()
    assert option_rows(analysis, table_columns(analysis))[1].marks == ("N", "-")


def test_verdicts_stand_under_their_concept():
    analysis = well()
    nash, gmr = verdict_rows(analysis, table_columns(analysis))
    assert (nash.concept, nash.equilibrium) == ("Nash", (False, True, True))
    assert nash.dms == (("South", (False, True, True)), ("North", (True, True, True)))
    assert gmr.equilibrium == (True, True, True)


def test_only_explained_states_have_reasons():
    analysis = well()
    told = reasons(analysis, table_columns(analysis))
    assert [(s.number, s.headline) for s in told] == [
        (1, "stable for all under GMR; not for South otherwise"),
        (2, "stable for all under every concept asked for"),
    ]


def test_assumptions_and_claims_are_numbered_and_linked():
    found = register(well())
    assert [a.path for a in found.used] == ["south.prefers[0]"]
    assert found.used[0].formula
    assert [a.path for a in found.recorded] == ["south.factions.elders"]
    assert found.by_claim == {"well-low": "claim-1"}
    assert found.by_path["south.prefers[0]"] == "assumption-1"


def test_anchors_never_hold_text_of_a_case():
    found = register(hostile())
    anchors = [*found.by_path.values(), *found.by_claim.values()]
    assert all(a.replace("-", "").isalnum() for a in anchors)


def test_contacts_name_parties_and_claims():
    analysis = well()
    (contact,) = contacts(analysis, register(analysis))
    assert contact.who == "Council of elders (South) to North"
    assert contact.terms == (("hours", "night"),)
    assert [c.name for c in contact.claims] == ["well-low"]


def test_an_empty_case_has_empty_parts():
    analysis = alone()
    assert option_rows(analysis, table_columns(analysis)) == ()
    assert contacts(analysis, register(analysis)) == ()
