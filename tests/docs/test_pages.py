"""The documentation says everything there is to say, nothing else, and each fact the same wherever it stands."""

from __future__ import annotations

import doctest
import html
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from ruamel.yaml import YAML

import detente as dt
from detente import workbench
from detente.cli.app import app

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
VERBS = {name: app.get_command(click.Context(app), name) for name in app.list_commands(click.Context(app))}


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def sections(page: str, level: int) -> dict[str, str]:
    """The text below each heading of one level, without the marks of code."""
    parts = re.split(rf"^{'#' * level} (.+)$", text_of(page), flags=re.MULTILINE)
    return {title.replace("`", ""): body for title, body in zip(parts[1::2], parts[2::2], strict=True)}


# Commands


def documented_verbs() -> dict[str, str]:
    found = sections("docs/reference/commands.md", 2)
    return {title.split()[1]: body for title, body in found.items() if re.match(r"detente \w", title)}


def test_every_verb_is_documented_and_every_documented_verb_exists():
    assert set(documented_verbs()) == set(VERBS)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_flag_is_documented_and_every_documented_flag_exists(verb):
    flags = {flag for param in VERBS[verb].params for flag in param.opts if flag.startswith("-")}
    table = "".join(line for line in documented_verbs()[verb].splitlines() if line.startswith("|"))
    assert set(re.findall(r"(?<=[`\s])--?[a-z][a-z-]*", table)) == flags


def test_every_argument_is_named_as_the_program_names_it():
    titles = [t for t in sections("docs/reference/commands.md", 2) if re.match(r"detente \w", t)]
    for title in titles:
        _, verb, *arguments = title.split()
        named = [p.metavar for p in VERBS[verb].params if p.param_type_name == "argument"]
        assert arguments == named


# Python


def test_every_public_name_has_an_entry_and_every_entry_is_a_public_name():
    entries = re.findall(r"^### `dt\.(\w+)", text_of("docs/reference/python.md"), flags=re.MULTILINE)
    assert sorted(entries) == sorted(dt.__all__)


def test_the_example_in_the_docstring_of_the_package_is_right():
    assert doctest.testmod(dt).attempted
    assert not doctest.testmod(dt).failed


# Concepts


@pytest.mark.parametrize("concept", dt.CONCEPTS)
def test_every_concept_is_explained(concept):
    titles = sections("docs/explanation/stability-concepts.md", 2)
    assert [t for t in titles if dt.CONCEPTS[concept].name in t]


# Links


def links(page: Path) -> list[tuple[int, str]]:
    """Line and target of every link and picture of a page that does not lead to the network."""
    found: list[tuple[int, str]] = []
    for block in MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8")):
        line = (block.map or [0])[0] + 1
        for token in block.children or []:
            target = str(token.attrGet("href") or token.attrGet("src") or "")
            if target and not re.match(r"[a-z]+:", target):
                found.append((line, target))
    return found


def anchors(page: Path) -> set[str]:
    """The names that headings get: lower case, punctuation dropped, blanks as hyphens."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    titles = [after for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", _plain(title).lower()).replace(" ", "-") for title in titles}


def _plain(title: Token) -> str:
    return "".join(child.content for child in title.children or [])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    dead = []
    for line, target in links(page):
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        inside = file.is_relative_to(ROOT) and file.exists()
        if not inside or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            dead.append(f"{page.relative_to(ROOT)}:{line}: {target}")
    assert not dead, "\n".join(dead)


def test_every_page_can_be_found_from_the_index():
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / target.partition("#")[0]).resolve() for _, target in links(index)}
    assert set((ROOT / "docs").rglob("*.md")) - linked - {index} == set()


# The excerpt in the README


def test_the_excerpt_in_the_readme_is_what_the_report_says(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    written = workbench.report(dt.load("cases/ukraine-2024"), tmp_path / "report.html").read_text(encoding="utf-8")
    report = without_blanks(html.unescape(re.sub(r"<[^>]*>", "", written)))
    excerpt = re.split(r"<!-- .*excerpt.* -->", text_of("README.md"))[1]
    passages = [b for b in MarkdownIt().parse(excerpt) if b.type == "inline" and b.content != "…"]
    assert len(passages) > 10
    place = 0
    for passage in passages:
        said = without_blanks(_plain(passage))
        assert said in report[place:], f"the report does not say, or not in this order: {passage.content}"
        place = report.index(said, place) + len(said)
        for link in (child.attrGet("href") for child in passage.children or []):
            assert link is None or f'href="{link}"' in written


def without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


# Files that pages name


NAMING_FILES = ["CONTRIBUTING.md", "docs/explanation/architecture.md", "docs/explanation/why-trust-us.md"]


@pytest.mark.parametrize("page", NAMING_FILES)
def test_the_source_files_that_a_page_names_exist(page):
    """Named from the root, from ``src/detente``, or (a bare name) from anywhere below it."""
    files = [f.relative_to(ROOT).as_posix() for folder in ("src", "tests") for f in (ROOT / folder).rglob("*.py")]
    named = re.findall(r"[\w/]+\.py\b", text_of(page))
    assert named
    assert [name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in files)] == []


# Facts that stand in two places


def test_the_version_is_the_same_everywhere():
    citation = YAML(typ="safe").load(text_of("CITATION.cff"))
    latest = re.search(r"^## \[?(\d+\.\d+\.\d+)\]?", text_of("CHANGELOG.md"), flags=re.MULTILINE)
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/detente/version.py"
    assert latest is not None
    assert citation["version"] == latest.group(1) == dt.__version__


def test_the_citation_file_has_what_its_readers_need():
    citation = YAML(typ="safe").load(text_of("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors", "version", "license"} <= set(citation)
    assert citation["license"] == PROJECT["project"]["license"]
    assert citation["title"].startswith(PROJECT["project"]["name"])


def test_requirements_dev_is_the_dev_group_of_the_project():
    listed = [line for line in text_of("requirements-dev.txt").splitlines() if line and not line.startswith("#")]
    assert sorted(listed) == sorted(group("dev"))


def group(name: str) -> list[str]:
    items = PROJECT["dependency-groups"][name]
    nested = [group(item["include-group"]) if isinstance(item, dict) else [item] for item in items]
    return [requirement for requirements in nested for requirement in requirements]


def test_the_readme_and_the_makefile_name_the_same_commands():
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), flags=re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md"):
        assert set(re.findall(r"make ([a-z]+)`", text_of(page))) <= targets
        assert set(re.findall(r"^make ([a-z]+)", text_of(page), flags=re.MULTILINE)) <= targets
    assert {"demo", "test"} <= set(re.findall(r"^make ([a-z]+)", text_of("README.md"), flags=re.MULTILINE))


def test_no_page_names_a_machine():
    for page in [*PAGES, ROOT / "CITATION.cff", ROOT / "requirements-dev.txt", ROOT / "Makefile"]:
        assert not re.search(r"/home/|/root/|/tmp/|/work/|localhost", page.read_text(encoding="utf-8")), page
