"""Augmentation: training images moved, turned or mirrored at random, so that a model sees each in many places.

``shift``, ``rotate`` and ``flip`` do what they are told, ``random_*`` draw what is done, for each image anew.
The latter have the form that the `augment` of :func:`cnn_helpers.training.fit` takes, once their amount is
fixed: ``functools.partial(random_shift, pixels=2)``. Whether the label still holds afterwards is for the caller
to know: a 6 that is turned by half a turn is a 9.
"""

from __future__ import annotations

import numpy as np

from cnn_helpers._checks import number
from cnn_helpers.arrays import as_floats, check_axes, check_shape, integer

__all__ = ["flip", "random_flip", "random_rotation", "random_shift", "rotate", "shift"]


def shift(images, amounts):
    """Move each image by whole pixels; what leaves is lost, and zeros come in.

    ``y[n, i, j] = x[n, i - down, j - right]``, 0 where that lies outside.

    Parameters
    ----------
    images : array (N, H, W, C)
    amounts : whole numbers (N, 2)
        How far each image is moved, (down, right); negative numbers move it up and to the left.

    Returns
    -------
    array (N, H, W, C) of the dtype of images

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape or kind; the message names it.

    Examples
    --------
    >>> shift([[[[1], [2], [3]]]], [[0, 1]])[0, 0, :, 0]
    array([0., 1., 2.])
    """
    images = _images("shift", images)
    amounts = np.asarray(amounts)
    if amounts.dtype.kind not in "iu":
        raise TypeError(f"shift: amounts must be whole numbers of pixels, but their dtype is {amounts.dtype}")
    check_shape("shift", "amounts", amounts, (len(images), 2), "(down, right) for each image")
    (rows, columns), (down, right) = _places(images), amounts.T[:, :, None, None].astype(np.int64)
    return _values(images, rows - down, columns - right)


def rotate(images, degrees):
    """Turn each image counter-clockwise about its centre; zeros come in at the corners.

    Each place of the result takes the value at the place that the turn brings there, interpolated bilinearly
    between the four pixels around it; pixels outside the image count as 0.

    Parameters
    ----------
    images : array (N, H, W, C)
    degrees : numbers (N,)
        The angle of each image; negative ones turn clockwise.

    Returns
    -------
    array (N, H, W, C) of the dtype of images

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape or kind; the message names it.

    Examples
    --------
    >>> rotate([[[[1], [2]], [[3], [4]]]], [90])[0, :, :, 0].round(6)
    array([[2., 4.],
           [1., 3.]])
    """
    images = _images("rotate", images)
    (degrees,) = as_floats("rotate", degrees=degrees)
    check_shape("rotate", "degrees", degrees, (len(images),), "one angle for each image")
    angles = np.deg2rad(degrees.astype(np.float64))[:, None, None]
    cos, sin = np.cos(angles), np.sin(angles)
    rows, columns = _places(images)
    middle_row, middle_column = (rows.max() / 2, columns.max() / 2) if rows.size else (0, 0)
    down, right = rows - middle_row, columns - middle_column
    return _bilinear(images, middle_row + cos * down + sin * right, middle_column - sin * down + cos * right)


def flip(images):
    """Mirror each image, left to right.

    Parameters
    ----------
    images : array (N, H, W, C)

    Returns
    -------
    array (N, H, W, C) of the dtype of images

    Raises
    ------
    ValueError, TypeError
        Where `images` has other axes, or holds no real numbers.

    Examples
    --------
    >>> flip([[[[1], [2], [3]]]])[0, 0, :, 0]
    array([3., 2., 1.])
    """
    return _images("flip", images)[:, :, ::-1].copy()


def random_shift(images, rng, *, pixels):
    """:func:`shift` each image, down and right, by whole numbers drawn evenly from ``-pixels`` to ``pixels``.

    Parameters
    ----------
    images : array (N, H, W, C)
    rng : np.random.Generator
    pixels : int, at least 0

    Returns
    -------
    array (N, H, W, C) of the dtype of images

    Raises
    ------
    ValueError, TypeError
        Where an argument is out of range or of the wrong kind; the message names it.

    Examples
    --------
    >>> lit = np.zeros((1, 5, 5, 1))
    >>> lit[0, 2, 2] = 1
    >>> np.argwhere(random_shift(lit, np.random.default_rng(0), pixels=1)[0, :, :, 0]).tolist()
    [[3, 2]]
    """
    images = _images("random_shift", images)
    pixels = integer("random_shift", "pixels", pixels, minimum=0)
    return shift(images, rng.integers(-pixels, pixels, size=(len(images), 2), endpoint=True))


def random_rotation(images, rng, *, degrees):
    """:func:`rotate` each image by an angle drawn evenly from ``-degrees`` to ``degrees``.

    Parameters
    ----------
    images : array (N, H, W, C)
    rng : np.random.Generator
    degrees : number, at least 0

    Returns
    -------
    array (N, H, W, C) of the dtype of images

    Raises
    ------
    ValueError, TypeError
        Where an argument is out of range or of the wrong kind; the message names it.

    Examples
    --------
    >>> random_rotation(np.ones((1, 3, 3, 1)), np.random.default_rng(0), degrees=0).all()
    np.True_
    """
    images = _images("random_rotation", images)
    degrees = number("random_rotation", "degrees", degrees, minimum=0)
    return rotate(images, rng.uniform(-degrees, degrees, size=len(images)))


def random_flip(images, rng):
    """:func:`flip` each image with probability one half.

    Parameters
    ----------
    images : array (N, H, W, C)
    rng : np.random.Generator

    Returns
    -------
    array (N, H, W, C) of the dtype of images

    Raises
    ------
    ValueError, TypeError
        Where `images` has other axes, or holds no real numbers.

    Examples
    --------
    >>> random_flip(np.tile([[1], [2]], (6, 1, 1, 1)), np.random.default_rng(0))[:, 0, 0, 0]
    array([1., 2., 2., 2., 1., 1.])
    """
    images = _images("random_flip", images)
    chosen = rng.random(len(images)) < 0.5
    return np.where(chosen[:, None, None, None], flip(images), images)


def _images(operation, images):
    (images,) = as_floats(operation, images=images)
    check_axes(operation, "images", images, "N H W C")
    return images


def _places(images):
    """The row and the column of every pixel, each (1, H, W)."""
    return np.indices((1, *images.shape[1:3]))[1:]


def _values(images, rows, columns):
    """What each image has at whole rows and columns, (N, H, W) or (1, H, W); 0 outside."""
    height, width = images.shape[1:3]
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    image = np.arange(len(images))[:, None, None]
    return images[image, np.where(inside, rows, 0), np.where(inside, columns, 0)] * inside[..., None]


def _bilinear(images, rows, columns):
    """The same between rows and columns: the four pixels around, each weighted by how near it is."""
    above, before = np.floor(rows).astype(int), np.floor(columns).astype(int)
    total = np.zeros_like(images)
    for row in (above, above + 1):
        for column in (before, before + 1):
            nearness = (1 - abs(rows - row)) * (1 - abs(columns - column))
            total += _values(images, row, column) * nearness[..., None].astype(images.dtype)
    return total
