"""What the book's pages need beyond Jupyter Book: formulas without a network, and roles and languages that hold."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from docutils import nodes

# What tex-chtml.js fetches: its fonts, and the TeX packages that it loads when a formula first uses them.
MATHJAX_PARTS = ("tex-chtml.js", "output/chtml/fonts/woff-v2", "input/tex/extensions")


def copy_mathjax(app) -> None:
    """Take MathJax from the package sphinx-mathjax-offline, whose own extension would copy all of its 15 MB."""
    if app.builder.format != "html":
        return
    package = importlib.util.find_spec("sphinx-mathjax-offline")
    source = Path(package.submodule_search_locations[0], "static", "mathjax")
    target = Path(app.outdir, "_static", "mathjax")
    for part in MATHJAX_PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, dirs_exist_ok=True)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / part, target / part)


def mark_korean(app, doctree: nodes.document) -> None:
    """Give a glossary term in Hangul `lang="ko"`, which docutils writes for a class "language-ko"."""
    for term in doctree.findall(nodes.term):
        if any("가" <= letter <= "힣" for letter in term.astext()):
            term["classes"].append("language-ko")


def visit_citation(translator, node: nodes.citation) -> None:
    """Write the entries of the bibliography as items of the list that docutils puts them into."""
    type(translator).visit_citation(translator, node)
    translator.body[-1] = translator.body[-1].replace('role="doc-biblioentry"', 'role="listitem"')


def depart_citation(translator, node: nodes.citation) -> None:
    type(translator).depart_citation(translator, node)


def setup(app) -> dict[str, bool]:
    app.setup_extension("framework_tabs")
    app.setup_extension("facts")
    app.connect("builder-inited", copy_mathjax)
    app.connect("doctree-read", mark_korean)
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
