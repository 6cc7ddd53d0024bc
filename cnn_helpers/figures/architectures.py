"""Architectures: the graph of a network, whole or by groups of layers, and where its parameters and its work are."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from cnn_helpers.figures._boxes import arrow
from cnn_helpers.figures._boxes import box as draw_box
from cnn_helpers.figures.style import BLUE, CARD, FAINT, INK, ORANGE, drawn
from cnn_helpers.ledger import Ledger, ledger
from cnn_helpers.operations import Shape, times
from cnn_helpers.spec import INPUT, Spec

MOST_BOXES = 60
BOX, LANE, GAP = 2.7, 0.3, 0.25  # widths: of a box, of a line that passes boxes by, and between them
ROW, HEIGHT = 1.0, 0.66          # from one row to the next, and the height of a box


@drawn
def architecture(spec: Spec, input_shape: Shape | None = None, *, depth: int | None = None) -> Figure:
    """The graph of a network from top to bottom: a box for each layer with its operation and its output's shape.

    Boxes with weights are shaded; boxes of several layers have a double frame.

    Parameters
    ----------
    spec
        The network.
    input_shape
        ``(height, width, channels)``; None for the network's own.
    depth
        How many parts of the dotted names keep layers apart: with 1, ``layer1.0.conv1`` and all of ``layer1`` are one
        box; None draws each layer.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there would be more than 60 boxes.
    """
    boxes = _boxes(ledger(spec, input_shape), depth)
    if len(boxes) > MOST_BOXES:
        raise ValueError(f"architecture: at most {MOST_BOXES} boxes can be read, but {spec.name} has {len(boxes)}: "
                         f"give a smaller depth, such as depth=1, or draw a part of it")
    rows, lines = _layout(boxes)
    left = min(item.x - item.width / 2 for row in rows for item in row)
    right = max(item.x + item.width / 2 for row in rows for item in row)
    size = 0.92 * (right - left + 0.4), 0.62 * ROW * len(rows) + 0.2
    figure, axes = plt.subplots(figsize=size, layout="none")
    axes.set_position([0, 0, 1, 1])
    for line in lines:
        points = [(item.x, item.row * ROW + edge) for item in line for edge in (0, HEIGHT)][1:-1]
        axes.plot(*zip(*points, strict=True), color=FAINT, linewidth=1.2, marker="", solid_joinstyle="round", zorder=1)
        arrow(axes, points[-2], points[-1])
    for row in rows:
        for item in row:
            if isinstance(item, _Box):
                _draw_box(axes, item)
    axes.set(xlim=(left - 0.2, right + 0.2), ylim=(ROW * len(rows) - (ROW - HEIGHT) + 0.15, -0.15))
    axes.axis("off")
    return figure


@drawn
def shares(costs: Ledger, *, depth: int = 1) -> Figure:
    """Bars: which share of a network's parameters and of its multiply-accumulates each group of layers has.

    Parameters
    ----------
    costs
        The network's ledger.
    depth
        As for :func:`architecture`. Groups without parameters and without multiply-accumulates have no bar.

    Returns
    -------
    Figure
    """
    groups: dict[str, list[int]] = {}
    for layer in costs.layers:
        sums = groups.setdefault(_group(layer.name, depth), [0, 0])
        sums[0] += layer.parameters
        sums[1] += layer.macs
    groups = {name: sums for name, sums in groups.items() if any(sums)}
    totals = costs.totals["parameters"], costs.totals["macs"]
    figure, axes = plt.subplots(figsize=(6.4, 0.42 * len(groups) + 1.2))
    for kind, (label, colour, hatch) in enumerate([("parameters", BLUE, ""), ("multiply-accumulates", ORANGE, "///")]):
        values = [100 * sums[kind] / max(totals[kind], 1) for sums in groups.values()]
        places = [place + 0.4 * kind - 0.2 for place in range(len(groups))]
        bars = axes.barh(places, values, height=0.38, color=colour, hatch=hatch, edgecolor=CARD,
                         label=f"{label}, {totals[kind]:,} in all")
        axes.bar_label(bars, [f"{value:.1f} %" for value in values], padding=3, fontsize=8)
    axes.set(yticks=range(len(groups)), yticklabels=list(groups), xlim=(0, 112), xlabel="share in %")
    axes.invert_yaxis()
    figure.legend(loc="outside upper left", ncols=1)
    return figure


@dataclass(eq=False)
class _Lane:
    """Where a line passes a row by."""

    row: int
    x: float = 0.0
    width: float = LANE


@dataclass(eq=False)
class _Box(_Lane):
    name: str = ""
    texts: list[str] = field(default_factory=list)
    shape: Shape = ()
    parameters: int = 0
    sources: list[str] = field(default_factory=list)
    width: float = BOX


def _group(name: str, depth: int | None) -> str:
    return name if depth is None else ".".join(name.split(".")[:depth])


def _boxes(costs: Ledger, depth) -> dict[str, _Box]:
    """The boxes by name, each after those it takes its input from."""
    boxes = {INPUT: _Box(0, name=INPUT, shape=costs.input_shape)}
    for layer in costs.layers:
        name = _group(layer.name, depth)
        box = boxes.setdefault(name, _Box(0, name=name))
        box.texts.append(layer.text)
        box.shape = layer.output_shape
        box.parameters += layer.parameters
        for source in (_group(source, depth) for source in layer.inputs):
            if source != name and source not in box.sources:
                box.sources.append(source)
                box.row = max(box.row, boxes[source].row + 1)
    return boxes


def _layout(boxes):
    """Rows of boxes and lanes with their places, and the lines between boxes, each a list of what it passes through."""
    rows = [[] for _ in range(max(box.row for box in boxes.values()) + 1)]
    before, lines = {}, []
    for box in boxes.values():
        rows[box.row].append(box)
        for source in box.sources:
            line = [boxes[source]]
            for row in range(boxes[source].row + 1, box.row):
                lane = _Lane(row)
                rows[row].append(lane)
                before.setdefault(lane, []).append(line[-1])
                line.append(lane)
            before.setdefault(box, []).append(line[-1])
            lines.append([*line, box])
    for row in rows[1:]:
        wanted = {item: _below(before[item]) for item in row}
        row.sort(key=lambda item: (wanted[item], not isinstance(item, _Box)))
        place = -math.inf
        for item in row:
            item.x = max(wanted[item], place + item.width / 2)
            place = item.x + item.width / 2 + GAP
        solid = [item for item in row if isinstance(item, _Box)] or row
        shift = sum(item.x - wanted[item] for item in solid) / len(solid)
        for item in row:
            item.x -= shift
    return rows, lines


def _below(sources) -> float:
    """The middle of the boxes among `sources`; of the lanes where there are only lanes, so that sums do not wander."""
    middles = [item.x for item in sources if isinstance(item, _Box)] or [item.x for item in sources]
    return sum(middles) / len(middles)


def _draw_box(axes, box):
    top = box.row * ROW
    several = len(box.texts) > 1
    for margin in (0, 0.05) if several else (0,):
        draw_box(axes, box.x - BOX / 2 + margin, top + margin, BOX - 2 * margin, HEIGHT - 2 * margin,
                 weights=box.parameters > 0)
    what = f"{len(box.texts)} layers, {box.parameters:,} parameters" if several else "".join(box.texts)
    lines = [box.name if box.name == INPUT else f"{_last(box.name)}: {times(box.shape)}", what or times(box.shape)]
    for place, (line, weight) in enumerate(zip(lines, ("bold", "normal"), strict=True)):
        axes.text(box.x, top + HEIGHT * (0.3 + 0.4 * place), _fitting(line), ha="center", va="center", weight=weight,
                  fontsize=7.5 if len(line) < 40 else 6, color=INK, zorder=3)


def _last(name):
    """The end of a dotted name where the whole is too long for a box."""
    return name if len(name) <= 26 else f"…{name[-25:]}"


def _fitting(line):
    return line if len(line) <= 52 else f"{line[:51]}…"
