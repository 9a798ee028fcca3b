"""What remains of a sentence where a stamp stood, and what HTML becomes. ``@`` stands for a well-formed stamp."""

import pytest

from detente.casefile.notes.page import parse_page

STAMP = '<a class="yt-timestamp" data-t="00:00:03">[00:00:03]</a>'


def sentence(text: str) -> str:
    page = parse_page(text.replace("@", STAMP).encode(), name="n.md", stem="n")
    (cited,) = page.cited
    return cited.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The envoy, @, left", "The envoy, left"),
        ('"North", @, "South"', '"North", "South"'),
        ("the toll,@,@.", "the toll."),
        ("the toll , @ , @ .", "the toll."),
        ("it is so, @.", "it is so."),
        ("it is so — @.", "it is so."),
        ("the ford - @ - is open", "the ford - is open"),
        ("the ford—@—is open", "the ford—is open"),
        ("the ford: @; the quay", "the ford; the quay"),
        ("the ford , @ and the quay", "the ford, and the quay"),
        ("He listed: @.", "He listed:"),
        ("the ford (open, @) and the quay", "the ford (open) and the quay"),
        ("(He left.) @.", "(He left.)"),
        ('He named one (e.g., "x.") @.', 'He named one (e.g., "x.")'),
        ("He sells boats (rafts, etc.) @.", "He sells boats (rafts, etc.)."),
        ("It holds (see @).", "It holds."),
        ("It holds (see also @; @).", "It holds."),
        ("It holds ([@]).", "It holds."),
        ("word@next", "word next"),
        ("(old@new) words", "(old new) words"),
        ('He said "never @" twice', 'He said "never" twice'),
        ("It fell @ -5 degrees", "It fell -5 degrees"),
        ("• a bullet @", "a bullet"),
        ("one\u0085two @.", "one two."),
    ],
)
def test_stamps_leave_nothing_behind(text, wanted):
    assert sentence(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10<sup>9</sup> cells @.", "10^9 cells."),
        ("x<sup>-3</sup> and x<sup>n+1</sup> @.", "x^-3 and x^(n+1)."),
        ("2<sup>3</sup>4 and 2<sup><b>3</b></sup> @.", "2^(3)4 and 2^3."),
        ("*n*<sup>*k*</sup> @.", "n^k."),
        ("the 19<sup>th</sup> boat @.", "the 19th boat."),
        ("It holds.<sup>@</sup>", "It holds."),
        ("H<sub>2</sub>O and CO<sub>2</sub> @.", "H2O and CO2."),
        ("a<sub>i</sub> and log<sub>2</sub>8 @.", "a_i and log_(2)8."),
        ("List<String> @.", "List<String>."),
        ("if (a<b && c>d) @.", "if (a<b && c>d)."),
        ("<T extends U> and x<a and b>c @.", "<T extends U> and x<a and b>c."),
        ('<b>Bold</b>, <SPAN class="x">plain</SPAN>, <font color=red>red</font> @.', "Bold, plain, red."),
        ('<div class="x>broken @</div>', "broken"),
    ],
)
def test_markup_keeps_facts(text, wanted):
    assert sentence(text) == wanted
