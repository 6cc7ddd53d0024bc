"""What goes through a network, drawn by its shapes alone: maps that shrink while they become more."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from cnn_helpers.figures.style import BLUE, SEEN, drawn

# In pixels of the maps: what a map lies to the right of the one before it, and above it; between two rows; columns.
RIGHT, UP = 1.1, 0.08
GAP, NAMES, SHAPES = 8, 62, 42


@drawn
def map_stacks(stages: Sequence[tuple[str, tuple[int, ...]]], *, pixel: float = 0.026) -> Figure:
    """The arrays between the layers of a network, one below the other, each as a stack of its maps, to one scale.

    A stack has one card for each channel, and a card the height and width of a map; a number of a vector is a card
    of one pixel. At the left stands what made the array, at the right its shape.

    Parameters
    ----------
    stages
        From the input on, ``(name, (H, W, C))`` or ``(name, (D,))``.
    pixel
        The side of a map's pixel, in inches.

    Returns
    -------
    Figure
    """
    sizes = [shape if len(shape) == 3 else (1, 1, *shape) for _, shape in stages]
    longest = max(width + RIGHT * (channels - 1) for _, width, channels in sizes)
    wide = NAMES + longest + SHAPES
    figure, axes = plt.subplots(layout="none")
    axes.set_position([0, 0, 1, 1])
    top = GAP / 2
    for (name, shape), (height, width, channels) in zip(stages, sizes, strict=True):
        up = UP if height > 1 else 0  # single numbers stand in a line
        middle = top + (height + up * (channels - 1)) / 2
        for channel in reversed(range(channels)):  # the first in front
            corner = (NAMES + RIGHT * channel, top + up * (channels - 1 - channel))
            axes.add_patch(Rectangle(corner, width, height, facecolor=SEEN, edgecolor=BLUE, linewidth=0.5))
        axes.text(NAMES - 4, middle, name, ha="right", va="center")
        axes.text(wide - 2, middle, " × ".join(map(str, shape)), ha="right", va="center")
        top = 2 * middle - top + GAP
    axes.set(xlim=(0, wide), ylim=(top, 0), aspect="equal")
    figure.set_size_inches(pixel * wide, pixel * top)
    axes.axis("off")
    return figure
