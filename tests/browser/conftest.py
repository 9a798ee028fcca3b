"""A real Chromium, found on the machine or brought by playwright; without one these tests are skipped and say so."""

import os

import pytest
from find_chromium import found

playwright = pytest.importorskip("playwright.sync_api", reason="python package playwright is not installed")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium():
    with playwright.sync_playwright() as running:
        try:
            browser = running.chromium.launch(executable_path=found(), args=FLAGS)
        except playwright.Error as error:
            missing = f"no Chromium to look at the report with: {str(error).splitlines()[0]}"
            pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
        yield browser
        browser.close()


@pytest.fixture
def look(chromium, tmp_path):
    """Open a written report; returns the page, with what it said on the console and asked of the network."""
    contexts = []

    def opened(path, width=1280, height=800, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        said, asked = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page, said, asked

    yield opened
    for context in contexts:
        context.close()
