"""Pooling: windows with their results, what a moved picture changes, and the pixels that a coarse mask gets wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from cnn_helpers.figures.style import (
    BLUE,
    CARD,
    FAINT,
    INK,
    SEEN,
    VERMILION,
    drawn,
    faint_grid,
    format_number,
    looks,
    panel_grid,
)

GAP, HEAD = 1.4, 0.9  # between an image and its results, and for a title, in cells


@drawn
def pooling_windows(image: np.ndarray, results: Mapping[str, np.ndarray], *, cell: float = 0.42) -> Figure:
    """A small image cut into windows, and beside it what pooling makes of them, each result in its window's shade.

    The largest value of a window, the first of equal ones, is set in bold.

    Parameters
    ----------
    image
        Array of shape (H, W).
    results
        Title to array of shape (H_out, W_out), the same for all; the windows are H / H_out by W / W_out
        pixels large and lie side by side.
    cell
        The side of a cell, in inches.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where the results do not cut the image into equal windows.
    """
    (height, width), (rows, columns) = image.shape, next(iter(results.values())).shape
    if height % rows or width % columns or any(y.shape != (rows, columns) for y in results.values()):
        raise ValueError(f"pooling_windows: results must have one shape that divides {image.shape}, "
                         f"but {[y.shape for y in results.values()]} were given")
    down, across = height // rows, width // columns
    total = width + len(results) * (GAP + columns)
    figure, axes = plt.subplots(figsize=(cell * (total + 0.4), cell * (height + HEAD + 0.4)), layout="none")
    axes.set_position([0, 0, 1, 1])
    for i, j in np.ndindex(rows, columns):
        window = image[i * down:(i + 1) * down, j * across:(j + 1) * across]
        largest = np.unravel_index(window.argmax(), window.shape)
        for (u, v), value in np.ndenumerate(window):
            _cell(axes, j * across + v, i * down + u, value, shade=_shade(i, j), bold=(u, v) == largest)
        axes.add_patch(Rectangle((j * across, i * down), across, down, fill=False, edgecolor=BLUE, linewidth=2.2))
    axes.text(width / 2, -0.3, "x", ha="center", va="bottom")
    left = width + GAP
    for title, y in results.items():
        top = (height - rows) / 2
        for (i, j), value in np.ndenumerate(y):
            _cell(axes, left + j, top + i, value, shade=_shade(i, j))
            axes.add_patch(Rectangle((left + j, top + i), 1, 1, fill=False, edgecolor=BLUE, linewidth=2.2))
        axes.text(left + columns / 2, top - 0.3, title, ha="center", va="bottom")
        left += columns + GAP
    axes.set(xlim=(-0.2, total + 0.2), ylim=(height + 0.2, -HEAD - 0.2), aspect="equal")
    axes.axis("off")
    return figure


@drawn
def changes(steps: Sequence[float], values: Mapping[str, Sequence[float]], *, xlabel: str, ylabel: str,
            reference: str) -> Figure:
    """Lines of relative distances, and a horizontal line at 1 with its name.

    Parameters
    ----------
    steps
        The horizontal positions, P of them.
    values
        Name to P distances.
    xlabel, ylabel
        What the axes show.
    reference
        What the distance 1 is.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.4, 4.2))
    for (name, distances), (line, marker) in zip(values.items(), looks(), strict=False):
        axes.plot(steps, distances, line, marker=marker, linewidth=2, markersize=6, label=name)
    axes.axhline(1, color=INK, linewidth=1.2)
    axes.annotate(reference, (0, 1), (2, 3), xycoords=("axes fraction", "data"), textcoords="offset points",
                  ha="left", va="bottom")
    highest = max(1, *(max(distances) for distances in values.values()))
    axes.set(xlabel=xlabel, ylabel=ylabel, xticks=steps, ylim=(0, highest + 0.12))
    faint_grid(axes, "y")
    figure.legend(loc="outside upper left", ncols=2)
    return figure


@drawn
def mask_errors(truth: np.ndarray, guesses: Mapping[str, np.ndarray], *, columns: int = 2, side: float = 3.0) -> Figure:
    """Masks in grey and white, with the pixels that are wrongly in and wrongly out in two colours.

    Parameters
    ----------
    truth
        Boolean array of shape (H, W).
    guesses
        Title to boolean array of shape (H, W).
    columns
        How many stand in a row.
    side
        The width of a mask, in inches.

    Returns
    -------
    Figure
    """
    height, width = truth.shape
    figure, panels = panel_grid(len(guesses), columns, side, side * height / width + 0.35, below=0.4)
    right, added, missed = FAINT, VERMILION, BLUE
    for axes, (title, guess) in zip(panels, guesses.items(), strict=False):
        colours = np.ones((height, width, 3))
        for where, colour in [(truth & guess, right), (~truth & guess, added), (truth & ~guess, missed)]:
            colours[where] = to_rgb(colour)
        axes.imshow(colours)
        axes.add_patch(Rectangle((-0.5, -0.5), width, height, fill=False, edgecolor=FAINT))
        axes.set_title(title)
    figure.legend(handles=[Patch(color=right, label="right"), Patch(color=added, label="wrongly in"),
                           Patch(color=missed, label="wrongly out")], loc="outside lower center", ncols=3)
    return figure


def _shade(i, j):
    return SEEN if (i + j) % 2 == 0 else CARD


def _cell(axes, x, y, value, *, shade, bold=False):
    axes.add_patch(Rectangle((x, y), 1, 1, facecolor=shade, edgecolor=FAINT, linewidth=0.7))
    axes.text(x + 0.5, y + 0.5, format_number(value), ha="center", va="center", weight="bold" if bold else "normal")
