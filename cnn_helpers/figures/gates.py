"""Gates: which channels a network lets through, case by case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from cnn_helpers.figures.style import COUNT_MAP, drawn


@drawn
def gates(panels: Mapping[str, np.ndarray], cases: Sequence, *, ylabel: str = "") -> Figure:
    """Panels one below another, with a row for each case and a column for each channel: dark at 0, yellow at 1.

    Rows that look alike are cases that the gates do not tell apart.

    Parameters
    ----------
    panels
        Title to array of shape (K, C), from 0 to 1; C may differ.
    cases
        K names, of the rows.
    ylabel
        What the cases are.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where an array has not a row for each case.
    """
    for title, values in panels.items():
        if len(values) != len(cases):
            raise ValueError(f"gates: each panel must have a row for each of the {len(cases)} cases, "
                             f"but {title!r} has shape {np.shape(values)}")
    height = len(panels) * (0.24 * len(cases) + 0.85) + 0.2
    figure, rows = plt.subplots(len(panels), 1, squeeze=False, figsize=(6.4, height))
    for axes, (title, values) in zip(rows[:, 0], panels.items(), strict=True):
        picture = axes.imshow(values, cmap=COUNT_MAP, vmin=0, vmax=1, aspect="auto")
        axes.set(title=title, yticks=range(len(cases)), yticklabels=list(cases), ylabel=ylabel,
                 xticks=range(0, values.shape[1], 1 if values.shape[1] <= 16 else 5))
        axes.tick_params(length=0)
    rows[-1, 0].set_xlabel("channel")
    figure.colorbar(picture, ax=rows[:, 0], label="gate", fraction=0.05)
    return figure
