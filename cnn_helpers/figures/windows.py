"""Where windows lie and how often each input is seen: padding, stride and dilation drawn."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import colormaps
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from cnn_helpers import shapes
from cnn_helpers.figures.style import BLUE, CARD, COUNT_MAP, FAINT, INK, PADDING, PADDING_HATCH, SEEN, drawn


@drawn
def windows_on_a_line(size: int, kernel: int, *, stride: int = 1, padding="valid", dilation: int = 1,
                      cell: float = 0.36) -> Figure:
    """One axis of an input, its padding hatched, and under it every window, a row each, with the inputs that it reads.

    The numbers are the positions of the inputs, from 0.

    Parameters
    ----------
    size, kernel, stride, padding, dilation
        As for :func:`cnn_helpers.shapes.output_size` on one axis.
    cell
        The width of an input, in inches.

    Returns
    -------
    Figure
    """
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    outputs = shapes.output_size(size, kernel, **options)
    before, after = shapes.padding_amounts(size, kernel, **options)
    figure, axes = plt.subplots(figsize=(cell * (size + before + after + 3.4), cell * (outputs + 2)), layout="none")
    axes.set_position([0, 0, 1, 1])
    for position in range(-before, size + after):
        inside = 0 <= position < size
        axes.add_patch(Rectangle((position, 0), 1, 1, facecolor=CARD if inside else PADDING, edgecolor=FAINT,
                                 linewidth=0.7, hatch=None if inside else PADDING_HATCH))
        if inside:
            axes.text(position + 0.5, 0.5, str(position), ha="center", va="center", fontsize=9)
    for output in range(outputs):
        first, last = shapes.input_range(output, kernel, stride=stride, before=before, dilation=dilation)
        y = output + 1.3
        axes.plot([first + 0.5, last + 0.5], [y + 0.5, y + 0.5], color=BLUE, linewidth=1, marker="", zorder=0)
        for position in range(first, last + 1, dilation):
            axes.add_patch(Rectangle((position + 0.12, y + 0.12), 0.76, 0.76, facecolor=SEEN, edgecolor=BLUE,
                                     linewidth=1.6))
        axes.text(size + after + 0.3, y + 0.5, f"output {output}", ha="left", va="center", fontsize=9)
    axes.set(xlim=(-before - 0.3, size + after + 3.1), ylim=(outputs + 1.6, -0.3), aspect="equal")
    axes.axis("off")
    return figure


@drawn
def count_maps(counts: Sequence[np.ndarray], titles: Sequence[str], *, columns: int = 2, cell: float = 0.25) -> Figure:
    """Arrays of counts with their numbers, the darker the fewer; a cell with 0 is hatched.

    Parameters
    ----------
    counts
        Arrays of shape (H, W) of whole numbers from 0 up.
    titles
        One for each array.
    columns
        How many stand in a row.
    cell
        The side of a cell, in inches.

    Returns
    -------
    Figure
    """
    columns = min(columns, len(counts))
    rows = -(-len(counts) // columns)
    height = max(c.shape[0] for c in counts)
    width = max(c.shape[1] for c in counts)
    figure, panels = plt.subplots(rows, columns, squeeze=False,
                                  figsize=(columns * (cell * width + 0.3), rows * (cell * height + 0.45)))
    largest = max(int(c.max()) for c in counts)
    for axes in panels.flat:
        axes.axis("off")
    for axes, map_, title in zip(panels.flat, counts, titles, strict=False):
        for r, c in np.ndindex(map_.shape):
            share = map_[r, c] / max(largest, 1)
            axes.add_patch(Rectangle((c, r), 1, 1, facecolor=colormaps[COUNT_MAP](share) if map_[r, c] else CARD,
                                     edgecolor=CARD if map_[r, c] else FAINT, linewidth=0.5,
                                     hatch=None if map_[r, c] else "//////"))
            if map_[r, c]:
                axes.text(c + 0.5, r + 0.5, str(int(map_[r, c])), ha="center", va="center", fontsize=7,
                          color=INK if share > 0.5 else "white")
        axes.set(xlim=(-0.05, map_.shape[1] + 0.05), ylim=(map_.shape[0] + 0.05, -0.05), aspect="equal", title=title)
    return figure
