"""From feature maps to a decision: the way there, losses, which classes are mistaken, and how sure the network is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from cnn_helpers.figures.style import BLUE, FAINT, GREY_MAP, INK, SEEN, SKY, VERMILION, drawn, faint_grid, looks

MAPS_IN_A_ROW = 4


@drawn
def road(stages: Mapping[str, np.ndarray], probabilities: np.ndarray) -> Figure:
    """What a network makes of one image, stage by stage, and the probability of each class at the end.

    The channels of a stage stand beside each other, four in a row, on one scale from black (0) to white (the
    greatest value of the stage).

    Parameters
    ----------
    stages
        Title to array of shape (H, W, C), without negative values.
    probabilities
        Array of shape (K,).

    Returns
    -------
    Figure
    """
    rows = -(-len(stages) // 2)
    figure = plt.figure(figsize=(6.4, 2.6 * rows + 1.7))
    grid = figure.add_gridspec(rows + 1, 2, height_ratios=[*[1.6] * rows, 1])
    for place, (title, stage) in enumerate(stages.items()):
        axes = figure.add_subplot(grid[divmod(place, 2)])
        axes.imshow(_side_by_side(stage), cmap=GREY_MAP, vmin=0, vmax=stage.max())
        axes.set_title(title)
        axes.axis("off")
    axes = figure.add_subplot(grid[rows, :])
    bars = axes.bar(range(len(probabilities)), probabilities, color=SKY, edgecolor=INK, linewidth=0.6)
    axes.bar_label(bars, [f"{p:.2f}" for p in probabilities], padding=2, fontsize=9)
    axes.set(xticks=range(len(probabilities)), ylim=(0, 1.15), xlabel="class", ylabel="probability")
    return figure


def _side_by_side(stage):
    """The channels of (H, W, C) as one picture, with a line of background (nan) between neighbours."""
    height, width, channels = stage.shape
    columns = min(MAPS_IN_A_ROW, channels)
    rows = -(-channels // columns)
    picture = np.full((rows * (height + 1) - 1, columns * (width + 1) - 1), np.nan)
    for channel in range(channels):
        row, column = divmod(channel, columns)
        top, left = row * (height + 1), column * (width + 1)
        picture[top:top + height, left:left + width] = stage[:, :, channel]
    return picture


@drawn
def curves(x: np.ndarray, lines: Mapping[str, np.ndarray], *, xlabel: str, ylabel: str,
           level: tuple[str, float] | None = None) -> Figure:
    """Lines over one axis; where a line has several runs, their mean and a band from the lowest to the highest.

    Parameters
    ----------
    x
        Array of shape (P,).
    lines
        Name to array of shape (P,), or (R, P) for R runs.
    xlabel, ylabel
        What the axes show.
    level
        A name and a height, drawn as a dotted line across; None for none.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(figsize=(6.4, 4.0))
    for (name, values), (line, _) in zip(lines.items(), looks(), strict=False):
        values = np.atleast_2d(values)
        axes.plot(x, values.mean(axis=0), line, linewidth=2.2, marker="", label=name)
        if len(values) > 1:
            axes.fill_between(x, values.min(axis=0), values.max(axis=0), alpha=0.18, linewidth=0)
    if level is not None:
        name, height = level
        axes.axhline(height, color=INK, linewidth=1.2, linestyle=":", marker="", label=name)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    faint_grid(axes, "y")
    figure.legend(loc="outside upper left", ncols=1)
    return figure


@drawn
def confusion_matrix(counts: np.ndarray, classes: Sequence) -> Figure:
    """How often each true class was given each answer, with the number in each cell; cells without any stay blank.

    Right answers, on the diagonal, have a frame; the redder a wrong one, the more often it was given.

    Parameters
    ----------
    counts
        Integer array of shape (K, K): rows are the true classes, columns the answers.
    classes
        K names.

    Returns
    -------
    Figure
    """
    size = len(classes)
    most = (counts - np.diag(np.diag(counts))).max()
    figure, axes = plt.subplots(figsize=(0.48 * size + 1.2, 0.48 * size + 0.9))
    for (row, column), count in np.ndenumerate(counts):
        if row == column:
            cell = Rectangle((column, row), 1, 1, facecolor=SEEN, edgecolor=BLUE, linewidth=1.8, zorder=2)
        elif count:
            cell = Rectangle((column, row), 1, 1, facecolor=VERMILION, edgecolor="none", alpha=0.1 + 0.6 * count / most)
        else:
            continue
        axes.add_patch(cell)
        axes.text(column + 0.5, row + 0.5, str(count), ha="center", va="center", fontsize=10.5, zorder=3)
    places = np.arange(size) + 0.5
    axes.set(xlim=(0, size), ylim=(size, 0), aspect="equal", xticks=places, xticklabels=classes, yticks=places,
             yticklabels=classes, xlabel="answer of the network", ylabel="true class")
    axes.tick_params(length=0, labelsize=10)
    for spine in axes.spines.values():
        spine.set_visible(True)
    return figure


@drawn
def reliability(panels: Mapping[str, tuple[np.ndarray, np.ndarray, np.ndarray]]) -> Figure:
    """Reliability diagrams: how often a network is right where it is this sure, and below how often it is so sure.

    The bars are the accuracy in bins of equal width from 0 to 1, the short lines the mean confidence in the bin.
    Niculescu-Mizil and Caruana (ICML 2005); Guo et al. (arXiv:1706.04599), figure 1.

    Parameters
    ----------
    panels
        Title to ``(count, confidence, accuracy)``, arrays of shape (B,) with a value for each bin: how many answers
        are in it, their mean confidence, and the share of right ones; a bin without answers is left out.

    Returns
    -------
    Figure
    """
    figure, axes = plt.subplots(2, len(panels), figsize=(3.3 * len(panels), 4.6), height_ratios=[3, 1], sharex=True,
                                sharey="row", squeeze=False)
    figure.get_layout_engine().set(w_pad=0.14)  # so that the last tick of a panel stays off the next one's first
    for (upper, lower), (title, (count, confidence, accuracy)) in zip(axes.T, panels.items(), strict=True):
        width = 1 / len(count)
        used = count > 0
        left = np.arange(len(count))[used] * width
        upper.bar(left, accuracy[used], width, align="edge", color=SKY, edgecolor=BLUE, label="accuracy")
        upper.hlines(confidence[used], left, left + width, color=VERMILION, linewidth=2.4, label="mean confidence")
        upper.plot([0, 1], [0, 1], "--", color=FAINT, linewidth=1.2, marker="")
        upper.set(title=title, xlim=(0, 1), ylim=(0, 1.02))
        lower.bar(left, count[used] / count.sum(), width, align="edge", color=FAINT, edgecolor=INK, linewidth=0.6)
        lower.set(xlabel="confidence", xticks=np.linspace(0, 1, 6))
    axes[0, 0].set_ylabel("share right")
    axes[1, 0].set_ylabel("share of all")
    figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return figure
