"""A real browser over the built book: nothing here imitates one."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from course import BOOK_SOURCES, BOOK_STAMP, digest
from tests.book.built import HTML, ROOT, TOO_WIDE, Visit, serious, settle

SUB_PATH = "/some/sub/path/"


@pytest.fixture(scope="session")
def html() -> Path:
    stamp = ROOT / BOOK_STAMP
    if not stamp.exists() or stamp.read_text() != digest(*BOOK_SOURCES):
        pytest.fail("_build/html is not what the sources give: run `python3 course.py book`")
    return HTML


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = os.environ.get("CNN_COURSE_BROWSER") or next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        pytest.skip(f"no browser: none of {', '.join(names)} is on PATH and CNN_COURSE_BROWSER is not set")
    with sync_playwright() as playwright:
        arguments = [
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # whatever another host would serve fails
            "--no-sandbox",  # which Chromium lacks in most containers; the pages are our own
        ]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(html: Path) -> str:
    """The address of the book opened from a folder."""
    return html.as_uri() + "/"


@pytest.fixture(scope="session")
def server(html: Path) -> Iterator[str]:
    """The address of the book served below a path, as a project's pages on GitHub are."""

    class Below(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            if not path.startswith(SUB_PATH):
                return os.devnull + "/outside"
            return super().translate_path(path.removeprefix(SUB_PATH.rstrip("/")))

        def log_message(self, *_) -> None:
            pass

    handler = functools.partial(Below, directory=html)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}{SUB_PATH}"
        running.shutdown()


@pytest.fixture(scope="session")
def open_page(browser: Browser):
    """Open an address in a fresh context and collect what goes wrong: `(page, visit)`."""
    contexts = []

    def open_(address: str, *, scheme: str = "light", width: int = 1280) -> tuple[Page, Visit]:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page, visit = context.new_page(), Visit()
        here = address.split("/_build/")[0] if address.startswith("file:") else address.split(SUB_PATH)[0]
        page.on("console", lambda message: message.type == "error" and visit.errors.append(message.text))
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        page.on("request", lambda request: request.url.startswith((here, "data:")) or visit.foreign.append(request.url))
        page.on("requestfailed", lambda request: visit.missing.append(request.url))
        page.on("response", lambda response: response.status >= 400 and visit.missing.append(response.url))
        page.goto(address)
        settle(page)
        return page, visit

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def visit(open_page):
    """Visit a page once for each place, scheme and width, however many tests ask for it."""

    @functools.cache
    def look(address: str, scheme: str = "light", width: int = 1280) -> Visit:
        page, seen = open_page(address, scheme=scheme, width=width)
        seen.formulas = page.locator(".math").count()
        seen.unset_formulas = page.evaluate(
            "[...document.querySelectorAll('.math')].filter(f => !f.querySelector('mjx-container')"
            " || f.querySelector('mjx-merror, [data-mml-node=merror]')).map(f => f.textContent)"
        )
        seen.too_wide = page.evaluate(TOO_WIDE)
        if address.startswith("file:"):
            # On the second look at a page only what depends on colours and width can differ.
            rules = None if scheme == "light" else ["color-contrast", "scrollable-region-focusable"]
            # Thousands of glyphs in the text's own colour, and tokens of code, which have a test of their own.
            seen.accessibility = serious(page, rules=rules, exclude=["mjx-math", "pre > *"])
        page.context.close()
        return seen

    return look
