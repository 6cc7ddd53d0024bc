"""A layer as a rounded box, shaded where it has weights, and the arrow from one to the next."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from cnn_helpers.figures.style import BLUE, CARD, FAINT, SEEN

Point = tuple[float, float]


def box(axes: Axes, left: float, top: float, width: float, height: float, *, weights: bool) -> None:
    """Draw a box, in front of lines."""
    axes.add_patch(FancyBboxPatch((left, top), width, height, boxstyle="round,pad=0,rounding_size=0.06", linewidth=1,
                                  facecolor=SEEN if weights else CARD, edgecolor=BLUE if weights else FAINT, zorder=2))


def arrow(axes: Axes, start: Point, end: Point) -> None:
    """Draw an arrow whose head touches `end`."""
    axes.annotate("", end, start, arrowprops=dict(arrowstyle="-|>", color=FAINT, shrinkA=0, shrinkB=0))
