"""Blocks side by side: a column for each branch, wide enough to be read on a narrow page."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from cnn_helpers.figures._boxes import arrow, box
from cnn_helpers.figures.style import FAINT, drawn
from cnn_helpers.operations import Shape, times
from cnn_helpers.spec import INPUT, Spec

WIDTH, HEIGHT, GAP, ROW = 1.5, 0.78, 0.14, 1.12  # of a box in inches, between columns, from row to row


@drawn
def parallel_branches(spec: Spec, input_shape: Shape | None = None) -> Figure:
    """A network whose last layer joins chains that begin at its input: the input, a column a chain, the joint.

    Each box has its operation and the shape of its output; boxes with weights are shaded.

    Parameters
    ----------
    spec
        Such as one inception module; a branch without a layer is a line.
    input_shape
        ``(height, width, channels)``; None for the network's own.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where a branch itself has branches.
    """
    shapes, joint = spec.shapes(input_shape), spec[spec.output]
    columns = [_chain(spec, name) for name in joint.inputs]
    rows = max(map(len, columns))
    right = len(columns) * (WIDTH + GAP) - GAP
    figure, axes = plt.subplots(figsize=(right + 0.2, (rows + 1) * ROW + HEIGHT + 0.1), layout="none")
    axes.set_position([0, 0, 1, 1])
    axes.set(xlim=(-0.1, right + 0.1), ylim=((rows + 1) * ROW + HEIGHT + 0.05, -0.05))
    axes.axis("off")
    _draw(axes, right / 2, 0, "input", shapes[INPUT], weights=False)
    _draw(axes, right / 2, rows + 1, joint.operation.kind, shapes[joint.name], weights=False)
    for number, column in enumerate(columns):
        x = number * (WIDTH + GAP) + WIDTH / 2
        for row, name in enumerate(column, start=1):
            inputs = spec.input_shapes(spec[name], shapes)
            operation = spec[name].operation
            _draw(axes, x, row, str(operation), shapes[name], weights=bool(operation.parameters(inputs)))
        for row in range(1, len(column)):
            arrow(axes, (x, row * ROW + HEIGHT), (x, (row + 1) * ROW))
        fan = right / 2 + (x - right / 2) * 0.8 * WIDTH / right  # so that heads of arrows lie side by side
        if column:
            arrow(axes, (fan, HEIGHT), (x, ROW))
            points = [(x, len(column) * ROW + HEIGHT), (x, rows * ROW + HEIGHT)]
        else:
            points = [(fan, HEIGHT), (x, ROW), (x, rows * ROW + HEIGHT)]
        axes.plot(*zip(*points, strict=True), color=FAINT, linewidth=1.2, marker="")
        arrow(axes, (x, rows * ROW + HEIGHT), (fan, (rows + 1) * ROW))
    return figure


def _chain(spec: Spec, name: str) -> list[str]:
    """The layers from the input to the one named, in order."""
    chain = []
    while name != INPUT:
        chain.append(name)
        if len(spec[name].inputs) != 1:
            raise ValueError(f"parallel_branches: each branch must be a chain, but {name} of {spec.name} "
                             f"joins {len(spec[name].inputs)} layers")
        (name,) = spec[name].inputs
    return chain[::-1]


def _draw(axes, x, row, operation, shape, *, weights):
    box(axes, x - WIDTH / 2, row * ROW, WIDTH, HEIGHT, weights=weights)
    lines = [*textwrap.wrap(operation.replace("_", " "), width=20, max_lines=2, placeholder="…"), times(shape)]
    for number, line in enumerate(lines):
        axes.text(x, row * ROW + HEIGHT * (number + 1) / (len(lines) + 1), line, ha="center", va="center", fontsize=8.5,
                  weight="bold" if line == lines[-1] else "normal")
