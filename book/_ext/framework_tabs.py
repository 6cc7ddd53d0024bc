"""Two neighbouring code cells, tagged `keras` and `pytorch`, become two tabs of one set.

The tabs are sphinx-design's: radio buttons with labels, which work without JavaScript and by keyboard. What carries
the same `sync_group` changes together, is remembered from page to page and can be asked for in an address: with
`?framework=pytorch` a page opens in PyTorch.
"""

from __future__ import annotations

from docutils import nodes
from sphinx_design.shared import create_component

GROUP = "framework"
FIRST, SECOND = "keras", "pytorch"
LABELS = {FIRST: "Keras", SECOND: "PyTorch"}


def is_tagged(node: nodes.Node, tag: str) -> bool:
    """Whether a node is a code cell with this tag, as MyST-NB marks one."""
    return (
        isinstance(node, nodes.container)
        and node.get("nb_element") == "cell_code"
        and f"tag_{tag}" in node["classes"]
    )


def tab(cell: nodes.container, framework: str) -> nodes.container:
    """One tab, with a cell and its outputs."""
    label = nodes.rubric("", LABELS[framework], classes=["sd-tab-label"], sync_group=GROUP, sync_id=framework)
    content = create_component("tab-content", classes=["sd-tab-content"], children=[cell])
    return create_component("tab-item", classes=["sd-tab-item"], children=[label, content])


def make_tabs(app, doctree: nodes.document) -> None:
    """Put every two neighbours, the one tagged keras and the next pytorch, into a set of tabs."""
    for keras in [node for node in doctree.findall(nodes.container) if is_tagged(node, FIRST)]:
        pytorch = keras.next_node(descend=False, siblings=True)
        if pytorch is None or not is_tagged(pytorch, SECOND):
            continue
        tabs = create_component("tab-set", classes=["sd-tab-set"])
        parent = keras.parent
        parent[parent.index(keras)] = tabs  # replace_self would pass the cell's classes on
        parent.remove(pytorch)
        tabs += [tab(keras, FIRST), tab(pytorch, SECOND)]


def setup(app) -> dict[str, bool]:
    app.setup_extension("sphinx_design")
    app.connect("doctree-read", make_tabs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
