"""Images as arrays: pixels with their numbers, their order in memory, and what a network makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from cnn_helpers.figures.style import (
    BLUE,
    CARD,
    COUNT_MAP,
    FAINT,
    GREY_MAP,
    INK,
    ORANGE,
    SKY,
    VERMILION,
    drawn,
    faint_grid,
    format_number,
    looks,
)


@drawn
def pixel_numbers(picture: np.ndarray, window: tuple[int, int, int, int]) -> Figure:
    """A grey picture with a window marked in it, and the window enlarged, each pixel with its number.

    Parameters
    ----------
    picture
        Array of shape (H, W), uint8 from 0 to 255 or floats from 0 to 1.
    window
        ``(row, column, height, width)`` of the block to enlarge; rows and columns are labelled with their indices.

    Returns
    -------
    Figure
    """
    row, column, height, width = window
    white = 255 if picture.dtype == np.uint8 else 1
    figure, (whole, part) = plt.subplots(1, 2, figsize=(7.2, 3.9), width_ratios=[1, 1.45])
    whole.imshow(picture, cmap=GREY_MAP, vmin=0, vmax=white)
    whole.add_patch(Rectangle((column - 0.5, row - 0.5), width, height, fill=False, edgecolor=ORANGE, linewidth=2.5))
    whole.set_title(f"{picture.shape[0]} rows × {picture.shape[1]} columns")
    whole.axis("off")
    pixels = picture[row:row + height, column:column + width]
    part.imshow(pixels, cmap=GREY_MAP, vmin=0, vmax=white)
    for (r, c), value in np.ndenumerate(pixels):
        part.text(c, r, format_number(value), ha="center", va="center", fontsize=15,
                  color="white" if value < 0.55 * white else "black")
    part.set(xticks=range(width), xticklabels=range(column, column + width),
             yticks=range(height), yticklabels=range(row, row + height), xlabel="column", ylabel="row")
    part.tick_params(length=0, labelsize=10)
    for spine in part.spines.values():
        spine.set(visible=True, color=ORANGE, linewidth=2.5)
    return figure


@drawn
def row_major(height: int, width: int, pixel: tuple[int, int], *, cell: float = 0.46) -> Figure:
    """An array whose cells show their places in memory, and below it those cells in that order.

    One cell and its neighbours to the right and below are marked in both, with the distance of the neighbours.

    Parameters
    ----------
    height, width
        Of the array.
    pixel
        ``(row, column)`` of the marked cell, neither in the last row nor in the last column.
    cell
        The side of a cell, in inches.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where the marked cell has no neighbour to the right or below.
    """
    row, column = pixel
    if not (0 <= row < height - 1 and 0 <= column < width - 1):
        raise ValueError(f"row_major: pixel must have a neighbour to the right and one below in an array of "
                         f"{height} × {width}, but pixel = {pixel} was given")
    here = row * width + column
    colours = {here: BLUE, here + 1: SKY, here + width: ORANGE}
    places = height * width
    left, strip = (places - width) / 2, height + 1.6
    figure, axes = plt.subplots(figsize=(cell * (places + 0.6), cell * (strip + 3.4)), layout="none")
    axes.set_position([0, 0, 1, 1])
    for place in range(places):
        r, c = divmod(place, width)
        colour = colours.get(place, CARD)
        for x, y in ((left + c, r), (place, strip)):
            axes.add_patch(Rectangle((x, y), 1, 1, facecolor=colour, edgecolor=FAINT, linewidth=0.9))
            axes.text(x + 0.5, y + 0.5, str(place), ha="center", va="center", fontsize=12,
                      color="white" if colour == BLUE else INK, weight="bold" if colour != CARD else "normal")
    for r in range(height):
        axes.text(left - 0.25, r + 0.5, f"row {r}", ha="right", va="center")
        axes.plot([r * width + 0.08, (r + 1) * width - 0.08], [strip - 0.2] * 2, color=FAINT, linewidth=1.2, marker="")
        axes.text((r + 0.5) * width, strip - 0.35, f"row {r}", ha="center", va="bottom")
    for distance, depth in ((1, 0.75), (width, 1.55)):
        start, end, level = here + 0.5, here + distance + 0.5, strip + 1 + depth
        axes.plot([start, start, end], [strip + 1.1, level, level], color=FAINT, linewidth=1.2, marker="")
        axes.annotate("", (end, strip + 1.05), (end, level), arrowprops={"arrowstyle": "->", "color": FAINT,
                                                                         "shrinkA": 0, "shrinkB": 0})
        side = "right" if distance == 1 else "below"
        axes.text(end + 0.2, level - 0.12, f"{side}: {distance} on", ha="left", va="center")
    axes.set(xlim=(-0.3, places + 0.3), ylim=(strip + 3.1, -0.3), aspect="equal")
    axes.axis("off")
    return figure


@drawn
def weight_maps(matrices: Sequence[np.ndarray], titles: Sequence[str], *, xlabel: str, ylabel: str) -> Figure:
    """Matrices of weights side by side: one colour for one value, places without a weight left blank.

    Parameters
    ----------
    matrices
        Arrays of one shape (rows, columns); a zero is a place without a weight.
    titles
        One for each.
    xlabel, ylabel
        What columns and rows stand for.

    Returns
    -------
    Figure
    """
    limit = max(np.abs(matrix).max() for matrix in matrices)
    figure, panels = plt.subplots(1, len(matrices), figsize=(2.6 * len(matrices), 3.0), sharey=True, squeeze=False)
    for axes, matrix, title in zip(panels.flat, matrices, titles, strict=True):
        axes.imshow(np.ma.masked_equal(matrix, 0), cmap=COUNT_MAP, vmin=-limit, vmax=limit)
        axes.set(title=title, xlabel=xlabel)
        for spine in axes.spines.values():
            spine.set_visible(True)
    panels[0, 0].set_ylabel(ylabel)
    return figure


@drawn
def growth(sides: np.ndarray, weights: Mapping[str, np.ndarray], *, mark: tuple[int, int], xlabel: str,
           ylabel: str) -> Figure:
    """Lines on two logarithmic axes, each with its name at its end, and one point marked with its number.

    Parameters
    ----------
    sides
        Array of shape (P,): the horizontal positions.
    weights
        Name to array of shape (P,).
    mark
        ``(side, weights)`` of the point.
    xlabel, ylabel
        What the axes show.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.4, 4.0))
    for (name, values), (line, _) in zip(weights.items(), looks(), strict=False):
        axes.loglog(sides, values, line, linewidth=2.2, marker="")
        axes.annotate(name, (sides[-1], values[-1]), (6, 0), textcoords="offset points", ha="left", va="center",
                      color=axes.lines[-1].get_color())
    axes.plot(*mark, "o", color=INK, markersize=7)
    axes.annotate(f"{mark[1]:,}", mark, (8, -6), textcoords="offset points", ha="left", va="top", fontsize=11)
    ticks = [side for side in sides if np.log2(side / sides[0]).is_integer()]
    axes.set_xticks(ticks, [str(side) for side in ticks])
    axes.set_xticks([], minor=True)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    faint_grid(axes, "y")
    return figure


@drawn
def runs(values: Mapping[str, np.ndarray], *, xlabel: str) -> Figure:
    """One row for each case: a dot for each run, and a bar at their mean with its number.

    Parameters
    ----------
    values
        Name to array of shape (R,), one value a run.
    xlabel
        What the values are.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.4, 0.62 * len(values) + 0.9))
    for place, (case, (_, marker)) in enumerate(zip(values.values(), looks(), strict=False)):
        spread = np.linspace(-0.16, 0.16, len(case))  # so that dots of one value do not hide each other
        axes.plot(case, place + spread, marker, color=BLUE if place % 2 == 0 else VERMILION, markersize=5, alpha=0.75)
        axes.plot([np.mean(case)] * 2, [place - 0.32, place + 0.32], color=INK, linewidth=2.2, marker="")
        axes.text(np.mean(case), place - 0.36, f"{np.mean(case):.1f}", ha="center", va="bottom", fontsize=9.5)
    axes.set(ylim=(len(values) - 0.5, -0.75), xlabel=xlabel, yticks=range(len(values)), yticklabels=list(values))
    axes.tick_params(axis="y", length=0, labelsize=10)
    faint_grid(axes, "x")
    return figure


@drawn
def runs_along(steps: np.ndarray, values: Mapping[str, np.ndarray], *, xlabel: str, ylabel: str) -> Figure:
    """A line through the means of each case, with a band from the lowest to the highest run.

    Parameters
    ----------
    steps
        Array of shape (P,): the horizontal positions, whole numbers.
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
        axes.plot(steps, case.mean(axis=0), line, marker=marker, linewidth=2, markersize=6, label=name)
        axes.fill_between(steps, case.min(axis=0), case.max(axis=0), alpha=0.18, linewidth=0)
    axes.set(xlabel=xlabel, ylabel=ylabel, xticks=steps, ylim=(0, 102))
    faint_grid(axes, "y")
    figure.legend(loc="outside upper left", ncols=1)
    return figure
