"""What a network that was trained on ImageNet takes and says: prepared photographs, and the names of the classes."""

from __future__ import annotations

import functools
from importlib import resources

import numpy as np

from cnn_helpers.arrays import integer, real_array

MEAN, SPREAD = 127 / 255, 128 / 255  # of EfficientNet-Lite's inputs: brightness 0..255, less 127, over 128
MARGIN = 32  # pixels around the crop, in the scale of the crop


@functools.cache
def imagenet_classes() -> tuple[str, ...]:
    """The names of the 1,000 classes of ILSVRC 2012, in the order of the scores.

    Russakovsky et al., "ImageNet large scale visual recognition challenge", arXiv:1409.0575. The names are the short
    ones of torchvision (BSD licence), which are unique.

    Examples
    --------
    >>> len(imagenet_classes()), imagenet_classes()[1]
    (1000, 'goldfish')
    """
    return tuple(resources.files(__package__).joinpath("imagenet_classes.txt").read_text("utf-8").splitlines())


def imagenet_input(photograph, *, size: int = 224) -> np.ndarray:
    """A photograph as EfficientNet-Lite takes it: the square at its centre, resized, brightness centred.

    The side of the square is ``size / (size + 32)`` of the shorter side; it is resized by cubic interpolation, and
    each brightness b becomes ``(255 b - 127) / 128``: Tan et al., tensorflow/tpu, models/official/efficientnet.

    Parameters
    ----------
    photograph
        Array (H, W, 3) of brightnesses from 0 to 1, red, green, blue, as :func:`cnn_helpers.data.pictures.picture`
        gives it.
    size
        Height and width of the result.

    Returns
    -------
    array (1, size, size, 3), float32

    Raises
    ------
    ValueError
        Where `photograph` has another shape or leaves 0 to 1, or `size` is below 1.

    Examples
    --------
    >>> x = imagenet_input(np.ones((300, 451, 3)))
    >>> x.shape, round(x.max().item(), 6)
    ((1, 224, 224, 3), 1.0)
    """
    from PIL import Image

    photograph = real_array("imagenet_input", "photograph", photograph)
    size = integer("imagenet_input", "size", size, minimum=1)
    if photograph.ndim != 3 or photograph.shape[2] != 3:
        raise ValueError(f"imagenet_input: photograph must be (H, W, 3), but its shape is {photograph.shape}")
    if not (photograph.min() >= 0 and photograph.max() <= 1):
        raise ValueError(f"imagenet_input: brightnesses must be from 0 to 1, but they go from {photograph.min():g} to "
                         f"{photograph.max():g}; divide by 255 first where they are bytes")
    height, width, _ = photograph.shape
    side = min(height, width) * size / (size + MARGIN)
    left, top = (width - side) / 2, (height - side) / 2
    bytes_ = np.round(photograph * 255).astype(np.uint8)
    crop = Image.fromarray(bytes_).resize((size, size), Image.Resampling.BICUBIC,
                                          box=(left, top, left + side, top + side))
    return ((np.asarray(crop, np.float32) / 255 - MEAN) / SPREAD).astype(np.float32)[np.newaxis]
