"""The catalog: every case loads, is complete, and is named by its citation."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.casefile.load import load_case
from detente.catalog import catalog_names, catalog_path
from detente.errors import DetenteError, Severity


def test_names_are_the_nine_cases() -> None:
    assert catalog_names() == (
        "folklore/chicken",
        "folklore/prisoners-dilemma",
        "folklore/stag-hunt",
        "journals/gdn/hipel-kilgour-kinsara-2014/syria-iraq-1975",
        "journals/ieee-tsmc/li-hipel-kilgour-fang-2004/gisborne-economic",
        "journals/ieee-tsmc/li-hipel-kilgour-fang-2004/gisborne-environmental",
        "journals/ieee-tsmc/li-hipel-kilgour-fang-2004/gisborne-unknown",
        "proceedings/ieee-smc/hipel-fang-kilgour-haight-1993/elmira",
        "web/socratic-form-microscopy/jacobi-2017/korea-2017",
    )


@pytest.mark.parametrize("name", catalog_names())
def test_every_case_loads_and_names_its_source_and_certainty(name: str) -> None:
    folder = catalog_path(name)
    case = load_case(folder)
    assert not [problem for problem in case.problems if problem.severity is not Severity.NOTICE]
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Source: ")
    assert "\n# Certainty: " in text


def test_the_last_part_of_a_name_is_enough() -> None:
    assert catalog_path("elmira") == catalog_path("proceedings/ieee-smc/hipel-fang-kilgour-haight-1993/elmira")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(DetenteError, match=r"'cuba' is not in the catalog; write one of folklore/chicken"):
        catalog_path("cuba")


def test_every_case_has_its_row_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "catalog.md").read_text(encoding="utf-8")
    assert all(f"| `{name.rpartition('/')[2]}` |" in page for name in catalog_names())
