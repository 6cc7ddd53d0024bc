"""The pages of the book and what a browser may meet on one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))


def _files(entry: dict) -> Iterator[str]:
    """The files of an entry of the table of contents and of those below it."""
    if "file" in entry:
        yield entry["file"]
    for key in ("parts", "chapters", "sections"):
        for below in entry.get(key, ()):
            yield from _files(below)


PAGES = [TOC["root"], *_files(TOC)]
CHAPTERS = [page for page in PAGES if (ROOT / f"{page}.ipynb").exists()]


@dataclass
class Visit:
    """What a browser met on one page."""

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    formulas: int = 0
    unset_formulas: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    accessibility: list[str] = field(default_factory=list)


def settle(page: Page) -> None:
    """Wait until formulas are set and the scripts that follow them have run."""
    page.evaluate("async () => { await window.MathJax?.startup?.promise; await new Promise(requestAnimationFrame); }")


# What stands out of the window and lies in no box that scrolls.
TOO_WIDE = """() => {
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const inBox = (element) => {
    for (let e = element.parentElement; e && !e.matches("article"); e = e.parentElement) if (scrolls(e)) return true;
    return false;
  };
  const out = [...document.querySelectorAll("article *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !inBox(e))
    .map((e) => e.outerHTML.slice(0, 120));
  const width = document.documentElement.scrollWidth;
  return width > innerWidth ? [`the page is ${width} wide`, ...out] : out;
}"""


def serious(page: Page, *, rules=None, include=("html",), exclude=()) -> list[str]:
    """What axe, by all its rules or by those named, finds serious or critical."""
    options = {"preload": False, "resultTypes": ["violations"]}  # preload fetches style sheets, which a folder forbids
    if rules:
        options["runOnly"] = rules
    context = {"include": [[selector] for selector in include], "exclude": [[selector] for selector in exclude]}
    return [
        f"{violation['impact']} {violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in Axe().run(page, context=context, options=options).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
