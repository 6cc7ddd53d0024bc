"""Small arrays drawn with their numbers: an image, a kernel, a window, an output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from cnn_helpers import naive, shapes
from cnn_helpers.figures.style import (
    BLUE,
    CARD,
    FAINT,
    INK,
    PADDING,
    PADDING_HATCH,
    SEEN,
    SKY,
    VERMILION,
    drawn,
    format_number,
)


@dataclass(frozen=True)
class Matrix:
    """One array to draw.

    Attributes
    ----------
    values
        Array of shape (H, W), any real dtype.
    title
        Stands above it.
    window
        ``(row, column, height, width)`` of a block to mark, or None.
    shown
        Boolean array of shape (H, W): which cells show their number; None shows all.
    border
        How many of the outer rows and columns are padding, as ``((top, bottom), (left, right))``.
    """

    values: np.ndarray
    title: str = ""
    window: tuple[int, int, int, int] | None = None
    shown: np.ndarray | None = None
    border: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))


@drawn
def matrices(row: Sequence[Matrix], between: Sequence[str] = (), *, cell: float = 0.42) -> Figure:
    """Draw arrays side by side, all cells of one size, with a sign between neighbours.

    Parameters
    ----------
    row
        The arrays, from left to right.
    between
        One sign fewer than arrays, such as ``["⋆", "="]``; empty for none.
    cell
        The side of a cell, in inches.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where the number of signs does not fit.
    """
    return _rows([row], [between], cell)


@drawn
def matrix_rows(rows: Sequence[Sequence[Matrix]], between: Sequence[Sequence[str]], *, cell: float = 0.42) -> Figure:
    """Draw several rows of arrays, each as :func:`matrices` draws one.

    Parameters
    ----------
    rows
        The rows, from top to bottom.
    between
        The signs of each row.
    cell
        The side of a cell, in inches.

    Returns
    -------
    Figure
    """
    return _rows(rows, between, cell)


SIGN, HEAD = 1.2, 1.4  # the width of a sign and the height of a title, in cells


def _rows(rows, between, cell):
    widths = [sum(m.values.shape[1] for m in row) + SIGN * (len(row) - 1) for row in rows]
    heights = [max(m.values.shape[0] for m in row) + HEAD for row in rows]
    figure, axes = plt.subplots(figsize=(cell * (max(widths) + 0.4), cell * (sum(heights) + 0.2)), layout="none")
    axes.set_position([0, 0, 1, 1])
    for index, row in enumerate(rows):
        _draw_row(axes, row, list(between[index]), top=sum(heights[:index]) + HEAD)
    axes.set(xlim=(-0.2, max(widths) + 0.2), ylim=(sum(heights) + 0.2, 0), aspect="equal")
    axes.axis("off")
    return figure


def _draw_row(axes, row, signs, *, top):
    signs = signs or [""] * (len(row) - 1)
    if len(signs) != len(row) - 1:
        raise ValueError(f"matrices: between must have {len(row) - 1} signs for {len(row)} arrays, "
                         f"but {len(signs)} were given")
    tallest = max(m.values.shape[0] for m in row)
    left = 0.0
    for matrix, sign in zip(row, [*signs, ""], strict=True):
        height, width = matrix.values.shape
        draw_matrix(axes, matrix, left=left, top=top + (tallest - height) / 2)
        axes.text(left + width + SIGN / 2, top + tallest / 2, sign, ha="center", va="center", fontsize=16)
        left += width + SIGN


def draw_matrix(axes: Axes, matrix: Matrix, *, left: float = 0.0, top: float = 0.0) -> None:
    """Draw one array into axes whose unit is a cell and whose vertical axis points down."""
    height, width = matrix.values.shape
    (above, below), (before, after) = matrix.border
    for r in range(height):
        for c in range(width):
            padding = not (above <= r < height - below and before <= c < width - after)
            inside = matrix.window is not None and _inside(matrix.window, r, c)
            axes.add_patch(Rectangle((left + c, top + r), 1, 1, edgecolor=FAINT, linewidth=0.7,
                                     facecolor=SEEN if inside else PADDING if padding else CARD,
                                     hatch=PADDING_HATCH if padding else None))
            if matrix.shown is None or matrix.shown[r, c]:
                axes.text(left + c + 0.5, top + r + 0.5, format_number(matrix.values[r, c]), ha="center", va="center",
                          color=INK, fontsize=10, bbox={"facecolor": PADDING, "edgecolor": "none", "pad": 0.6}
                          if padding and not inside else None)
    if matrix.window is not None:
        r, c, h, w = matrix.window
        axes.add_patch(Rectangle((left + c, top + r), w, h, fill=False, edgecolor=BLUE, linewidth=2.5))
    axes.text(left + width / 2, top - 0.35, matrix.title, ha="center", va="bottom", fontsize=10)


@drawn
def cross_correlation_steps(image: np.ndarray, kernel: np.ndarray, *, stride: int = 1, padding=0,
                            columns: int = 3, cell: float = 0.3) -> Figure:
    """Every step of a kernel over a small image: where the window lies, and the sum that it gives.

    Parameters
    ----------
    image, kernel
        Arrays of shapes (H, W) and (KH, KW).
    stride, padding
        As for ``conv2d``.
    columns
        How many steps stand in a row.
    cell
        The side of a cell, in inches.

    Returns
    -------
    Figure
    """
    options = {"stride": stride, "padding": padding}
    output = naive.conv2d(image[None, :, :, None], kernel[:, :, None, None], **options)[0, :, :, 0]
    border = shapes.padding_amounts(image.shape, kernel.shape, **options)
    padded = np.pad(image, border)
    vertical, horizontal = (stride, stride) if np.ndim(stride) == 0 else stride
    rows = -(-output.size // columns)
    height, width = padded.shape
    figure, panels = plt.subplots(rows, columns, squeeze=False,
                                  figsize=(columns * cell * (width + 1), rows * cell * (height + 2)))
    for axes in panels.flat:
        axes.axis("off")
    for axes, (i, j) in zip(panels.flat, np.ndindex(output.shape), strict=False):
        title = f"y[{i}, {j}] = {format_number(output[i, j])}"
        window = (i * vertical, j * horizontal, *kernel.shape)
        draw_matrix(axes, Matrix(padded, title, window=window, border=border))
        axes.set(xlim=(-0.1, width + 0.1), ylim=(height + 0.1, -1.3), aspect="equal")
    return figure


@drawn
def matrix_image(values: np.ndarray, title: str = "", *, xlabel: str = "", ylabel: str = "",
                 cell: float = 0.26) -> Figure:
    """A matrix whose zeros are left blank: what a convolution is as a matrix, with its weights in their places.

    Parameters
    ----------
    values
        Array of shape (rows, columns).
    title, xlabel, ylabel
        Text above, below and beside it.
    cell
        The side of a cell, in inches.
    """
    rows, columns = values.shape
    figure, axes = plt.subplots(figsize=(cell * columns + 0.8, cell * rows + 0.9))
    for r, c in zip(*np.nonzero(values), strict=True):
        colour = SKY if values[r, c] > 0 else VERMILION
        axes.add_patch(Rectangle((c, r), 1, 1, facecolor=colour, alpha=0.55, edgecolor="none"))
        axes.text(c + 0.5, r + 0.5, format_number(values[r, c]), ha="center", va="center", fontsize=7.5)
    axes.set(xlim=(0, columns), ylim=(rows, 0), aspect="equal", xlabel=xlabel, ylabel=ylabel, title=title,
             xticks=np.arange(0, columns, 5) + 0.5, yticks=np.arange(rows) + 0.5)
    axes.set_xticklabels(np.arange(0, columns, 5))
    axes.set_yticklabels(np.arange(rows))
    for spine in axes.spines.values():
        spine.set_visible(True)
    return figure


def _inside(window, row, column):
    r, c, h, w = window
    return r <= row < r + h and c <= column < c + w
