"""Pictures and feature maps side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from cnn_helpers.figures.style import GREY_MAP, SIGNED_MAP, drawn, panel_grid


@drawn
def pictures(images: Sequence[np.ndarray], titles: Sequence[str], *, columns: int = 3, signed: bool | None = None,
             side: float = 2.3) -> Figure:
    """Draw images in a grid, each pixel as it is, none smoothed.

    A colour image (H, W, 3) is shown as it is. A map (H, W) without negative values runs from black (0, or
    its minimum if that is larger) to white (its maximum, but at least 1 where all values lie in 0 to 1); one
    with negative values is shown in blue (below zero) and red (above), white being exactly zero, with
    a scale beside it.

    Parameters
    ----------
    images
        Arrays of shape (H, W) or (H, W, 3); colour images within 0 to 1.
    titles
        One for each image.
    columns
        How many stand in a row.
    signed
        True or False to force one of the two scales; None decides for each image.
    side
        The width of a picture, in inches.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        Where the titles are not as many as the images.
    """
    if len(images) != len(titles):
        raise ValueError(f"pictures: titles must be as many as images, but {len(titles)} titles "
                         f"and {len(images)} images were given")
    height, width = np.shape(images[0])[:2]
    figure, panels = panel_grid(len(images), columns, side, side * height / width + 0.35)
    for axes, image, title in zip(panels, images, titles, strict=False):
        image = np.asarray(image)
        if image.ndim == 3:
            axes.imshow(image)
        elif signed or (signed is None and image.min() < 0):
            limit = max(np.abs(image).max(), 1e-12)
            shown = axes.imshow(image, cmap=SIGNED_MAP, vmin=-limit, vmax=limit)
            figure.colorbar(shown, ax=axes, shrink=0.8, pad=0.02, aspect=14)
        else:
            axes.imshow(image, cmap=GREY_MAP, vmin=min(0, image.min()), vmax=max(1, image.max()))
        axes.set_title(title)
    return figure
