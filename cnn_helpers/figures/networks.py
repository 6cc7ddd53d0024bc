"""A network at work: what goes from layer to layer, its kernels and maps, and its curves in training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from cnn_helpers.figures.style import BLUE, FAINT, GREY_MAP, INK, ORANGE, SIGNED_MAP, drawn, faint_grid, looks


class Stage(NamedTuple):
    """What stands between two layers, for one example.

    Attributes
    ----------
    step
        What led here, to be written over the arrow; empty for the input.
    values
        Array of shape (H, W, C), drawn as a stack of maps, or (D,), drawn as a strip.
    """

    step: str
    values: np.ndarray


GAP, HEAD, FOOT = 26, 8, 7       # between stages, above and below a row, in pixels of the image
STRIP_HEIGHT, STRIP_UNIT = 5, 0.13  # of a vector: its height, and the width of a value, in the same pixels
SHORTEST_STRIP = 26              # a strip is at least so wide, so that its values can be named


@drawn
def stages(rows: Sequence[Sequence[Stage]], *, pixel: float = 0.043) -> Figure:
    """An example on its way through a network, from left to right and row by row, all maps to one scale.

    The maps of a stage overlap like cards, the first in front, each from black (0, or its stage's minimum) to white
    (its stage's maximum). A vector of ten values at most has their indices below it. Under each stage stands its shape.

    Parameters
    ----------
    rows
        The stages of each row; only the first stage of all has no arrow.
    pixel
        The side of a pixel of a map, in inches.

    Returns
    -------
    Figure
    """
    sizes = [[_stage_size(stage.values) for stage in row] for row in rows]
    steps = [[GAP if stage.step else 0 for stage in row] for row in rows]
    width = max(sum(w for w, _ in row) + sum(gaps) for row, gaps in zip(sizes, steps, strict=True))
    heights = [max(h for _, h in row) + HEAD + FOOT for row in sizes]
    figure, axes = plt.subplots(figsize=(pixel * (width + 8), pixel * sum(heights)), layout="none")
    axes.set_position([0, 0, 1, 1])
    for index, row in enumerate(rows):
        middle = sum(heights[:index]) + HEAD + (heights[index] - HEAD - FOOT) / 2
        left = 2.0
        for stage, (stage_width, stage_height), gap in zip(row, sizes[index], steps[index], strict=True):
            if stage.step:
                axes.annotate("", (left + gap - 3, middle), (left + 3, middle),
                              arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.2})
                axes.text(left + gap / 2, middle - 1.5, stage.step, ha="center", va="bottom", fontsize=9.5)
                left += gap
            _draw_stage(axes, stage.values, left, middle - stage_height / 2)
            axes.text(left + stage_width / 2, middle + stage_height / 2 + (4.5 if _named(stage.values) else 1.2),
                      " × ".join(str(n) for n in stage.values.shape), ha="center", va="top", fontsize=9.5)
            left += stage_width
    axes.set(xlim=(0, width + 8), ylim=(sum(heights), 0), aspect="equal")
    axes.axis("off")
    return figure


def _named(values):
    return values.ndim == 1 and len(values) <= 10


def _stage_size(values):
    """The width and height of a stage."""
    if values.ndim == 1:
        return max(STRIP_UNIT * len(values), SHORTEST_STRIP), STRIP_HEIGHT
    height, width, channels = values.shape
    offset = _offset(channels)
    return width + offset * (channels - 1), height + offset * (channels - 1)


def _offset(channels):
    """How far each card of a stack lies behind the one before it."""
    return 2.2 if channels <= 8 else 1.2


def _draw_stage(axes, values, left, top):
    # The least greater value keeps a stage of zeros black.
    scale = {"cmap": GREY_MAP, "vmin": min(0, values.min()), "vmax": max(values.max(), np.finfo(float).tiny)}
    if values.ndim == 1:
        width, height = _stage_size(values)
        axes.imshow(values[None], extent=(left, left + width, top + height, top), aspect="auto", **scale)
        axes.add_patch(Rectangle((left, top), width, height, fill=False, edgecolor=FAINT, linewidth=0.8, zorder=2))
        if _named(values):
            for index in range(len(values)):
                axes.text(left + (index + 0.5) * width / len(values), top + height + 0.8, str(index), ha="center",
                          va="top", fontsize=8.5)
        return
    height, width, channels = values.shape
    offset = _offset(channels)
    for channel in reversed(range(channels)):  # the first in front
        x, y = left + offset * channel, top + offset * (channels - 1 - channel)
        order = 2 + channels - channel
        axes.imshow(values[:, :, channel], extent=(x, x + width, y + height, y), zorder=order, **scale)
        axes.add_patch(Rectangle((x, y), width, height, fill=False, edgecolor=FAINT, linewidth=0.8, zorder=order))


@drawn
def tiles(groups: Mapping[str, Sequence[np.ndarray]], *, columns: int = 8, signed: bool = False,
          side: float = 0.8) -> Figure:
    """Small maps in groups, each group under its name, each pixel as it is.

    Parameters
    ----------
    groups
        Name to arrays of shape (H, W).
    columns
        How many stand in a row.
    signed
        True: one scale for all, blue below zero, red above and white at zero, with a bar beside it.
        False: each group from black (0, or its minimum where that is below) to white (its maximum).
    side
        The width of a map, in inches.

    Returns
    -------
    Figure
    """
    columns = min(columns, max(len(maps) for maps in groups.values()))
    rows = [-(-len(maps) // columns) for maps in groups.values()]
    figure = plt.figure(figsize=(columns * side + (0.7 if signed else 0), sum(rows) * side + 0.32 * len(groups)))
    figure.get_layout_engine().set(w_pad=0.02, h_pad=0.02, wspace=0, hspace=0)
    limit = max(np.abs(one).max() for maps in groups.values() for one in maps)
    parts = np.atleast_1d(figure.subfigures(len(groups), 1, height_ratios=[n * side + 0.32 for n in rows]))
    shown, panels = None, []
    for part, count, (name, maps) in zip(parts, rows, groups.items(), strict=True):
        part.suptitle(name, fontsize=10, x=0.01, ha="left")
        grid = part.subplots(count, columns, squeeze=False)
        panels.append(grid)
        low, high = (-limit, limit) if signed else (min(0, np.min(maps)), np.max(maps))
        for axes in grid.flat:
            axes.set_axis_off()
        for axes, one in zip(grid.flat, maps, strict=False):
            axes.set_axis_on()
            shown = axes.imshow(one, cmap=SIGNED_MAP if signed else GREY_MAP, vmin=low, vmax=high)
            axes.set(xticks=[], yticks=[])
            for spine in axes.spines.values():
                spine.set_visible(True)
    if signed:
        for part, grid in zip(parts, panels, strict=True):
            part.colorbar(shown, ax=list(grid.flat), shrink=0.9, pad=0.02, aspect=8)
    return figure


@drawn
def learning_curves(panels: Mapping[str, Mapping[str, Sequence[float]]]) -> Figure:
    """Curves over the epochs of a training run, a panel for each quantity, such as loss and accuracy.

    Parameters
    ----------
    panels
        What the vertical axis shows, to the curves by name; a curve has one value an epoch, the first after epoch 1.

    Returns
    -------
    Figure
    """
    figure, row = plt.subplots(1, len(panels), figsize=(3.4 * len(panels), 3.0), squeeze=False)
    for axes, (ylabel, curves) in zip(row.flat, panels.items(), strict=True):
        for (name, values), (line, marker) in zip(curves.items(), looks(), strict=False):
            axes.plot(np.arange(1, len(values) + 1), values, line, marker=marker, linewidth=2, markersize=5, label=name)
        axes.set(xlabel="epoch", ylabel=ylabel)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        faint_grid(axes, "y")
    handles, names = row[0, 0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=len(names))
    return figure


@drawn
def overlaid(curves: Mapping[str, Sequence[float]], *, xlabel: str, ylabel: str) -> Figure:
    """Up to three curves that may lie on each other: each thinner than the one below it, so that all stay visible.

    Parameters
    ----------
    curves
        Name to values, one a step, the first at step 1; the first curve lies at the bottom.
    xlabel, ylabel
        What the axes show.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there are more than three curves.
    """
    styles = [{"color": ORANGE, "linewidth": 8, "alpha": 0.5}, {"color": BLUE, "linewidth": 3.2},
              {"color": "white", "linewidth": 1.2, "linestyle": (0, (4, 4))}]
    if len(curves) > len(styles):
        raise ValueError(f"overlaid: there are looks for {len(styles)} curves, but {len(curves)} were given")
    figure, axes = plt.subplots(figsize=(6.4, 3.4))
    for (name, values), look in zip(curves.items(), styles, strict=False):
        axes.plot(np.arange(1, len(values) + 1), values, marker="", label=name, solid_capstyle="butt", **look)
    axes.set(xlabel=xlabel, ylabel=ylabel, ylim=(0, None))
    faint_grid(axes, "y")
    axes.legend(loc="upper right", facecolor=FAINT, framealpha=0.35, frameon=True, handlelength=3.5)
    return figure
