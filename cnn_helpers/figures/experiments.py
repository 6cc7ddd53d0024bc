"""Controlled experiments: runs in pairs, their differences with an interval, and what happens layer by layer."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from cnn_helpers.figures.style import BLUE, FAINT, INK, VERMILION, drawn, faint_grid, looks


@drawn
def pairs(first: tuple[str, np.ndarray], second: tuple[str, np.ndarray], *, ylabel: str) -> Figure:
    """Two columns of dots, one dot a run, and a line between the two runs of a pair.

    A pair that rises from left to right has a blue line, one that does not a dashed red one.

    Parameters
    ----------
    first, second
        The name of a case and its values, an array of shape (R,); the runs of one pair stand at the same place.
    ylabel
        What the values are.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(4.6, 3.9))
    for left, right in zip(first[1], second[1], strict=True):
        colour, line, marker = (BLUE, "-", "o") if right > left else (VERMILION, "--", "s")
        axes.plot([0, 1], [left, right], line, color=colour, marker=marker, markersize=6, linewidth=1.6)
    for place, side, (_, values) in ((0, -1, first), (1, 1, second)):
        axes.plot([place + 0.1 * side, place + 0.22 * side], [np.mean(values)] * 2, color=INK, linewidth=2.4, marker="")
        axes.text(place + 0.26 * side, np.mean(values), f"{np.mean(values):.1f}", va="center",
                  ha="right" if side < 0 else "left")
    axes.set(xlim=(-0.55, 1.55), ylabel=ylabel, xticks=[0, 1], xticklabels=[first[0], second[0]])
    axes.tick_params(axis="x", length=0, labelsize=10)
    faint_grid(axes, "y")
    return figure


@drawn
def differences(values: Mapping[str, np.ndarray], intervals: Mapping[str, tuple[float, float]], *,
                xlabel: str) -> Figure:
    """A row for each comparison: a dot for each pair of runs, the mean and the interval around it, and a line at 0.

    An interval that holds 0 is drawn with an empty mark at its mean, one that does not with a full one.

    Parameters
    ----------
    values
        Name to array of shape (R,): one difference a pair.
    intervals
        The same names to ``(mean, half width)``.
    xlabel
        What the differences are.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.4, 0.6 * len(values) + 0.9))
    axes.axvline(0, color=INK, linewidth=1.2, marker="")
    for place, (name, case) in enumerate(values.items()):
        middle, half = intervals[name]
        spread = np.linspace(-0.1, 0.1, len(case))  # so that dots of one value do not hide each other
        axes.plot(case, place + 0.22 + spread, "o", color=FAINT, markersize=4, alpha=0.7)
        axes.errorbar(middle, place - 0.12, xerr=half, color=BLUE, linewidth=2.4, capsize=4, marker="D", markersize=8,
                      markerfacecolor=BLUE if abs(middle) > half else "white", markeredgewidth=2)
    axes.set(ylim=(len(values) - 0.4, -0.6), xlabel=xlabel, yticks=range(len(values)), yticklabels=list(values))
    axes.tick_params(axis="y", length=0, labelsize=10)
    faint_grid(axes, "x")
    return figure


@drawn
def by_layer(values: Mapping[str, np.ndarray], *, ylabel: str) -> Figure:
    """Lines from layer to layer on a logarithmic axis, the first value at layer 1.

    Parameters
    ----------
    values
        Name to array of shape (L,), greater than 0.
    ylabel
        What the values are.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.4, 4.2))
    for (name, line_values), (line, marker) in zip(values.items(), looks(), strict=False):
        axes.semilogy(np.arange(1, len(line_values) + 1), line_values, line, marker=marker, linewidth=2, markersize=5,
                      label=name)
    longest = max(map(len, values.values()))
    axes.set(xlabel="layer", ylabel=ylabel, xticks=[1, *range(5, longest + 1, 5)])
    faint_grid(axes, "y")
    figure.legend(loc="outside upper left", ncols=1)
    return figure
