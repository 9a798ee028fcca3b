from dataclasses import replace

from builders import alone, well_case
from told import unmarked

from detente.model.case import Case
from detente.report.naming import CaseNames
from detente.report.page import Item
from detente.report.register import timeline


def contacts(case: Case) -> tuple[Item, ...]:
    (part,) = unmarked(timeline(CaseNames(case)))
    (listed,) = part.inside
    return listed.items


def test_contacts_name_parties_and_claims():
    (contact,) = contacts(well_case())
    assert contact.words == "2024-04-30 offer, Council of elders (South) to North"
    assert [said.words for said in contact.inside] == ["Ask for a talk.", "Terms: hours = night", "00:01:09 well-low"]


def test_contacts_stand_by_date():
    (contact,) = well_case().timeline
    case = well_case(timeline=(contact, replace(contact, date="2024-01-02", sender=())))
    assert [item.words for item in contacts(case)] == [
        "2024-01-02 offer, to North",
        "2024-04-30 offer, Council of elders (South) to North",
    ]


def test_no_contacts():
    assert timeline(CaseNames(alone().case)) == ()
