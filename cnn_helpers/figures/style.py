"""The look that every figure shares: one card, one set of colours, one size of type.

A figure keeps its own light background, so that it reads the same on a light and on a dark page.
The colours are those of Okabe and Ito ("Color Universal Design", 2008), which stay apart without
colour vision; where two things must be told apart, a shape, a pattern or a label does it as well.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK = "#1c1c1c"
FAINT = "#8a8a8a"
CARD = "#fcfcfa"
SEEN = "#cfe6f5"     # cells that a window covers
PADDING = "#efefec"  # cells that padding adds, hatched as well
PADDING_HATCH = "////"
BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9"

LINES = ("-", "--", "-.", ":")
MARKERS = ("o", "s", "^", "D", "v", "P")

GREY_MAP = "gray"       # brightness: 0 is black
SIGNED_MAP = "RdBu_r"   # values on both sides of zero: blue below, white at zero, red above
COUNT_MAP = "cividis"   # amounts from zero up

STYLE = {
    "figure.dpi": 110,
    "figure.facecolor": CARD,
    "figure.constrained_layout.use": True,
    "axes.facecolor": CARD,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.titlesize": 10,
    "axes.labelsize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": plt.cycler(color=[BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY])
    + plt.cycler(marker=MARKERS),
    "font.family": "DejaVu Sans",  # comes with Matplotlib: the same figure on every machine
    "font.size": 10,
    "image.interpolation": "nearest",
    "legend.frameon": False,
    "savefig.facecolor": CARD,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
}


def drawn(function: Callable[..., Figure]) -> Callable[..., Figure]:
    """Draw with the shared look, and hand the figure over without leaving it open in pyplot."""

    @functools.wraps(function)
    def draw(*args, **kwargs) -> Figure:
        with plt.rc_context(STYLE):
            before = set(plt.get_fignums())
            try:
                figure = function(*args, **kwargs)
                figure.canvas.draw()  # text is laid out while the style holds
                return figure
            finally:
                for number in set(plt.get_fignums()) - before:
                    plt.close(number)

    return draw


def looks() -> Iterator[tuple[str, str]]:
    """A line style and a marker for one case after another, however many; they repeat where they run out."""
    return zip(itertools.cycle(LINES), itertools.cycle(MARKERS), strict=False)


def faint_grid(axes: Axes, axis: str = "both") -> None:
    """Draw grid lines that help to read values and stay behind them."""
    axes.grid(axis=axis, color=FAINT, alpha=0.3, linewidth=0.6)


def panel_grid(count: int, columns: int, width: float, height: float, *,
               below: float = 0.0) -> tuple[Figure, list[Axes]]:
    """A figure with bare axes for `count` pictures, at most `columns` in a row.

    `width` and `height` are those of a panel, `below` is left for a legend, in inches.
    """
    columns = min(columns, count)
    rows = -(-count // columns)
    figure, panels = plt.subplots(rows, columns, squeeze=False, figsize=(columns * width, rows * height + below))
    for axes in panels.flat:
        axes.axis("off")
    return figure, list(panels.flat)


def format_number(value: float) -> str:
    """A number as a person would write it in a cell: ``3``, ``-1``, ``0.25``, ``1/9``.

    Examples
    --------
    >>> format_number(3.0), format_number(-0.5), format_number(1 / 9), format_number(0.1234)
    ('3', '-0.5', '1/9', '0.12')
    """
    if round(value, 2) == value:
        return f"{value:g}"
    fraction = Fraction(value).limit_denominator(16)
    return str(fraction) if abs(fraction - value) < 1e-9 else f"{value:.2f}"
