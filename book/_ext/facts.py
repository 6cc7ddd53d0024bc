"""Figures from outside, held to the registry: the role `fact` and the directive `facts`.

``{fact}`3.57 % <resnet_ensemble_top5_error>``` shows the text, linked to the entry on the page of facts, with its
source as the tooltip. A text that is not the registry's, or a name that it has not, is a warning. The directive lists
the whole registry, a section for each family.
"""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from pybtex.richtext import Text
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective
from sphinx.util.nodes import make_refnode

from cnn_helpers.facts import FILE, Fact, fact, facts

PAGE = "book/facts"  # the document with the directive
COLUMNS = {"Figure": 14, "What it is": 26, "Source": 24, "What is counted": 36}  # widths in percent

logger = logging.getLogger(__name__)


def anchor(name: str) -> str:
    return f"fact-{name.replace('_', '-')}"


def unbroken(text: str) -> str:
    """A figure stays on one line with its unit."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


class FactRole(ReferenceRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        self.env.note_dependency(FILE)
        text = nodes.inline(self.rawtext, unbroken(self.title), classes=["fact"])
        problem = self.problem()
        if problem:
            logger.warning("fact: %s", problem, location=self.get_location(), type="facts")
            return [text], []
        reference = addnodes.pending_xref(
            self.rawtext, text, refdomain="", reftype="fact", reftarget=self.target, refexplicit=True, refwarn=True,
            refdoc=self.env.docname,
        )
        self.set_source_info(reference)
        return [reference], []

    def problem(self) -> str:
        """What is wrong with the role's text and name, or nothing."""
        if not self.has_explicit_title:
            return f"{self.text!r} needs a text and a name, such as 3.57 % <resnet_ensemble_top5_error>"
        try:
            entry = fact(self.target)
        except ValueError as error:
            return str(error)
        return "" if self.title == entry.text else f"{self.target} is {entry.text!r}, but the page has {self.title!r}"


def resolve(app, env, node: addnodes.pending_xref, contents: nodes.Element) -> nodes.reference | None:
    """Link a role to its entry, where the book has the page of facts."""
    if node["reftype"] != "fact" or PAGE not in env.found_docs:
        return None
    entry = fact(node["reftarget"])
    title = f"{source_in_words(env, entry.source)}, {entry.place}"
    return make_refnode(app.builder, node["refdoc"], PAGE, anchor(entry.name), contents, title)


def source_in_words(env, key: str) -> str:
    """The authors' family names, title and year of an entry of the bibliography."""
    entry = env.get_domain("cite").bibdata.data.entries[key]
    names = [" ".join(map(str, author.rich_prelast_names + author.rich_last_names))
             for author in entry.persons["author"]]
    authors = " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
    return f"{authors}, {Text.from_latex(entry.fields['title'])} ({entry.fields['year']})"


class FactsDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(FILE)
        return [
            nodes.section("", nodes.title("", family), self.table(entries), ids=[nodes.make_id(f"facts {family}")])
            for family, entries in groupby(facts().values(), key=lambda entry: entry.family)
        ]

    def table(self, entries) -> nodes.table:
        group = nodes.tgroup("", *[nodes.colspec(colwidth=width) for width in COLUMNS.values()], cols=len(COLUMNS))
        head = nodes.row("", *[nodes.entry("", nodes.paragraph("", heading)) for heading in COLUMNS])
        group += nodes.thead("", head)
        group += nodes.tbody("", *[self.row(entry) for entry in entries])
        return nodes.table("", group, classes=["facts", "colwidths-given"])

    def row(self, entry: Fact) -> nodes.row:
        figure = nodes.strong("", unbroken(entry.text), ids=[anchor(entry.name)])
        source, _ = self.parse_inline(f"{{cite:t}}`{entry.source}`, {entry.place}", lineno=self.lineno)
        recomputed = ""
        if entry.network:
            recomputed = f" Recomputed by the ledger of {entry.network}."
        counted = f"{entry.convention[0].upper()}{entry.convention[1:]}.{recomputed}"
        cells = [
            [nodes.paragraph("", "", figure)],
            [nodes.paragraph("", entry.what)],
            [nodes.paragraph("", "", *source)],
            [nodes.paragraph("", counted), *([nodes.paragraph("", entry.note)] if entry.note else [])],
        ]
        return nodes.row("", *[nodes.entry("", *cell) for cell in cells])


def setup(app) -> dict[str, bool]:
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_role("fact", FactRole())
    app.add_directive("facts", FactsDirective)
    app.connect("missing-reference", resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
