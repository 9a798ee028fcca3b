from dataclasses import replace

import pytest
from builders import alone, cube, hostile, merged_well, well
from doubts import doubtful, hostile_doubt, large_doubt
from pages import html
from ways import with_ways

pytestmark = pytest.mark.browser
EVERY = {
    "well": well,
    "alone": alone,
    "merged": merged_well,
    "hostile": hostile,
    "eight-states": lambda: cube(3),
    "sixty-states": lambda: cube(6, 60),
    "ways": with_ways,
    "hostile-ways": lambda: with_ways(hostile()),
}


@pytest.fixture
def written(tmp_path):
    """Writes a report, with its doubt where there is one, and says where."""

    def write(*told):
        target = tmp_path / "report.html"
        target.write_text(html(*told), encoding="utf-8")
        return target

    return write


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("width", [1280, 800])
def test_the_page_is_quiet_asks_for_nothing_and_fits_its_width(look, written, name, width):
    page, said, asked = look(written(EVERY[name]()), width)
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len(asked) == len({url for url in asked if url.startswith(("file:", "data:"))})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


DOUBTS = {"doubtful": doubtful, "hostile": hostile_doubt, "large": large_doubt}


@pytest.mark.parametrize("name", DOUBTS)
@pytest.mark.parametrize("width", [1280, 800])
def test_with_doubt_the_page_is_quiet_and_fits_its_width(look, written, name, width):
    doubt = DOUBTS[name]()
    page, said, _ = look(written(well(case=doubt.case), doubt), width)
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#doubt svg[role=img] desc").count() == 1
    assert page.evaluate(CONTRAST) == []


def test_the_labels_of_the_linchpin_chart_stand_inside_it(look, written):
    doubt = large_doubt()
    page, _, _ = look(written(well(case=doubt.case), doubt))
    frame = page.locator("#doubt svg[role=img]").bounding_box()
    for box in (label.bounding_box() for label in page.locator("#doubt svg text").all()):
        assert box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


@pytest.mark.parametrize("make", [well, with_ways, lambda: cube(3)])
def test_every_label_of_a_picture_is_seen_inside_it(look, written, make):
    page, _, _ = look(written(make()))
    for picture in page.locator("svg[role=img]").all():
        frame, labels = picture.bounding_box(), picture.locator("text").all()
        assert labels
        for box in (label.bounding_box() for label in labels):
            assert box is not None
            assert frame["x"] - 1 <= box["x"]
            assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 1


def test_what_hinges_is_on_the_first_screen(look, written):
    doubt = doubtful()
    page, _, _ = look(written(well(case=doubt.case), doubt))
    box = page.locator(".box.hinges").bounding_box()
    assert box["y"] + box["height"] <= 800
    moment = page.locator(".box.hinges a.moment", has_text="00:01:09").first
    assert moment.get_attribute("href") == "https://youtu.be/abcDEF12-_x?t=69"


@pytest.mark.parametrize("width", [1280, 800])
def test_with_every_fold_open_nothing_overflows(look, written, width):
    page, _, _ = look(written(hostile()), width)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_script_in_a_note_is_only_text(look, written):
    page, said, _ = look(written(hostile()))
    assert said == []
    assert page.locator("script").count() == 1
    assert page.locator("main img, main iframe, main object").count() == 0
    assert "<script>alert('x')</script>" in page.locator("h1").inner_text()


def test_an_injected_script_or_style_would_be_refused(look, written):
    page, said, _ = look(written(well()))
    page.evaluate("""() => {
        const bad = document.createElement('script');
        bad.textContent = 'window.owned = 1';
        document.body.append(bad);
    }""")
    assert page.evaluate("window.owned") is None
    assert any("Content Security Policy" in line for line in said)


def test_the_first_screen_holds_the_summary(look, written):
    page, _, _ = look(written(well()))
    last = page.locator(".summary .box").last.bounding_box()
    assert last["y"] + last["height"] <= 800


def test_links_open_the_moment_in_a_new_window_without_a_referrer(look, written):
    page, _, _ = look(written(well()))
    links = page.locator("a.moment")
    assert links.count() >= 2
    for k in range(links.count()):
        assert links.nth(k).get_attribute("href") == "https://youtu.be/abcDEF12-_x?t=69"
        assert links.nth(k).get_attribute("target") == "_blank"
        assert links.nth(k).get_attribute("rel") == "noopener noreferrer"


def test_a_link_from_a_reason_leads_to_the_claim(look, written):
    page, _, _ = look(written(well()))
    page.locator("#reasons a.cite", has_text="well-low").first.click()
    assert page.evaluate("location.hash") == "#claim-1"
    assert page.locator("#claim-1").is_visible()


def test_a_link_into_a_fold_opens_it(look, written):
    path = written(well())
    page, _, _ = look(path)
    faction = page.locator("li[id^=assumption]", has_text="Council of elders").first
    assert not faction.locator("p").first.is_visible()
    page.evaluate("id => { location.hash = id }", faction.get_attribute("id"))
    page.wait_for_function("id => document.getElementById(id).closest('details').open", arg=faction.get_attribute("id"))
    assert faction.locator("p").first.is_visible()


def test_the_page_works_without_script(look, written):
    page, said, _ = look(written(well()), java_script_enabled=False)
    assert said == []
    page.locator("#reasons summary").last.click()
    assert "State 2 is stable for South" in page.locator("#reasons details").last.inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_the_reasoning_is_open_on_paper(look, written, script):
    page, _, _ = look(written(well()), java_script_enabled=script)
    page.emulate_media(media="print")
    assert page.pdf(format="A4").startswith(b"%PDF")
    if script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    reasons = page.locator("#reasons details.state").last.locator(".verdict").first
    assert reasons.bounding_box()["height"] > 0
    assert page.locator("nav").is_hidden()


def test_on_paper_what_matters_less_is_a_line(look, written):
    every = tuple(replace(well().explanations[0], state=row) for row in range(4))
    page, _, _ = look(written(well(status_quo=None, explanations=every)))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    states = page.locator("#reasons details.state").all()
    assert [state.locator(".body").is_visible() for state in states] == [True, True, True, False]
    assert all(state.locator("summary").is_visible() for state in states)
    recorded = page.locator("#assumptions details.folded")
    assert recorded.locator("summary").is_visible()
    assert recorded.locator("ol").is_hidden()


def test_on_paper_the_address_of_a_moment_can_be_read(look, written):
    page, _, _ = look(written(well()))
    page.emulate_media(media="print")
    assert "https://youtu.be/abcDEF12-_x?t=SECONDS" in page.locator("#claims").inner_text()
    assert "t=69" in page.locator("#claims tr.claim").inner_text()
    assert not page.locator("#assumptions q.screen").first.is_visible()


def test_on_a_screen_every_assumption_has_the_sentence_and_the_moment(look, written):
    page, _, _ = look(written(well()))
    assumption = page.locator("#assumptions li", has_text="Water at night").first
    assert "The well is said to run low." in assumption.inner_text()
    assert assumption.locator("a.moment").get_attribute("href") == "https://youtu.be/abcDEF12-_x?t=69"
    assert "SECONDS" not in page.locator("#claims").inner_text()


def test_nothing_is_clipped_on_paper(look, written):
    page, _, _ = look(written(cube(6, 60)), width=690, height=1000)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 690


def test_every_colour_of_text_has_contrast(look, written):
    page, _, _ = look(written(well()))
    low = page.evaluate(CONTRAST)
    assert low == []


CONTRAST = """() => {
  const lum = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  const rgb = (s) => s.match(/[\\d.]+/g).map(Number);
  const back = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const low = [];
  for (const e of document.querySelectorAll('main *')) {
    if (e.closest('svg') || ![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    const a = lum(rgb(getComputedStyle(e).color).slice(0, 3)), b = lum(back(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return low;
}"""  # noqa: E501
