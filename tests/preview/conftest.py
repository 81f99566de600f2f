"""A preview that runs, and a real browser that looks at it."""

import os
import re
import shutil
import signal
import subprocess
import sys
from hashlib import sha256

import pytest
from playwright.sync_api import expect, sync_playwright

from resume_pdf.pipeline import build

PATIENCE = 90  # s, of which a machine at rest needs a hundredth
RESUME = """\
# Ada Example

ada@example.org

## Experience

### Toolmaker, Example Works | 2019 – present

- Ground 400 lenses a month.
"""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Preview:
    """`resume-pdf preview` in a process of its own; `address` is where it is shown."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        self.source = folder / "resume.md"
        self.source.write_text(RESUME, "utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "resume_pdf", "preview", "--no-open", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", self.process.stdout.readline())
        assert found
        self.address = found[0]

    def end(self, how=signal.SIGINT):
        """Ends it and returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return status


@pytest.fixture
def start(tmp_path):
    """Starts previews, and ends them after the test."""
    started = []

    def start(*arguments):
        started.append(Preview(tmp_path, *arguments))
        return started[-1]

    yield start
    for preview in started:
        preview.end()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """One preview for all tests that leave it running; `preview` resets its folder."""
    preview = Preview(tmp_path_factory.mktemp("preview"))
    yield preview
    assert preview.end() == 0


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """What the page calls the PDF of the résumé that every test begins with."""
    source = tmp_path_factory.mktemp("key") / "resume.md"
    source.write_text(RESUME, "utf-8")
    (rendering,) = build(source, layouts=["onepage"]).renderings
    return sha256(rendering.pdf).hexdigest()[:16]


@pytest.fixture
def preview(running):
    running.source.write_text(RESUME, "utf-8")
    shutil.rmtree(running.folder / "styles", ignore_errors=True)
    return running


@pytest.fixture(scope="module")
def chromium():
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        message = f"no browser found, looked for {', '.join(_NAMES)}"
        if os.environ.get("RESUME_PDF_REQUIRE_CHROMIUM"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens a preview in a browser of its own; what it asks for, and what it says, is held."""
    expect.set_options(timeout=PATIENCE * 1000)
    contexts, asked, said = [], [], []

    def open_page(address, **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.goto(address)
        expect(page.locator(".page img").first).to_be_visible()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in asked if not one.startswith("http://127.0.0.1:")] == []
    # A policy that is violated is told there, and so is any mistake in a script.
    assert said == []
