"""Every example in the documentation is run, page by page and top to bottom, as a reader would do it.

Each page gets an empty folder (with a copy of ``cases/``) and one Python namespace. What a fenced block does follows
from the words after its three backticks:

``python``            is run; a block with ``>>>`` is run as a doctest, so what it prints is compared too
``console``           each line after ``$ `` is run in a shell; the lines below it are what a terminal must then show,
                      where a line ``...`` stands for any number of lines
``... title=FILE``    is written to FILE
``... add-to=FILE``   is added at the end of FILE
``diff title=FILE``   takes the lines with ``-`` out of FILE and puts the lines with ``+`` there
anything else         is only shown
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
DOCTEST = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its other words (``title=case.yaml`` as a key and a value) and where it stands."""

    language: str
    words: dict[str, str]
    text: str
    place: str


def blocks_of(page: Path) -> list[Block]:
    fences = [t for t in MarkdownIt().parse(page.read_text(encoding="utf-8")) if t.type == "fence"]
    return [_block(page, fence.info, fence.content, (fence.map or [0])[0] + 1) for fence in fences]


def _block(page: Path, info: str, text: str, line: int) -> Block:
    language, *words = info.split() or [""]
    pairs = {key: value for key, _, value in (word.partition("=") for word in words)}
    return Block(language, pairs, text, f"{page.relative_to(ROOT)}:{line}")


class Reader:
    """Somebody who does what a page says, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "__main__"}

    def do(self, block: Block) -> None:
        if block.language == "diff" and "title" in block.words:
            self._change(self.folder / block.words["title"], block)
        elif "title" in block.words or "add-to" in block.words:
            self._write(block)
        elif block.language == "python":
            self._python(block)
        elif block.language == "console":
            self._console(block)

    def _write(self, block: Block) -> None:
        file = self.folder / block.words.get("title", block.words.get("add-to", ""))
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w" if "title" in block.words else "a", encoding="utf-8") as stream:
            stream.write(block.text)

    def _change(self, file: Path, block: Block) -> None:
        lines = block.text.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] != sign) for sign in "+-")
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{block.place}: these lines stand {text.count(old)} times in {file.name}:\n{old}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def _python(self, block: Block) -> None:
        if ">>>" not in block.text:
            exec(compile(block.text, block.place, "exec"), self.names)
            return
        test = doctest.DocTestParser().get_doctest(block.text, {}, block.place, block.place, 0)
        test.globs = self.names  # not a copy: later blocks use the names of earlier ones
        said: list[str] = []
        failed, _ = doctest.DocTestRunner(optionflags=DOCTEST).run(test, out=said.append, clear_globs=False)
        assert not failed, "".join(said)

    def _console(self, block: Block) -> None:
        for command, expected in transcript(block.text):
            shown = run(command, self.folder)
            assert matches(expected, shown), f"{block.place}: `{command}` shows\n\n{shown}\n\nand not\n\n{expected}"


def transcript(text: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the lines below it."""
    parts = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def run(command: str, folder: Path) -> str:
    """What a terminal of 100 columns shows. The command ``detente`` is the one installed beside this Python."""
    installed = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    plain = {"PATH": installed, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, **plain},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, 2), f"`{command}` ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def matches(expected: str, shown: str) -> bool:
    """Whether the lines are the same, blanks at ends aside; an expected line ``...`` stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n" for line in expected.splitlines()
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in shown.strip("\n").splitlines())) is not None


RUN = {"python", "console"}
# Reading all of them takes a minute; the front page stands for the others where only quick tests are asked for.
EXAMPLES = [
    pytest.param(page, id=str(page.relative_to(ROOT)), marks=[] if page == PAGES[0] else pytest.mark.slow)
    for page in PAGES
    if any(block.language in RUN for block in blocks_of(page))
]


@pytest.mark.parametrize("page", EXAMPLES)
def test_what_a_page_shows_is_what_happens(page, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path)
    for block in blocks_of(page):
        reader.do(block)


def test_a_wrong_transcript_is_noticed(tmp_path):
    block = Block("console", {}, "$ echo one; echo two\none\nthree\n", "here:1")
    with pytest.raises(AssertionError, match="two"):
        Reader(tmp_path).do(block)


def test_a_wrong_python_output_is_noticed(tmp_path):
    with pytest.raises(AssertionError, match="Expected"):
        Reader(tmp_path).do(Block("python", {}, ">>> 1 + 1\n3\n", "here:1"))


def test_an_ellipsis_line_stands_for_any_lines_and_nothing_else_does():
    assert matches("a\n...\nd\n", "a\nb\nc  \nd\n")
    assert matches("a\n...\n", "a\n")
    assert not matches("a\n...\nd\n", "a\nb\n")
    assert not matches("a.c\n", "abc\n")


def test_a_diff_changes_the_lines_it_shows(tmp_path):
    (tmp_path / "f").write_text("one\ntwo\nthree\n", encoding="utf-8")
    Reader(tmp_path).do(Block("diff", {"title": "f"}, " one\n-two\n+2\n", "here:1"))
    assert (tmp_path / "f").read_text(encoding="utf-8") == "one\n2\nthree\n"
