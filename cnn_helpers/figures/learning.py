"""The slope of a loss, losses and errors on logarithmic axes, and kernels on their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from cnn_helpers.figures.style import INK, SIGNED_MAP, VERMILION, drawn, faint_grid, format_number, looks, panel_grid

MARKERS_A_LINE = 9  # as many as tell one line from another, and no more


@drawn
def loss_slope(weights: np.ndarray, losses: np.ndarray, at: tuple[float, float], slope: float, *,
               xlabel: str) -> Figure:
    """The loss along one weight, a point of the curve, and the straight line through it that has its slope.

    Parameters
    ----------
    weights, losses
        Arrays of shape (P,): the curve.
    at
        ``(weight, loss)`` of the point.
    slope
        Of the line.
    xlabel
        The name of the weight.

    Returns
    -------
    Figure
    """
    weight, loss = at
    reach = 0.28 * (weights[-1] - weights[0])
    ends = np.array([max(weight - reach, weights[0]), min(weight + reach, weights[-1])])
    figure, axes = plt.subplots(figsize=(5.4, 3.4))
    axes.plot(weights, losses, linewidth=2.2, marker="")
    axes.plot(ends, loss + slope * (ends - weight), "--", color=VERMILION, linewidth=2, marker="")
    axes.plot(weight, loss, "o", color=INK, markersize=8)
    axes.annotate(f"loss {format_number(loss)}, slope {format_number(slope)}", at, (-12, 6),
                  textcoords="offset points", ha="right", va="bottom")
    axes.set(xlabel=xlabel, ylabel="loss", ylim=(0, None))
    faint_grid(axes, "y")
    return figure


@drawn
def log_lines(positions: np.ndarray, values: Mapping[str, np.ndarray], *, xlabel: str, ylabel: str) -> Figure:
    """Lines on two logarithmic axes, told apart by colour, dashes and markers; a value of 0 leaves a gap.

    Parameters
    ----------
    positions
        Array of shape (P,), greater than 0: the horizontal positions.
    values
        Name to array of shape (P,).
    xlabel, ylabel
        What the axes show.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.4, 4.2))
    places = np.geomspace(positions[0], positions[-1], MARKERS_A_LINE)  # evenly spread where the axis is logarithmic
    marked = sorted({int(np.abs(positions - place).argmin()) for place in places})
    for (name, line_values), (line, marker) in zip(values.items(), looks(), strict=False):
        axes.loglog(positions, np.where(line_values > 0, line_values, np.nan), line, marker=marker, markevery=marked,
                    linewidth=2, markersize=6, label=name)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    faint_grid(axes)
    figure.legend(loc="outside upper left", ncols=1)
    return figure


@drawn
def kernel_values(kernels: Sequence[np.ndarray], titles: Sequence[str], *, columns: int = 3,
                  side: float = 1.7) -> Figure:
    """Kernels as small pictures with their numbers, all on one scale: blue below zero, white at zero, red above.

    Parameters
    ----------
    kernels
        Arrays of shape (KH, KW).
    titles
        One for each kernel.
    columns
        How many stand in a row.
    side
        The width of a kernel, in inches.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where the titles are not as many as the kernels.
    """
    if len(kernels) != len(titles):
        raise ValueError(f"kernel_values: titles must be as many as kernels, but {len(titles)} titles "
                         f"and {len(kernels)} kernels were given")
    limit = max(np.abs(kernel).max() for kernel in kernels)
    figure, panels = panel_grid(len(kernels), columns, side, side + 0.3)
    for axes, kernel, title in zip(panels, kernels, titles, strict=False):
        axes.imshow(kernel, cmap=SIGNED_MAP, vmin=-limit, vmax=limit)
        for (row, column), value in np.ndenumerate(kernel):
            axes.text(column, row, f"{value:.2f}", ha="center", va="center",
                      color="white" if abs(value) > 0.6 * limit else INK)
        axes.set_title(title)
    return figure
