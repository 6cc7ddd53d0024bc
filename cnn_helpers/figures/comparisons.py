"""Two networks beside each other: what their layers hold and compute, and what more training data does for them."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from cnn_helpers.figures.style import BLUE, FAINT, VERMILION, drawn, faint_grid, looks


@drawn
def weights_and_work(networks: Mapping[str, Mapping[str, tuple[int, int]]]) -> Figure:
    """A row for each layer, on a logarithmic axis: a ring at its weights, a square at its multiply-accumulates.

    Over the line between the two stands how often each weight is used for one image; where the square lies in the
    ring, it is used once.

    Parameters
    ----------
    networks
        Name of a network to its layers, from input to output: name of a layer to ``(weights, multiply-accumulates)``.

    Returns
    -------
    Figure
    """
    rows = sum(len(layers) + 1 for layers in networks.values())
    figure, axes = plt.subplots(figsize=(6.4, 0.42 * rows + 1.3))
    names, place = {}, 0
    for network, layers in networks.items():
        axes.text(0, place, network, transform=axes.get_yaxis_transform(), ha="left", va="center", weight="bold")
        for name, (weights, work) in layers.items():
            place += 1
            names[place] = name
            axes.plot([weights, work], [place, place], color=FAINT, linewidth=1.6, marker="")
            axes.plot(weights, place, "o", color=BLUE, markersize=11, markerfacecolor="none", markeredgewidth=2)
            axes.plot(work, place, "s", color=VERMILION, markersize=5)
            if work > weights:
                axes.text(np.sqrt(weights * work), place - 0.12, f"× {work // weights:,}", ha="center", va="bottom",
                          fontsize=9)
        place += 1
    axes.set(xscale="log", ylim=(place - 0.4, -0.6), yticks=list(names), yticklabels=list(names.values()),
             xlabel="in one layer, for one image")
    axes.tick_params(axis="y", length=0)
    faint_grid(axes, "x")
    ring = plt.Line2D([], [], color=BLUE, marker="o", markersize=11, markerfacecolor="none", markeredgewidth=2, ls="")
    square = plt.Line2D([], [], color=VERMILION, marker="s", markersize=5, ls="")
    figure.legend([ring, square], ["weights", "multiply-accumulates"], loc="outside upper left", ncols=2)
    return figure


@drawn
def runs_by_size(sizes: np.ndarray, values: Mapping[str, np.ndarray], *, xlabel: str, ylabel: str) -> Figure:
    """A dot for each run and a line through the medians of each case, along a logarithmic axis of sizes.

    Parameters
    ----------
    sizes
        Array of shape (P,), greater than 0: the horizontal positions, each with a tick.
    values
        Name to array of shape (R, P): R runs.
    xlabel, ylabel
        What the axes show.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.4, 4.3))
    for (name, case), (line, marker) in zip(values.items(), looks(), strict=False):
        middle, = axes.plot(sizes, np.median(case, axis=0), line, marker="", linewidth=2)
        colour = middle.get_color()
        axes.plot(np.tile(sizes, len(case)), case.ravel(), marker, color=colour, markersize=5, alpha=0.6)
        axes.plot([], [], line, marker=marker, color=colour, linewidth=2, label=name)
    axes.set(xscale="log", xlabel=xlabel, ylabel=ylabel)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.set_xticks([], minor=True)
    faint_grid(axes, "y")
    figure.legend(loc="outside upper left", ncols=1)
    return figure
