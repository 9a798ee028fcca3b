from dataclasses import replace

from builders import alone, well, well_case

from detente.report.register import register
from detente.report.timeline import contacts


def test_contacts_name_parties_and_claims():
    analysis = well()
    (contact,) = contacts(analysis, register(analysis))
    assert contact.who == "Council of elders (South) to North"
    assert contact.terms == (("hours", "night"),)
    assert [c.name for c in contact.claims] == ["well-low"]


def test_contacts_stand_by_date():
    (contact,) = well_case().timeline
    case = well_case(timeline=(contact, replace(contact, date="2024-01-02", sender=())))
    analysis = well(case=case)
    assert [(c.date, c.who) for c in contacts(analysis, register(analysis))] == [
        ("2024-01-02", "to North"),
        ("2024-04-30", "Council of elders (South) to North"),
    ]


def test_no_contacts():
    assert contacts(alone(), register(alone())) == ()
