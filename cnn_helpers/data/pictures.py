"""Photographs and drawings that scikit-image brings (van der Walt et al. 2014, doi:10.7717/peerj.453)."""

from __future__ import annotations

import numpy as np

from cnn_helpers.data._packages import bringing

# Only pictures inside scikit-image's own wheel: its other pictures are downloaded at first use.
PICTURES = ("astronaut", "brick", "camera", "cat", "coffee", "coins", "grass", "gravel", "page", "rocket", "text")


def picture(name: str, *, grey: bool = False) -> np.ndarray:
    """A picture as an array of brightnesses from 0 (black) to 1 (white).

    Parameters
    ----------
    name
        One of ``PICTURES``.
    grey
        Whether to turn colour into luminance, ``0.2125 R + 0.7154 G + 0.0721 B``.

    Returns
    -------
    ndarray
        float64, of shape (H, W) for a grey picture and (H, W, 3), in the order red, green, blue, for a colour one.

    Raises
    ------
    ValueError
        Where there is no picture of that name.
    ModuleNotFoundError
        Where scikit-image is not installed.

    Examples
    --------
    >>> picture("camera").shape, picture("cat").shape, picture("cat", grey=True).shape
    ((512, 512), (300, 451, 3), (300, 451))
    """
    if name not in PICTURES:
        raise ValueError(f"picture: name must be one of {', '.join(PICTURES)}, but name = {name!r} was given")
    image = getattr(bringing("picture", "skimage.data", "scikit-image"), name)()
    image = image / 255.0
    if grey and image.ndim == 3:
        image = image @ np.array([0.2125, 0.7154, 0.0721])
    return image
