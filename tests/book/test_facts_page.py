"""Figures from outside in the pages: the role and the directive that show them, and figures typed without the role."""

import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from cnn_helpers.facts import SCALES, fact, facts, number
from tests.book.built import PAGES, ROOT

NOTEBOOKS = sorted((ROOT / "book").glob("*/*.ipynb"))
CONFIGURATION = f"""\
extensions = ["myst_parser", "sphinxcontrib.bibtex", "facts"]
bibtex_bibfiles = [{str(ROOT / "book" / "references.bib")!r}]
bibtex_reference_style = "author_year"
html_theme = "basic"
nitpicky = True
"""
FACTS = """\
# Facts

```{facts}
```

# Sources

```{bibliography}
```
"""


# The role and the directive, in a small book of their own


def build(folder: Path, page: str, *, with_facts: bool = True) -> tuple[Path, list[str]]:
    """Build a book of two pages with Sphinx: where its HTML is, and the warnings."""
    (folder / "book").mkdir()
    (folder / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    contents = ["", "```{toctree}", "page", *(["book/facts"] if with_facts else []), "```", ""]
    (folder / "index.md").write_text("\n".join(["# Book", *contents]), encoding="utf-8")
    (folder / "page.md").write_text(f"# Page\n\n{page}\n", encoding="utf-8")
    if with_facts:
        (folder / "book" / "facts.md").write_text(FACTS, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "--color", "-b", "html", folder, folder / "html"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "book" / "_ext")}, capture_output=True, text=True, check=False,
    )
    warnings = [line for line in re.sub(r"\x1b\[[\d;]*m", "", run.stderr).splitlines() if "WARNING" in line]
    assert (run.returncode != 0) == bool(warnings), run.stderr
    return folder / "html", warnings


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.slow
def test_the_role_shows_the_text_and_leads_to_the_row_with_the_source(tmp_path):
    html, warnings = build(tmp_path, "It was {fact}`3.57 % <resnet_ensemble_top5_error>` in all.")
    assert warnings == []
    page = soup(html / "page.html")
    link = page.find("a", href="book/facts.html#fact-resnet-ensemble-top5-error")
    assert link.get_text() == "3.57\N{NO-BREAK SPACE}%"
    assert link["title"] == "He et al., Deep Residual Learning for Image Recognition (2016), table 5"
    row = soup(html / "book" / "facts.html").find(id="fact-resnet-ensemble-top5-error").find_parent("tr")
    cells = [" ".join(cell.get_text().split()) for cell in row.find_all("td")]
    entry = fact("resnet_ensemble_top5_error")
    assert cells[:2] == [entry.text, entry.what]
    assert cells[2] == "He et al. [2016], table 5"
    assert cells[3].lower() == f"{entry.convention}."
    assert row.select_one("td:nth-child(3) a[href^='#']")  # into the bibliography of this page


@pytest.mark.slow
def test_what_is_not_in_the_registry_breaks_the_build(tmp_path):
    wrong = {
        "3.75 % <resnet_ensemble_top5_error>": "resnet_ensemble_top5_error is '3.57 %', but the page has '3.75 %'",
        "3.57% <resnet_ensemble_top5_error>": "resnet_ensemble_top5_error is '3.57 %', but the page has '3.57%'",
        "1998 <lenet5_yaer>": "there is no fact 'lenet5_yaer'; did you mean lenet5_year",
        "lenet5_year": "needs a text and a name",
    }
    _, warnings = build(tmp_path, "\n".join(f"{{fact}}`{role}`" for role in wrong))
    assert len(warnings) == len(wrong)
    for warning, message in zip(warnings, wrong.values(), strict=True):
        assert "page.md:3: WARNING: fact: " in warning and message in warning


@pytest.mark.slow
def test_a_book_without_the_page_of_facts_breaks_the_build(tmp_path):
    _, (warning,) = build(tmp_path, "It was {fact}`3.57 % <resnet_ensemble_top5_error>`.", with_facts=False)
    assert "page.md:3" in warning and "resnet_ensemble_top5_error" in warning


# The book's own page


@pytest.fixture(scope="module")
def page(html):
    return soup(html / "book" / "facts.html")


@pytest.mark.slow
def test_the_page_of_facts_has_every_entry_once(page):
    rows = {row.find("strong")["id"]: row for row in page.select("table.facts tbody tr")}
    assert list(rows) == [f"fact-{name.replace('_', '-')}" for name in facts()]
    for entry, row in zip(facts().values(), rows.values(), strict=True):
        text = " ".join(row.get_text(" ").split()).replace("’", "'")
        assert text.startswith(entry.text) and entry.what in text and entry.place in text and entry.note in text
        assert ("Recomputed by the ledger" in text) == bool(entry.network)


@pytest.mark.slow
def test_every_source_of_a_fact_leads_to_the_bibliography(page):
    links = [row.select_one("td:nth-child(3) a")["href"] for row in page.select("table.facts tbody tr")]
    assert len(links) == len(facts()) and all(link.startswith("bibliography.html#") for link in links)


@pytest.mark.slow
def test_links_to_facts_name_their_source(html):
    links = [link for name in PAGES for link in soup(html / f"{name}.html").select("a[href*='#fact-']")]
    assert [link for link in links if not re.search(r"\(\d{4}\), .", link.get("title", ""))] == []


# Figures typed without the role


ROLE = re.compile(r"\{fact\}`[^`]*`")


def distinctive(text: str) -> bool:
    """Whether a figure in a page can hardly be anything but the registry's: 3.57 %, 60 million, 61,100,840."""
    digits, _, word = text.partition(" ")
    if word in ("%", "points"):
        return "." in digits
    return word in SCALES or ("," in digits and len(digits.replace(",", "").rstrip("0")) > 2)


def is_typed(text: str, markdown: str) -> bool:
    """Whether a figure stands in the Markdown, however it is spaced and set."""
    digits, _, word = text.partition(" ")
    pattern = re.escape(digits).replace(",", r"(?:,|\{,\}|_)?")
    if word:
        pattern += r"[\s\u00a0\u202f~]*" + (r"\\?%" if word == "%" else word)
    return re.search(rf"(?<![\d.,]){pattern}(?!\d|[.,]\d)", ROLE.sub("", markdown)) is not None


def is_computed(text: str, output: str) -> bool:
    """Whether the outputs of a page's cells show the figure, or a number in full that rounds to it."""
    digits, _, word = text.partition(" ")
    if word not in SCALES:
        return is_typed(digits, output)
    said, last_digit = number(text)
    shown = [Decimal(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*(?:\.\d+)?", output)]
    scales = (1, SCALES[word]) if "." in digits else (1,)  # a column in billions shows 3.858
    return is_typed(text, output) or any(abs(n * scale - said) <= last_digit / 2 for n in shown for scale in scales)


def typed_figures(notebook) -> list[str]:
    """The registry's figures that Markdown cells have without the role, and that no cell's output shows."""
    markdown = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    output = "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs)
    return [
        f"{entry.text} is {entry.name}: write {{fact}}`{entry.text} <{entry.name}>`" for entry in facts().values()
        if distinctive(entry.text) and is_typed(entry.text, markdown) and not is_computed(entry.text, output)
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_figures_from_outside_come_from_the_registry(path):
    assert typed_figures(nbformat.read(path, as_version=nbformat.NO_CONVERT)) == []


def notebook_of(markdown: str, output: str):
    code = nbformat.v4.new_code_cell("print(…)", outputs=[nbformat.v4.new_output("stream", text=output)])
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(markdown), code])


@pytest.mark.parametrize(
    ("markdown", "output", "names"),
    [
        ("ResNet had 3.57 %.", "", ["resnet_ensemble_top5_error", "ilsvrc2015_winner_top5_error"]),
        ("ResNet had 3.57% of $3.57\\%$.", "", ["resnet_ensemble_top5_error", "ilsvrc2015_winner_top5_error"]),
        ("It has $340{,}908$ connections.", "", ["lenet5_connections"]),
        ("The abstract says 60 million.", "59 million", ["alexnet_paper_parameters"]),
        ("It has 340908 of them.", "1,340,908", ["lenet5_connections"]),
        ("ResNet had {fact}`3.57 % <resnet_ensemble_top5_error>`.", "", []),
        ("Our runs had 3.57 %.", "error 3.57 %", []),
        ("It has 340,908 connections.", "340908", []),
        ("About 60 million.", "60,000,000 weights", []),
        ("About 3.86 billion.", "3,857,973,248 or 3,858,000,000", []),
        ("About 3.86 billion.", "billions: 3.858", []),
        ("About 3.86 billion.", "3,849,999,999", ["resnet50_macs_by_hu"]),
        ("Not 13.57 %, 3.575 % or 3,340,908, and in 2015 there were 22 layers.", "", []),
    ],
)
def test_a_typed_figure_is_found(markdown, output, names):
    found = typed_figures(notebook_of(markdown, output))
    assert sorted(re.search("is (\\w+):", line)[1] for line in found) == sorted(names)


def test_common_figures_may_be_typed():
    assert [text for text in ("1998", "22", "1,000", "60,000", "25 %") if distinctive(text)] == []
