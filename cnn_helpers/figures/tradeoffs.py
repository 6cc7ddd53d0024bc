"""Many networks in one picture: who won, what accuracy costs, where the parameters sit, and how far a network sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from cnn_helpers.figures.style import (
    BLUE,
    CARD,
    COUNT_MAP,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    drawn,
    faint_grid,
    looks,
)

# A shape and a colour for each family: two of one colour differ much in shape.
FAMILY_LOOKS = (("o", BLUE), ("s", VERMILION), ("^", GREEN), ("D", INK), ("P", PURPLE), ("v", ORANGE),
                ("*", SKY), ("X", VERMILION), ("p", GREEN), ("<", BLUE))
NEAR, STEP, FAR = 7, 6, 55  # of a label from its point, in points


@drawn
def winners(errors: Mapping[str, float], *, plain: Sequence[str] = (), line: tuple[str, float] | None = None,
            xlabel: str) -> Figure:
    """A bar for each entry, from top to bottom, with its value, and a line across all of them.

    Parameters
    ----------
    errors
        Name of an entry to its value.
    plain
        The entries whose bars are hatched in grey.
    line
        A name and a value to compare with.
    xlabel
        What the values are.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where `plain` names an entry that is not there.
    """
    unknown = [name for name in plain if name not in errors]
    if unknown:
        raise ValueError(f"winners: plain must name entries of errors, but {unknown[0]!r} is none of them")
    figure, axes = plt.subplots(figsize=(5.2, 0.42 * len(errors) + 1.1))
    for place, (name, value) in enumerate(errors.items()):
        look = dict(color=CARD, edgecolor=FAINT, hatch="///") if name in plain else dict(color=BLUE)
        bars = axes.barh(place, value, height=0.66, **look)
        [label] = axes.bar_label(bars, [f"{value:.4g} %"], padding=4)
        label.set(zorder=3, bbox=dict(facecolor=CARD, edgecolor="none", boxstyle="round,pad=0.1"))
    if line:
        axes.axvline(line[1], color=VERMILION, linestyle="--", linewidth=1.6, marker="")
        axes.text(line[1] + 0.4, len(errors) - 0.4, f"{line[0]}, {line[1]:.4g} %", color=VERMILION, va="top")
    axes.set(yticks=range(len(errors)), yticklabels=list(errors), xlabel=xlabel,
             xlim=(0, 1.22 * max(errors.values())), ylim=(len(errors) + (0.3 if line else -0.4), -0.6))
    axes.tick_params(axis="y", length=0)
    return figure


@drawn
def tradeoff(families: Mapping[str, Mapping[str, tuple[float, float]]], *, hollow: Sequence[str] = (),
             xlabel: str, ylabel: str) -> Figure:
    """Networks as marks with their names, along a logarithmic axis; a shape, a colour and a line for each family.

    The names are put where they hide neither a mark nor each other; one that stands far off has a line to its mark.

    Parameters
    ----------
    families
        Name of a family, at most 10, to its networks: name to ``(x, y)``, x greater than 0.
    hollow
        The networks whose marks are not filled.
    xlabel, ylabel
        What the axes show.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where there are more than 10 families.
    """
    if len(families) > len(FAMILY_LOOKS):
        raise ValueError(f"tradeoff: at most {len(FAMILY_LOOKS)} families can be told apart, "
                         f"but {len(families)} were given")
    figure, axes = plt.subplots(figsize=(5.0, 5.4))
    points, lines = {}, []
    for networks, (marker, colour) in zip(families.values(), FAMILY_LOOKS, strict=False):
        lines += axes.plot(*zip(*networks.values(), strict=True), color=colour, linewidth=1.2, alpha=0.45, marker="")
        for name, (x, y) in networks.items():
            axes.plot(x, y, marker, color=colour, markersize=11 if marker == "*" else 8, markeredgewidth=1.6,
                      markerfacecolor="white" if name in hollow else colour)
            points[name] = (x, y), colour
    axes.set(xscale="log", xlabel=xlabel, ylabel=ylabel)
    axes.margins(0.12)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    faint_grid(axes)
    _name_points(figure, axes, points, lines)
    return figure


@drawn
def stacked_shares(rows: Mapping[str, Mapping[str, float]], *, xlabel: str) -> Figure:
    """A bar for each network, cut into its kinds; the share of a kind stands in its piece where there is room.

    Parameters
    ----------
    rows
        Name of a network to its kinds, the same for all and at most 3, each with a share from 0 to 1.
    xlabel
        What the shares are of.

    Returns
    -------
    Figure
    """
    kinds = list(next(iter(rows.values())))
    figure, axes = plt.subplots(figsize=(5.4, 0.36 * len(rows) + 1.4))
    left = np.zeros(len(rows))
    for kind, (colour, hatch) in zip(kinds, ((BLUE, ""), (ORANGE, "//"), (FAINT, "..")), strict=False):
        values = 100 * np.array([row[kind] for row in rows.values()])
        axes.barh(range(len(rows)), values, left=left, height=0.7, color=colour, hatch=hatch, edgecolor=CARD,
                  label=kind)
        for place, (start, value) in enumerate(zip(left, values, strict=True)):
            if value >= 12:
                axes.text(start + value / 2, place, f"{value:.0f}", ha="center", va="center", fontsize=9,
                          bbox=dict(facecolor=CARD, edgecolor="none", boxstyle="round,pad=0.15"))
        left += values
    axes.set(yticks=range(len(rows)), yticklabels=list(rows), xlim=(0, 100), xlabel=xlabel)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    figure.legend(loc="outside upper left", ncols=len(kinds))
    return figure


@drawn
def fields_by_depth(networks: Mapping[str, tuple[np.ndarray, np.ndarray]], *, size: int) -> Figure:
    """The receptive field along the layers of each network, and a line at the size of the image.

    Parameters
    ----------
    networks
        Name to ``(depths, fields)``, arrays of shape (L,): after so many layers with weights, so many pixels.
    size
        Height or width of the image.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(5.2, 5.0))
    for (name, (depths, fields)), (line, marker) in zip(networks.items(), looks(), strict=False):
        axes.plot(depths, fields, line, marker=marker, markersize=4.5, linewidth=1.6, markevery=0.12, label=name)
    axes.axhline(size, color=INK, linewidth=1.4, marker="")
    deepest = max(np.max(depths) for depths, _ in networks.values())
    axes.text(deepest, 0.96 * size, f"the image: {size}", ha="right", va="top")
    axes.set(yscale="log", xlabel="layers with weights, from the input", ylabel="receptive field, pixels")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    faint_grid(axes)
    figure.legend(loc="outside upper left", ncols=2)
    return figure


@drawn
def energy(values: np.ndarray, squares: Mapping[str, int]) -> Figure:
    """A map of amounts, dark where there is none, and squares around its centre with their names.

    Parameters
    ----------
    values
        Array of shape (S, S), not negative.
    squares
        Name to side, in pixels, from the inside out.

    Returns
    -------
    Figure
    """
    size = len(values)
    figure, axes = plt.subplots(figsize=(4.6, 4.0))
    axes.grid(False)
    image = axes.imshow(values, cmap=COUNT_MAP, vmin=0)
    for (name, side), (line, _) in zip(squares.items(), looks(), strict=False):
        corner = (size - side) / 2 - 0.5
        axes.add_patch(Rectangle((corner, corner), side, side, fill=False, edgecolor="white", linewidth=1.8,
                                 linestyle=line))
        axes.text(size / 2 - 0.5, corner - 0.7, f"{name}: {side}", color="white", ha="center", va="bottom", fontsize=9)
    axes.set(xticks=[], yticks=[])
    figure.colorbar(image, ax=axes, shrink=0.9)
    return figure


def _name_points(figure, axes, points, lines):
    """Write each point's name at the nearest free place: not on a mark, a line or a name, and within the axes."""
    figure.canvas.draw()  # so that the axes have their final place
    figure.set_layout_engine("none")
    pixels = figure.dpi / 72
    room = axes.get_window_extent()
    marks = [axes.transData.transform(place) for place, _ in points.values()]
    taken = [_around(mark, 6 * pixels) for mark in marks]
    for corners in (axes.transData.transform(line.get_xydata()) for line in lines):
        for start, end in pairwise(corners):
            taken += [_around(start + share * (end - start), pixels) for share in np.linspace(0, 1, 40)]
    for (name, (place, colour)), (x, y) in zip(points.items(), marks, strict=True):
        label = axes.annotate(name, place, (0, 0), textcoords="offset points", fontsize=9, ha="center", va="center")
        extent = label.get_window_extent()
        width, height = extent.width / 2 + pixels, extent.height / 2
        for distance, angle in product(range(NEAR, FAR, STEP), np.radians([0, 180, 90, 270, 45, 315, 135, 225])):
            right, up = np.cos(angle), np.sin(angle)
            middle = x + right * (width + distance * pixels), y + up * (height + distance * pixels)
            box = middle[0] - width, middle[1] - height, middle[0] + width, middle[1] + height
            inside = room.x0 <= box[0] and box[2] <= room.x1 and room.y0 <= box[1] and box[3] <= room.y1
            if inside and not any(_overlap(box, other) for other in taken):
                break
        taken.append(box)
        label.set_position(((middle[0] - x) / pixels, (middle[1] - y) / pixels))
        if distance > NEAR + STEP:
            axes.annotate("", place, ((middle[0] - right * width - x) / pixels, (middle[1] - up * height - y) / pixels),
                          textcoords="offset points", arrowprops=dict(arrowstyle="-", color=colour, linewidth=0.8))


def _around(point, reach):
    return point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach


def _overlap(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
